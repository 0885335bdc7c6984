"""Corpus texts made into the formats clerks get them in: Word, PDF, web, Markdown.

A text and its labelled nodes become a list of blocks; each format writes the blocks as
a program would: automatic numbers instead of typed ones where the marker's style has a
Word format, tables with merged cells, pages with a running head and a page number.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

import docx
import typst

from tests.kernel.outline.wordlists import Marker, WordLists, taken_apart, typed

BLANK = " \t\u3000\xa0\r"
CELLS = re.compile(r"\S[ ]*\t+[ ]*\S")
# A cell of a table whose rows end with a tab may go on over so many lines.
LINES_OF_A_CELL = 8
MARKDOWN_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    indent: int = 0
    marker: Marker | None = None
    level: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    rows: int = 1


@dataclass(slots=True)
class Table:
    columns: int
    rows: list[list[Cell | None]] = field(default_factory=list)


Block = Paragraph | Table


def blocks_of(text: str, nodes: Sequence[dict]) -> list[Block]:
    """Return the text as paragraphs and tables."""
    starts = {node["start"]: node for node in nodes}
    blocks: list[Block] = []
    offset = 0
    for piece, is_table in _pieces(text.splitlines(keepends=True)):
        if is_table:
            blocks.append(_table(piece))
        else:
            blocks.extend(_paragraphs(piece, offset, starts))
        offset += len(piece)
    return blocks


def _pieces(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield lines one by one, and those of a table together."""
    first = 0
    while first < len(lines):
        end = _table_end(lines, first)
        yield "".join(lines[first : max(end, first + 1)]), end > first
        first = max(end, first + 1)


def _table_end(lines: list[str], first: int) -> int:
    """Return the line after the table that begins at `first`, or `first`."""
    if not CELLS.search(lines[first]):
        return first
    end = first + 1
    if lines[first].endswith("\t\n"):
        while True:
            ahead = range(end, min(end + LINES_OF_A_CELL, len(lines)))
            rows = [place for place in ahead if lines[place].endswith("\t\n")]
            if not rows:
                return end
            end = rows[0] + 1
    while end < len(lines) and CELLS.search(lines[end]):
        end += 1
    return end


def _paragraphs(text: str, offset: int, starts: dict[int, dict]) -> Iterator[Paragraph]:
    for line in text.split("\n"):
        stripped = line.strip(BLANK)
        begin = offset + len(line) - len(line.lstrip(BLANK))
        offset += len(line) + 1
        if stripped:
            yield _paragraph(stripped, begin, line, starts.get(begin))


def _paragraph(text: str, begin: int, line: str, node: dict | None) -> Paragraph:
    indent = min(2, len(line) - len(line.lstrip(BLANK)))
    if node is None:
        return Paragraph(text, indent)
    marker = taken_apart(node["marker"])
    heading = len(text) < 40 and text[-1] not in "。；;."
    rest = text[len(node["marker"] or "") :] if marker else text
    if marker and marker.style == "decimal":  # Word sets a tab, Markdown a space
        rest = rest.strip(BLANK)
    return Paragraph(rest, indent, marker, node["level"], heading)


def _table(text: str) -> Table:
    """Return the rows; the cells that a later row lacks are merged with those above."""
    closed = text.split("\n", 1)[0].endswith("\t")
    rows = [row.split("\t") for row in text.split("\t\n" if closed else "\n")]
    rows = [row for row in rows if any(map(str.strip, row))]
    table = Table(max(map(len, rows)))
    for row in rows:
        cells = [" ".join(cell.split()) if "\n" in cell else cell for cell in row]
        lacking = next(n for n, cell in enumerate(cells) if cell.strip())
        missing = table.columns - len(cells) + lacking
        found = [Cell(cell.strip()) for cell in cells[lacking:]]
        table.rows.append([*[None] * missing, *found])
    return table


def _rows_spanned(table: Table, row: int, column: int) -> int:
    following = (each[column] for each in table.rows[row + 1 :])
    count = 1
    for cell in following:
        if cell is not None:
            break
        count += 1
    return count


# --- Word ---------------------------------------------------------------------------


def as_docx(blocks: Iterable[Block]) -> bytes:
    """Return a .docx whose countable markers are counted by Word."""
    document = docx.Document()
    lists = WordLists(document.part.numbering_part.element)
    header = document.sections[0].header
    header.paragraphs[0].text = "某公司党委文件"
    for block in blocks:
        if isinstance(block, Table):
            _write_word_table(document, block)
        else:
            _write_word_paragraph(document, block, lists)
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def _write_word_paragraph(document, block: Paragraph, lists: WordLists) -> None:
    paragraph = document.add_paragraph()
    # Word cuts a paragraph into runs at every change of spelling or font.
    middle = len(block.text) // 2
    paragraph.add_run(block.text[:middle])
    paragraph.add_run(block.text[middle:]).bold = block.heading
    if block.marker is not None:
        num, level = lists.counted(block.marker, block.level - 1)
        properties = paragraph._p.get_or_add_pPr()
        numbered = properties.get_or_add_numPr()
        numbered.get_or_add_ilvl().val = level
        numbered.get_or_add_numId().val = num


def _write_word_table(document, block: Table) -> None:
    table = document.add_table(rows=len(block.rows), cols=block.columns)
    for index, row in enumerate(block.rows):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            here = table.cell(index, column)
            span = _rows_spanned(block, index, column)
            if span > 1:
                here = here.merge(table.cell(index + span - 1, column))
            here.text = cell.text.replace(" ", "\n")


# --- PDF ----------------------------------------------------------------------------

TYPST_HEAD = """
#set page(width: 210mm, height: 297mm, margin: 27mm, numbering: "— 1 —",
  header: align(center, text(size: 9pt)[某公司党委文件]))
#set text(font: "Noto Serif CJK SC", lang: "zh", size: 14pt)
#set par(justify: true, first-line-indent: 0pt)
"""


def as_pdf(blocks: Iterable[Block]) -> bytes:
    """Return a PDF of A4 pages with a running head and page numbers."""
    source = TYPST_HEAD + "\n\n".join(map(_typst_block, blocks))
    return typst.compile(source.encode())


def _typst_block(block: Block) -> str:
    if isinstance(block, Table):
        return _typst_table(block)
    return "#h(2em)" * bool(block.indent) + _typst_text(_whole(block))


def _typst_text(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#text("{quoted}")'


def _typst_table(table: Table) -> str:
    cells = []
    for index, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            span = _rows_spanned(table, index, column)
            text = _typst_text(cell.text).replace(" ", "\\n") if cell.text else ""
            cells.append(f"table.cell(rowspan: {span})[{text}]")
    columns = "(2em, 1fr, 1fr, 3fr, 4em, 5em)" if table.columns == 6 else table.columns
    head, rest = cells[: table.columns], cells[table.columns :]
    return (
        f"#set text(size: 10pt)\n#table(columns: {columns}, "
        f"table.header({', '.join(head)}), {', '.join(rest)})"
    )


def _whole(block: Paragraph) -> str:
    """Return the paragraph with its marker as typed."""
    if block.marker is None:
        return block.text
    return typed(block.marker) + block.text


# --- the web ------------------------------------------------------------------------


def as_html(blocks: Iterable[Block]) -> bytes:
    """Return a page in GB18030, with lists for `1.` and tables with merged cells."""
    body = "\n".join(map(_html_block, blocks))
    page = (
        '<!DOCTYPE html><html><head><meta charset="gb18030"><title>某公司</title>'
        "<style>p { margin: 0 }</style><script>var 一 = '一、不是标题';</script></head>"
        f"<body><nav><a href='/'>首页</a></nav>\n{body}\n</body></html>"
    )
    return page.encode("gb18030")


def _html_block(block: Block) -> str:
    if isinstance(block, Table):
        return _html_table(block)
    if block.marker is not None and block.marker.family == ("", "decimal", "."):
        item = f"<li><p>{escape(block.text)}</p></li>"
        return f'<ol start="{block.marker.number}">{item}</ol>'
    tag = f"h{min(6, block.level + 1)}" if block.heading else "p"
    return f"<{tag}>&emsp;&emsp;<span>{escape(_whole(block))}</span></{tag}>"


def _html_table(table: Table) -> str:
    rows = []
    for index, row in enumerate(table.rows):
        cells = [
            f'<td rowspan="{_rows_spanned(table, index, column)}"><p>'
            + escape(cell.text).replace(" ", "<br>")
            + "</p></td>"
            for column, cell in enumerate(row)
            if cell is not None
        ]
        rows.append(f"<tr>\n{''.join(cells)}\n</tr>")
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


# --- Markdown -----------------------------------------------------------------------


def as_markdown(blocks: Iterable[Block]) -> bytes:
    """Return Markdown with headings, emphasis, lists for `1.` and pipe tables."""
    return "\n\n".join(map(_markdown_block, blocks)).encode()


def _markdown_block(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join(_markdown_rows(block))
    text = MARKDOWN_SPECIAL.sub(r"\\\1", block.text)
    if block.marker is not None and block.marker.family == ("", "decimal", "."):
        return f"{block.marker.number}. {text}"
    if block.heading:
        number = typed(block.marker) if block.marker else ""
        # Emphasis must not begin with a blank.
        words = text.lstrip(BLANK)
        gap = text[: len(text) - len(words)]
        strong = f"**{words}**" if words else ""
        return f"{'#' * min(6, block.level + 1)} {number}{gap}{strong}"
    return MARKDOWN_SPECIAL.sub(r"\\\1", _whole(block))


def _markdown_rows(table: Table) -> Iterator[str]:
    for index, row in enumerate(table.rows):
        cells = ("" if cell is None else cell.text for cell in row)
        yield (
            "| "
            + " | ".join(MARKDOWN_SPECIAL.sub(r"\\\1", cell) for cell in cells)
            + " |"
        )
        if not index:
            yield "|" + " --- |" * table.columns
