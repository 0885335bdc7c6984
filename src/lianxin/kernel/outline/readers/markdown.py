"""Markdown as its reader sees it: marks of emphasis gone, numbers as written."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from lianxin.kernel.outline.readers import limits
from lianxin.kernel.outline.readers.html import text_of_html
from lianxin.kernel.outline.readers.unreadable import Unreadable


def text_of_markdown(text: str, *, name: str) -> str:
    """Return the text of Markdown (CommonMark and tables), one line for each line.

    Numbers of ordered lists stay as the author wrote them; rows of tables become lines
    with tabs. Raises Unreadable where blocks are nested beyond any document.
    """
    options = {"maxNesting": limits.NESTED_BLOCKS, "html": True}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    if any(token.level >= limits.NESTED_BLOCKS - 1 for token in tokens):
        raise Unreadable("too_deep", name=name)
    return _Page(name=name).text(tokens)


@dataclass(slots=True)
class _Page:
    """One pass through the tokens, collecting lines."""

    name: str
    lines: list[str] = field(default_factory=list)
    marker: str = ""
    ordered: list[bool] = field(default_factory=list)
    cells: list[str] | None = None

    def text(self, tokens: Sequence[Token]) -> str:
        for token in tokens:
            self._take(token)
        return "\n".join(self.lines)

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind in {"ordered_list_open", "bullet_list_open"}:
            self.ordered.append(kind == "ordered_list_open")
        elif kind in {"ordered_list_close", "bullet_list_close"}:
            self.ordered.pop()
        elif kind == "list_item_open":
            self._begin_item(token)
        elif kind == "tr_open":
            self.cells = []
        elif kind == "tr_close":
            self._add("\t".join(self.cells or []).rstrip("\t"))
            self.cells = None
        else:
            self._take_content(token)

    def _take_content(self, token: Token) -> None:
        if token.type == "inline":
            self._take_inline(token)
        elif token.type in {"code_block", "fence"}:
            for line in token.content.rstrip("\n").split("\n"):
                self._add(line)
        elif token.type == "html_block":
            for line in text_of_html(token.content, name=self.name).split("\n"):
                self._add(line)

    def _take_inline(self, token: Token) -> None:
        text = _plain(token.children or [])
        if self.cells is not None:
            self.cells.append(" ".join(text.split()))
            return
        for line in text.split("\n"):
            self._add(line)

    def _begin_item(self, token: Token) -> None:
        self._flush()
        ordered = bool(self.ordered) and self.ordered[-1]
        self.marker += f"{token.info}{token.markup} " if ordered else "• "

    def _add(self, line: str) -> None:
        if line.strip() or self.marker:
            self.lines.append(self.marker + line)
        self.marker = ""

    def _flush(self) -> None:
        """Keep the marker of an item that has no text of its own."""
        if self.marker:
            self._add("")


def _plain(inline: Sequence[Token]) -> str:
    """Return the visible text; line ends stay where the author put them."""
    found = []
    for token in inline:
        if token.type in {"text", "code_inline", "text_special"}:
            found.append(token.content)
        elif token.type in {"softbreak", "hardbreak"} or _is_break(token):
            found.append("\n")
    return "".join(found)


def _is_break(token: Token) -> bool:
    return token.type == "html_inline" and token.content.lower().startswith("<br")
