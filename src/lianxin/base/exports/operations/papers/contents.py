"""What the papers are given. The writers number the rows, from 1."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What every paper says at its head; `note` is a line under its table."""

    title: str
    unit: str
    number: str = ""
    day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task of a plan; `path` is the clause of the source that it comes from."""

    key_task: str
    text: str
    path: str = ""
    actions: str = ""
    standard: str = ""
    leader: str = ""
    lead_unit: str = ""
    supports: Sequence[str] = ()
    persons: Sequence[str] = ()
    due: str = ""
    remark: str = ""

    @property
    def task(self) -> str:
        """The wording, and below it the clause."""
        return f"{self.text}\n（{self.path}）" if self.path else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPaper(Paper):
    """A plan and its tasks."""

    rows: Sequence[TaskRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow(TaskRow):
    """A task under supervision."""

    progress: str = ""
    standing: str = ""
    problems: str = ""
    next_step: str = ""
    evidence: str = ""
    opinion: str = ""
    struck_off: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPaper(Paper):
    """A ledger and its tasks."""

    rows: Sequence[LedgerRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A goal on the sheet of a unit."""

    source: str
    text: str
    measure: str = ""
    due: str = ""
    evidence: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPaper(Paper):
    """A unit's goals of a year."""

    rows: Sequence[SheetRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionRow:
    """An answer to a draft; `verdict` is the word for what became of it."""

    unit: str
    place: str
    comment: str
    verdict: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionPaper(Paper):
    """All answers to a draft."""

    rows: Sequence[AdoptionRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A task as a quarter's review sees it."""

    text: str
    unit: str = ""
    due: str = ""
    standing: str = ""
    progress: str = ""
    problems: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterPaper(Paper):
    """A quarter's review."""

    rows: Sequence[ReviewRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPaper(PlanPaper):
    """A draft sent round for comment: a letter, the table, and a slip for the reply.

    `paragraphs` are the letter, `until` the day by which the slip is wanted; `asked`
    names the unit that answers, and stays empty where the paper is for all.
    """

    addressee: str
    paragraphs: Sequence[str]
    until: date
    asked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a paper that is read out: its heading and what stands below."""

    heading: str
    paragraphs: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPaper(Paper):
    """What is reported to a meeting, section by section."""

    sections: Sequence[Section]
