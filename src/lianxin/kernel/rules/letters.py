"""Templates of official letters, and filling them: text in, text out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from lianxin.kernel.rules.book import Title
from lianxin.kernel.rules.values import Sure

PLACE = re.compile(r"\{([a-z_]+)\}")
CLAUSE = re.compile(r"\[([^\[\]]*)\]")
UNIT = "unit"


class Page(StrEnum):
    """How a letter is laid out on paper."""

    DOCUMENT = "document"
    LETTER = "letter"
    INTRODUCTION = "introduction"


class FieldType(StrEnum):
    """What a field of a template takes."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter (文种): its run of numbers, its page, whether it goes up."""

    code: str
    title: Title
    series: str
    page: Page
    signed_off: bool


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A field that the writer fills in; `fill` names the fact that it begins with."""

    name: str
    title: Title
    type: FieldType
    fill: str
    optional: bool


@dataclass(frozen=True, slots=True)
class TemplateText:
    """What a template says in one language; a slip has no note and no slips."""

    subject: str
    body: Sequence[str]
    note: str
    addressee: str
    slips: Mapping[str, "TemplateText"]

    def pieces(self) -> list[str]:
        """Every text in which a place may stand."""
        own = [self.subject, *self.body, self.note, self.addressee]
        return own + [piece for slip in self.slips.values() for piece in slip.pieces()]


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A template: its kind, what it is about, its fields, its text by language."""

    code: str
    title: Title
    kind: str
    about: str
    fields: Mapping[str, TemplateField]
    texts: Mapping[str, TemplateText]

    def missing(self, values: Mapping[str, str]) -> list[str]:
        """The names of fields that must be filled and are not, in their order."""
        return [
            field.name
            for field in self.fields.values()
            if not field.optional and not values.get(field.name, "").strip()
        ]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the official page, with the clause of the standard that sets it."""

    code: str
    value: Decimal
    unit: str
    clause: str
    sure: Sure


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled; clauses in brackets fall out where one is empty.

    What is filled in is text and nothing else: braces and brackets in it stay.
    """

    def clause(found: re.Match[str]) -> str:
        names = PLACE.findall(found[1])
        return found[1] if all(values.get(n, "").strip() for n in names) else ""

    kept = CLAUSE.sub(clause, text)
    return PLACE.sub(lambda found: values.get(found[1], "").strip(), kept)


def paragraphs(text: TemplateText, values: Mapping[str, str]) -> list[str]:
    """The paragraphs of the body, filled; those that come to nothing are left out."""
    lines = [
        line.strip()
        for paragraph in text.body
        for line in filled(paragraph, values).split("\n")
    ]
    return [line for line in lines if line]


def day_in_words(day: date, pattern: str) -> str:
    """A day as letters write it: no zero before month and day (7.3.5.4)."""
    return pattern.format(year=day.year, month=day.month, day=day.day)
