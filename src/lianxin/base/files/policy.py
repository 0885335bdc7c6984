"""Which contents are taken: found from the bytes, held against the name."""

import re
import zipfile
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianxin.base.files.enums import EXTENSIONS, KINDS, Kind

HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_UNPACKED = 1024 * 1024 * 1024
_HARMLESS = 20 * 1024 * 1024
_MOST_TIMES = (
    200  # sheets of figures shrink to a fiftieth, rows of zeros to a thousandth
)
_MOST_PARTS = 20_000
_PICTURES = {
    "image/jpeg": "jpeg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/heif": "heic",
}
_OFFICE_PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
_PROGRAM_PARTS = re.compile(
    r"(vbaproject|vbadata|/activex/|/macrosheets/|\.exe$|\.dll$|\.js$|\.vbs$)",
    re.IGNORECASE,
)
# A page or a program, for a browser or a shell that goes by the contents.
_MARKUP = re.compile(
    rb"\s*(<\?xml|<!doctype|<!--|<(html|head|body|script|svg|iframe|meta|style)\b|#!)",
    re.IGNORECASE,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_ENCODINGS = ("utf-8-sig", "gb18030")


def kind_of(file: Path, *, name: str, kinds: Collection[str]) -> Kind:
    """The kind of the file's contents, where it is allowed and `name` agrees.

    Raises ValidationError, in words, for what is not taken: programs, macros,
    web pages, locked documents, unknown contents, and a name that says otherwise.
    """
    with file.open("rb") as content:
        code = _code_of(content, name=name)
    wanted = PurePosixPath(name).suffix.lstrip(".").lower()
    if code not in kinds:
        raise _refusal(
            _("%(name)s is not of a kind that is taken here. Allowed are: %(allowed)s.")
            % {"name": name, "allowed": allowed_names(kinds)}
        )
    kind = KINDS[code]
    if wanted not in kind.extensions:
        raise _refusal(
            _(
                "The name %(name)s does not fit the contents, which are %(kind)s. "
                "Save the file again from the program you made it with."
            )
            % {"name": name, "kind": kind.title}
        )
    return kind


def allowed_names(kinds: Collection[str]) -> str:
    """The ends of name that go with these kinds, for people to read."""
    ends = (e for code in kinds for e in KINDS[code].extensions)
    return ", ".join(sorted(ends, key=EXTENSIONS.index))


def _refusal(message: str) -> ValidationError:
    return ValidationError(message, code="file")


def _code_of(content: BinaryIO, *, name: str) -> str:
    """The code of the kind, or an empty text for what is not known."""
    head = content.read(HEAD)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _code_of_package(content, name=name)
    if head.startswith(_OLE):
        return _code_of_old_office(head + content.read(), name=name)
    guess = filetype.guess(head)
    if guess is not None and guess.mime in _PICTURES:
        return _PICTURES[guess.mime]
    return "text" if _is_text(head + content.read()) else ""


def _code_of_package(content: BinaryIO, *, name: str) -> str:
    try:
        with zipfile.ZipFile(content) as package:
            parts = package.namelist()[:_MOST_PARTS]
            if _is_bomb(package):
                return ""
            types = _content_types(package)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return ""
    if b"macroEnabled" in types or any(_PROGRAM_PARTS.search(p) for p in parts):
        raise _macros(name)
    found = [code for part, code in _OFFICE_PARTS.items() if part in parts]
    return found[0] if len(found) == 1 and types else ""


def _is_bomb(package: zipfile.ZipFile) -> bool:
    """Whether it unpacks to far more than any document of its size does."""
    entries = package.infolist()
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    return unpacked > _MOST_UNPACKED or unpacked > max(_HARMLESS, _MOST_TIMES * packed)


def _content_types(package: zipfile.ZipFile) -> bytes:
    try:
        with package.open("[Content_Types].xml") as part:
            return part.read(1024 * 1024)
    except KeyError:
        return b""


def _code_of_old_office(content: bytes, *, name: str) -> str:
    """Old Word and Excel, told apart by the names of the streams within."""
    if _stream("EncryptedPackage") in content:
        raise _refusal(
            _("%(name)s is locked with a password. Save it without one and try again.")
            % {"name": name}
        )
    if _stream("_VBA_PROJECT") in content:
        raise _macros(name)
    if _stream("WordDocument") in content:
        return "doc"
    is_excel = _stream("Workbook") in content or _stream("Book") in content
    return "xls" if is_excel else ""


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\x00\x00"


def _macros(name: str) -> ValidationError:
    return _refusal(
        _(
            "%(name)s contains programs (macros), which are not taken. Save it "
            "without macros, or as PDF."
        )
        % {"name": name}
    )


def _is_text(content: bytes) -> bool:
    """Whether this is plain text, and no page or script in disguise."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _decoded(content, "utf-16")
        content = (text or "").encode(errors="ignore")
    else:
        decoded = (_decoded(content, encoding) for encoding in _ENCODINGS)
        text = next((t for t in decoded if t is not None), None)
        content = content.removeprefix(b"\xef\xbb\xbf")
    return not (text is None or _CONTROLS.search(text) or _MARKUP.match(content[:HEAD]))


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
