"""Files to text: each reader gives what a person would see, and says what it left out."""

import json

from lianxin.kernel.outline.readers.detect import Format, format_of
from lianxin.kernel.outline.readers.encodings import decode
from lianxin.kernel.outline.readers.limits import (
    FILE_MEGABYTES,
    MEGABYTE,
    TEXT_CHARACTERS,
)
from lianxin.kernel.outline.readers.unreadable import Unreadable
from lianxin.kernel.outline.source import Problem, Source

__all__ = ["Unreadable", "paste", "read", "read_as_json"]


def read(data: bytes, name: str) -> Source:
    """Return the text of a file: .txt, .docx, .pdf with text, .md or .html.

    What the file is, its content says, not its ending; the ending only tells Markdown
    from plain text. Offsets of plain text are those of the file's characters. Raises
    Unreadable, which names the file and says what to do, for everything else. Pure;
    but hostile files can take long, so servers call it through base.jobs.bounded.
    """
    if not data:
        raise Unreadable("empty", name=name)
    if len(data) > FILE_MEGABYTES * MEGABYTE:
        raise Unreadable("too_large", name=name, megabytes=FILE_MEGABYTES)
    source = _read(data, name, format_of(data, name=name))
    if not source.text.strip():
        raise Unreadable("no_text", name=name)
    return _checked(source)


def paste(text: str) -> Source:
    """Return pasted text as a source; line ends become line feeds."""
    if not text.strip():
        raise Unreadable("empty", name="The pasted text")
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    # Half a surrogate pair cannot be stored or sent anywhere.
    whole = whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _checked(Source(whole))


def read_as_json(data: bytes, *, name: str) -> bytes:
    """Read a file and return text and problems as JSON, to cross a process border."""
    source = read(data, name)
    problems = [problem.as_json() for problem in source.problems]
    whole = {"text": source.text, "name": source.name, "problems": problems}
    return json.dumps(whole, ensure_ascii=False).encode()


def _read(data: bytes, name: str, format_: Format) -> Source:
    """Call the one reader; the libraries of the others, 0.2 s, are not even loaded."""
    problems: list[Problem] = []
    if format_ is Format.DOCX:
        from lianxin.kernel.outline.readers.docx import (  # noqa: PLC0415 -- slow to load
            read_docx,
        )

        text, problems = read_docx(data, name=name)
    elif format_ is Format.PDF:
        from lianxin.kernel.outline.readers.pdf import (  # noqa: PLC0415 -- slow to load
            read_pdf,
        )

        text, problems = read_pdf(data, name=name)
    elif format_ is Format.HTML:
        from lianxin.kernel.outline.readers.html import (  # noqa: PLC0415 -- slow to load
            read_html,
        )

        text = read_html(data, name=name)
    else:
        text, problems = _read_plain(data, name)
    if format_ is Format.MARKDOWN:
        from lianxin.kernel.outline.readers.markdown import (  # noqa: PLC0415 -- slow to load
            text_of_markdown,
        )

        text = text_of_markdown(text, name=name)
    return Source(text, name, tuple(problems))


def _read_plain(data: bytes, name: str) -> tuple[str, list[Problem]]:
    decoded = decode(data, name=name)
    # A lone carriage return was a line end once; the offsets stay the same.
    text = decoded.text.replace("\r\n", "\0\n").replace("\r", "\n")
    text = text.replace("\0\n", "\r\n")
    if decoded.encoding == "UTF-8":
        return text, []
    values = (("encoding", decoded.encoding),)
    return text, [Problem("encoding", values=values)]


def _checked(source: Source) -> Source:
    if len(source.text) > TEXT_CHARACTERS:
        raise Unreadable("too_much_text", name=source.name, characters=TEXT_CHARACTERS)
    return source
