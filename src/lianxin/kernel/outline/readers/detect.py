"""What a file is, told from its first bytes and its table of contents."""

import io
import re
import zipfile
import zlib
from enum import Enum
from pathlib import PurePath

from lianxin.kernel.outline.readers.unreadable import Unreadable

# What zipfile raises, undocumented, for damaged archives.
PACKAGE_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
)
Format = Enum("Format", "TEXT MARKDOWN HTML DOCX PDF")

MARKDOWN_ENDINGS = {".md", ".markdown", ".mdown"}
HTML_ENDINGS = {".html", ".htm", ".xhtml"}
PLAIN_ENDINGS = {".txt", ".text"} | MARKDOWN_ENDINGS
HEAD_BYTES = 1024
HTML = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|meta|table|div|p)[\s>]")
WORD_XML = re.compile(rb"<\?mso-application|<w:wordDocument|<pkg:package")
SVG = re.compile(
    rb"(?s)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!doctype[^>]*>\s*)*<svg[\s>]"
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Signatures of what people send by mistake, with the words for it.
OTHERS = (
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"{\\rtf", "rich text (.rtf)"),
    (b"Rar!", "an archive (RAR)"),
    (b"7z\xbc\xaf", "an archive (7z)"),
    (b"\x1f\x8b", "an archive (gzip)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"AT&TFORM", "a DjVu book"),
    (b"CAJ", "a CAJ book"),
    (b"MIME-Version:", "a web archive (.mht)"),
)
# What a ZIP is, by a part that only it has.
PACKAGES = (
    ("xl/workbook.xml", "a spreadsheet (.xlsx)"),
    ("ppt/presentation.xml", "a presentation (.pptx)"),
    ("OFD.xml", "an OFD document"),
    ("content.xml", "an OpenDocument file (.odt)"),
    ("META-INF/container.xml", "an e-book (.epub)"),
)


def format_of(data: bytes, *, name: str) -> Format:
    """Return which reader takes the file; raises Unreadable where none does."""
    head = data[:HEAD_BYTES]
    ending = PurePath(name).suffix.lower()
    if b"%PDF-" in head:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return _package_format(data, name)
    _refuse_other(data, name)
    if ending in MARKDOWN_ENDINGS:
        return Format.MARKDOWN
    if ending in HTML_ENDINGS:
        return Format.HTML
    if ending not in PLAIN_ENDINGS and HTML.search(head):
        return Format.HTML  # many programs save HTML as .doc
    if ending in {".docx", ".pdf"}:
        words = "a Word document (.docx)" if ending == ".docx" else "a PDF"
        raise Unreadable("damaged", name=name, format=words)
    return Format.TEXT


def _refuse_other(data: bytes, name: str) -> None:
    if data.startswith(OLD_OFFICE):
        code = "locked" if ENCRYPTED in data else "old_word"
        raise Unreadable(code, name=name)
    if WORD_XML.search(data[:HEAD_BYTES]):
        raise Unreadable("old_word", name=name)
    for signature, words in OTHERS:
        if data.startswith(signature):
            raise Unreadable("other_format", name=name, format=words)
    if SVG.match(data[:HEAD_BYTES]):
        raise Unreadable("other_format", name=name, format="a picture (SVG)")
    if data[4:12] in {b"ftypheic", b"ftypmif1"}:
        raise Unreadable("other_format", name=name, format="a picture (HEIC)")


def _package_format(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = set(package.namelist())
    except PACKAGE_FAULTS as error:
        words = "a Word document (.docx)"
        raise Unreadable("damaged", name=name, format=words) from error
    if any(part.startswith("word/") for part in parts):
        return Format.DOCX
    for part, words in PACKAGES:
        if part in parts:
            raise Unreadable("other_format", name=name, format=words)
    raise Unreadable("other_format", name=name, format="an archive (ZIP)")
