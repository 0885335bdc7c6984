"""Small Word packages written by hand, so that a test shows the XML it is about."""

import io
import zipfile

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def word_file(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    head: str = "",
    namespace: str = NAMESPACE,
) -> bytes:
    """Return a .docx with these parts; the prefix of WordprocessingML is `w`."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in (
            ("document", f"<w:body>{body}</w:body>"),
            ("numbering", numbering),
            ("styles", styles),
        ):
            package.writestr(
                f"word/{part}.xml",
                f'{head}<w:{part} xmlns:w="{namespace}" xmlns:mc="mc" xmlns:m="m">'
                f"{content}</w:{part}>",
            )
    return whole.getvalue()


def paragraph(
    text: str = "", *, num: int | None = None, level: int = 0, style: str = ""
) -> str:
    """Return a paragraph, in a list where `num` is given."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        properties += (
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
        )
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def level(index: int, text: str, style: str = "decimal", more: str = "") -> str:
    """Return a level of a list; `text` is its w:lvlText."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*definitions: str, nums: str = "") -> str:
    """Return numbering where list n + 1 uses definition n, and further `nums`."""
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{index}">{levels}</w:abstractNum>'
        for index, levels in enumerate(definitions)
    )
    instances = "".join(
        f'<w:num w:numId="{index + 1}"><w:abstractNumId w:val="{index}"/></w:num>'
        for index in range(len(definitions))
    )
    return abstracts + instances + nums


def row(*cells: str) -> str:
    """Return a table row; a cell that does not begin with `<` is text."""
    return f"<w:tr>{''.join(map(_cell, cells))}</w:tr>"


def _cell(content: str) -> str:
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc>{inner}</w:tc>"
