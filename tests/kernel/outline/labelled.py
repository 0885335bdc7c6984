"""Invented labelled texts: marks in the text say what the recogniser should find.

A text holds ⟦level|marker|heading⟧ where an item begins (an empty marker for a heading
that lost its number); the header above --- names title, guidance and script.
"""

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

TEXTS = Path(__file__).parent / "texts"
_ITEM = re.compile(r"⟦(\d)\|([^|⟧]*)\|([^⟧]*)⟧")
_REMNANT = re.compile(r"(?<=[\u3400-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+\)")


@dataclass(frozen=True)
class Labelled:
    name: str
    text: str
    title: str | None
    guidance: str
    script: str
    nodes: list[dict[str, object]]

    def as_label(self) -> dict[str, object]:
        return {
            "title": self.title,
            "script": self.script,
            "guidance": self.guidance,
            "nodes": self.nodes,
        }


def labelled(name: str) -> Labelled:
    header, body = (TEXTS / f"{name}.txt").read_text(encoding="utf-8").split("---\n", 1)
    fields = dict(line.split(": ", 1) for line in header.splitlines())
    text, nodes = _read(body)
    return Labelled(
        name,
        text,
        fields.get("title"),
        fields["guidance"],
        fields.get("script", "hans"),
        nodes,
    )


def all_names() -> list[str]:
    return sorted(path.stem for path in TEXTS.glob("*.txt"))


def _read(body: str) -> tuple[str, list[dict[str, object]]]:
    pieces, nodes, length, position = [], [], 0, 0
    for match in _ITEM.finditer(body):
        before = body[position : match.start()]
        level, marker, heading = match.groups()
        pieces += [before, marker, heading]
        length += len(before)
        nodes.append(
            {
                "level": int(level),
                "marker": marker.strip() or None,
                "heading": _plain(heading, marker),
                "start": length,
            }
        )
        length += len(marker) + len(heading)
        position = match.end()
    return "".join([*pieces, body[position:]]), nodes


def _plain(heading: str, marker: str) -> str:
    plain = _REMNANT.sub("", "".join(heading.split("\n"))).strip().rstrip("、，。：")
    return plain.rstrip("？") if plain.startswith("问：") else plain


def wrapped(found: Labelled, *, width: int, indent: bool, page: int) -> Labelled:
    """Return the text as a PDF gives it: lines of `width` columns, numbered pages."""
    setter = _Setter(width, page)
    position = 0
    for line in found.text.split("\n"):
        begin = position + len(line) - len(line.lstrip())
        setter.set_paragraph(line.strip(), begin, indent=indent)
        position += len(line) + 1
    nodes = [
        {**node, "start": setter.places[cast("int", node["start"])]}
        for node in found.nodes
    ]
    return replace(found, text="".join(setter.pieces), nodes=nodes)


class _Setter:
    """Sets paragraphs line by line and remembers where each character went."""

    def __init__(self, width: int, page: int) -> None:
        self.pieces: list[str] = []
        self.places: dict[int, int] = {}
        self._width, self._page = width, page
        self._length = self._lines = 0

    def set_paragraph(self, line: str, begin: int, *, indent: bool) -> None:
        room = "　　" if indent and len(line) > 20 else ""
        self._put(room)
        columns = 2 * len(room)
        for place, sign in enumerate(line):
            wide = len(sign.encode("gb18030"))
            if columns + wide > self._width and sign not in "，。、；：”》）！？":
                self._end_line()
                columns = 0
            self.places[begin + place] = self._length
            self._put(sign)
            columns += wide
        self._end_line()

    def _put(self, piece: str) -> None:
        self.pieces.append(piece)
        self._length += len(piece)

    def _end_line(self) -> None:
        self._put("\n")
        self._lines += 1
        if self._page and self._lines % self._page == 0:
            self._put(f"- {self._lines // self._page} -\n")


def write_corpus(folder: Path) -> None:
    """Write all texts as docs/*.txt and labels/*.json, for score_outline.py."""
    for name in ("docs", "labels"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name in all_names():
        found = labelled(name)
        (folder / "docs" / f"{name}.txt").write_text(found.text, encoding="utf-8")
        label = json.dumps(found.as_label(), ensure_ascii=False, indent=1)
        (folder / "labels" / f"{name}.json").write_text(label, encoding="utf-8")
