"""Word's automatic numbering, counted as Word counts it, from its definitions."""

import re
from dataclasses import dataclass, field

from lxml import etree

from lianxin.kernel.outline.readers.numerals import numeral
from lianxin.kernel.outline.readers.wordxml import (
    attribute,
    child,
    children,
    number_of,
    value_of,
)

LEVELS = 9
PLACEHOLDER = re.compile("%([1-9])")
# Symbol fonts keep their bullets in the private use area.
PRIVATE = re.compile("[\ue000-\uf8ff]")
SUFFIXES = {"nothing": "", "space": " ", "tab": " "}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as defined: where it starts and how its number is written."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = " "
    # The highest level whose use does not restart this one; None: any level above does.
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""


@dataclass(slots=True)
class Counted:
    """How far a list has counted, level by level; None where it has not begun."""

    numbers: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(frozen=True, slots=True)
class Instance:
    """A w:num: a list in use, with its levels after all overrides."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of one document, counting along as its paragraphs are passed."""

    def __init__(
        self, root: etree._Element | None, list_styles: dict[str, str] | None = None
    ) -> None:
        """Read w:numbering; `list_styles` maps a numbering style to its w:num."""
        self._abstracts: dict[str, etree._Element] = {}
        self._nums: dict[str, etree._Element] = {}
        for element in () if root is None else children(root, "abstractNum"):
            self._abstracts[attribute(element, "abstractNumId")] = element
        for element in () if root is None else children(root, "num"):
            self._nums[attribute(element, "numId")] = element
        self._list_styles = list_styles or {}
        self._instances: dict[str, Instance | None] = {}
        self._counted: dict[str, Counted] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of_style(self, num: str, style: str) -> int | None:
        """Return the level that is tied to a paragraph style, if one is."""
        instance = self._instance(num)
        if instance is None:
            return None
        for index, level in instance.levels.items():
            if level.paragraph_style == style:
                return index
        return None

    def marker(self, num: str, index: int) -> str:
        """Count one paragraph of list `num` at level `index` and return its marker.

        The marker includes the space that parts it from the text. It is empty for a
        list that is not defined.
        """
        instance = self._instance(num)
        if instance is None or index not in instance.levels:
            return ""
        counted = self._counted.setdefault(instance.abstract, Counted())
        self._count(num, index, instance, counted)
        return _written(instance, index, counted)

    def _count(
        self, num: str, index: int, instance: Instance, counted: Counted
    ) -> None:
        numbers = counted.numbers
        first_use = (num, index) not in self._begun
        self._begun.add((num, index))
        number = numbers[index]
        if first_use and index in instance.starts:
            numbers[index] = instance.starts[index]
        elif number is None:
            numbers[index] = _start(instance, index)
        else:
            numbers[index] = number + 1
        for deeper in range(index + 1, LEVELS):
            restart = instance.levels.get(deeper, Level()).restart
            if restart is None or index < restart:
                numbers[deeper] = None

    def _instance(self, num: str) -> Instance | None:
        if num not in self._instances:
            self._instances[num] = self._read_instance(num)
        return self._instances[num]

    def _read_instance(self, num: str) -> Instance | None:
        element = self._nums.get(num)
        abstract_id = "" if element is None else value_of(element, "abstractNumId")
        abstract = self._linked(abstract_id)
        if element is None or abstract is None:
            return None
        levels = _levels(abstract)
        starts: dict[int, int] = {}
        for override in children(element, "lvlOverride"):
            index = _index(override)
            replaced = child(override, "lvl")
            if replaced is not None:
                levels[index] = _level(replaced)
            start = child(override, "startOverride")
            if start is not None:
                starts[index] = number_of(start, "val", default=1)
        return Instance(attribute(abstract, "abstractNumId"), levels, starts)

    def _linked(self, abstract_id: str) -> etree._Element | None:
        """Follow w:numStyleLink to the definition that holds the levels."""
        abstract = self._abstracts.get(abstract_id)
        link = "" if abstract is None else value_of(abstract, "numStyleLink")
        if not link:
            return abstract
        target = self._nums.get(self._list_styles.get(link, ""))
        if target is not None:
            found = self._abstracts.get(value_of(target, "abstractNumId"))
            if found is not None and not value_of(found, "numStyleLink"):
                return found
        for other in self._abstracts.values():
            if value_of(other, "styleLink") == link:
                return other
        return abstract


def _index(element: etree._Element) -> int:
    return min(number_of(element, "ilvl", default=0), LEVELS - 1)


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {_index(element): _level(element) for element in children(abstract, "lvl")}


def _level(element: etree._Element) -> Level:
    start = child(element, "start")
    restart = child(element, "lvlRestart")
    legal = child(element, "isLgl")
    return Level(
        start=0 if start is None else number_of(start, "val", default=0),
        style=_style(element),
        text=value_of(element, "lvlText"),
        suffix=SUFFIXES.get(value_of(element, "suff"), " "),
        restart=None if restart is None else number_of(restart, "val", default=0),
        legal=legal is not None and attribute(legal, "val") not in {"0", "false"},
        paragraph_style=value_of(element, "pStyle"),
    )


def _style(element: etree._Element) -> str:
    """Return the number format, also where newer Word wraps it in alternatives."""
    style = value_of(element, "numFmt")
    alternatives = child(element, "AlternateContent")
    if not style and alternatives is not None:
        fallback = child(alternatives, "Fallback")
        style = "" if fallback is None else value_of(fallback, "numFmt")
    return style or "decimal"


def _start(instance: Instance, index: int) -> int:
    level = instance.levels.get(index, Level())
    return instance.starts.get(index, level.start)


def _written(instance: Instance, index: int, counted: Counted) -> str:
    level = instance.levels[index]
    if level.style == "bullet":
        text = PRIVATE.sub("•", level.text).strip() or "•"
    else:
        text = PLACEHOLDER.sub(
            lambda found: _number(instance, int(found[1]) - 1, level, counted),
            level.text,
        )
    return text + level.suffix if text else ""


def _number(instance: Instance, index: int, level: Level, counted: Counted) -> str:
    """Write the number of one level; a level above that was passed over shows its start."""
    number = counted.numbers[index]
    if number is None:
        number = _start(instance, index)
    style = instance.levels.get(index, Level()).style
    if level.legal and style != "none":
        style = "decimal"
    return numeral(number, "decimal" if style == "bullet" else style)
