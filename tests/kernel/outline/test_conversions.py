"""The outline stays the same when a text comes as Word, PDF, web page or Markdown."""

import json
import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from lianxin.kernel.outline import outline
from lianxin.kernel.outline.readers import read
from tests.kernel.outline.conversions import (
    Paragraph,
    as_docx,
    as_html,
    as_markdown,
    as_pdf,
    blocks_of,
)
from tests.kernel.outline.labelled import all_names, labelled

ROOT = Path(__file__).parents[3]
CORPUS = ROOT.joinpath(os.environ.get("LIANXIN_SHARED", "../shared"), "corpus")
FORMATS: dict[str, Callable[..., bytes]] = {
    ".docx": as_docx,
    ".pdf": as_pdf,
    ".html": as_html,
    ".md": as_markdown,
}
ADDED_BY_PAGES = set("—0123456789某公司党委文件")


@dataclass(frozen=True, eq=False)
class Text:
    """A labelled text of the corpus, and its places without blanks."""

    name: str
    text: str
    label: dict

    @property
    def nodes(self) -> list[dict]:
        return self.label["nodes"]


@cache
def corpus() -> tuple[Text, ...]:
    if not CORPUS.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"The corpus is not at {CORPUS}; set LIANXIN_SHARED.")
        pytest.skip(f"The corpus is not at {CORPUS}; set LIANXIN_SHARED.")
    return tuple(_text(label) for label in sorted((CORPUS / "labels").glob("*.json")))


def _text(label: Path) -> Text:
    with (CORPUS / "docs" / f"{label.stem}.txt").open(newline="") as file:
        return Text(label.stem, file.read(), json.loads(label.read_text()))


@cache
def invented() -> tuple[Text, ...]:
    found = map(labelled, all_names())
    return tuple(Text(each.name, each.text, each.as_label()) for each in found)


SETS = pytest.mark.parametrize("texts", [corpus, invented])


@cache
def converted(text: Text, ending: str) -> str:
    made = FORMATS[ending](blocks_of(text.text, text.nodes))
    return read(made, text.name + ending).text


def solid(text: str) -> str:
    return "".join(text.split())


def places(text: str) -> list[int]:
    """Return the offsets of the characters that are no blanks."""
    return [offset for offset, character in enumerate(text) if not character.isspace()]


def back_to(original: str, changed: str) -> Callable[[int], int]:
    """Return the mapping from offsets of the changed text to those of the original."""
    there, here = places(original), places(changed)
    if solid(original) == solid(changed):
        return lambda offset: there[bisect_right(here, offset - 1)]
    matcher = SequenceMatcher(None, solid(changed), solid(original), autojunk=False)
    blocks = matcher.get_matching_blocks()
    firsts = [block.a for block in blocks]

    def original_offset(offset: int) -> int:
        place = bisect_right(here, offset - 1)
        block = blocks[max(0, bisect_right(firsts, place) - 1)]
        mapped = block.b + max(0, place - block.a)
        return there[min(mapped, len(there) - 1)]

    return original_offset


def counts_of(text: Text, changed: str) -> Counter:
    """Count found, missed and extra nodes and right levels, as the scorer does."""
    mapped = back_to(text.text, changed)
    found = [(mapped(node.start), node.level) for node in outline(changed).nodes]
    counted: Counter = Counter(extra=0, missed=0)
    for label in text.nodes:
        near = [each for each in found if abs(each[0] - label["start"]) <= 3]
        if near:
            found.remove(near[0])
        if label.get("optional"):
            continue
        counted["found" if near else "missed"] += 1
        levels = [label["level"], *label.get("alt_levels", [])]
        counted["level"] += bool(near) and near[0][1] in levels
    counted["extra"] += len(found)
    return counted


# A row whose cells stand on several lines of the text is drawn as one row of a page,
# and read back in the order of its columns.
BROKEN_ROWS = {"70_table_open_cells"}


@SETS
@pytest.mark.parametrize("ending", FORMATS)
def test_the_text_comes_through_whole(
    ending: str, texts: Callable[[], tuple[Text, ...]]
) -> None:
    for text in texts():
        was, now = solid(text.text), solid(converted(text, ending))
        if ending != ".pdf":
            assert now == was, text.name
            continue
        if text.name in BROKEN_ROWS:
            continue
        for tag, a, b, c, d in SequenceMatcher(None, was, now, False).get_opcodes():
            assert tag in {"equal", "insert"}, (text.name, was[a:b])
            assert tag == "equal" or set(now[c:d]) <= ADDED_BY_PAGES


def test_word_counts_most_of_the_markers_itself() -> None:
    counted = Counter(
        block.marker is not None
        for text in corpus()
        for block in blocks_of(text.text, text.nodes)
        if isinstance(block, Paragraph) and block.level
    )
    assert counted[True] > 3 * counted[False]


@SETS
@pytest.mark.parametrize("ending", FORMATS)
def test_headings_and_levels_are_found_in_every_format(
    ending: str, texts: Callable[[], tuple[Text, ...]]
) -> None:
    total: Counter = Counter()
    for text in texts():
        total += counts_of(text, converted(text, ending))
    f1 = 2 * total["found"] / (2 * total["found"] + total["missed"] + total["extra"])
    assert f1 >= 0.97, total
    assert total["level"] / total["found"] >= 0.97, total
