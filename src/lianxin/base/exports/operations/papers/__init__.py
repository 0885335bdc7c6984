"""The papers of a year's plan, as offices hand them round: Excel and Word.

Column titles are in the language in use; what people wrote stays as it is.
"""

from lianxin.base.exports.operations.papers.contents import (
    AdoptionPaper,
    AdoptionRow,
    DraftPaper,
    LedgerPaper,
    LedgerRow,
    Paper,
    PlanPaper,
    QuarterPaper,
    ReviewPaper,
    ReviewRow,
    Section,
    SheetPaper,
    SheetRow,
    TaskRow,
)
from lianxin.base.exports.operations.papers.layouts import (
    ADOPTION,
    LEDGER,
    PLAN,
    REVIEW,
    SHEET,
)
from lianxin.base.exports.operations.papers.letters import write_draft, write_paper
from lianxin.base.exports.operations.papers.tables import Kind, write_table

__all__ = [
    "AdoptionPaper",
    "AdoptionRow",
    "DraftPaper",
    "Kind",
    "LedgerPaper",
    "LedgerRow",
    "Paper",
    "PlanPaper",
    "QuarterPaper",
    "ReviewPaper",
    "ReviewRow",
    "Section",
    "SheetPaper",
    "SheetRow",
    "TaskRow",
    "adoption_table",
    "consultation_draft",
    "ledger_table",
    "plan_table",
    "review_paper",
    "review_table",
    "unit_sheet",
]


def plan_table(kind: Kind, paper: PlanPaper) -> bytes:
    """The table of tasks: who leads, who helps, by when; equal key tasks are one."""
    return write_table(kind, PLAN, paper, paper.rows)


def ledger_table(kind: Kind, paper: LedgerPaper) -> bytes:
    """The supervision ledger: the tasks, how far they are and what was found."""
    return write_table(kind, LEDGER, paper, paper.rows)


def unit_sheet(kind: Kind, paper: SheetPaper) -> bytes:
    """A unit's own sheet: its goals of the year and how each stands."""
    return write_table(kind, SHEET, paper, paper.rows)


def adoption_table(kind: Kind, paper: AdoptionPaper) -> bytes:
    """What units answered to a draft, what was adopted and why the rest was not."""
    return write_table(kind, ADOPTION, paper, paper.rows)


def review_table(kind: Kind, paper: QuarterPaper) -> bytes:
    """The table of a quarter's review: progress, problems and next steps."""
    return write_table(kind, REVIEW, paper, paper.rows)


def consultation_draft(paper: DraftPaper) -> bytes:
    """The draft for comment as Word: a letter, the table, a slip for the reply."""
    return write_draft(paper)


def review_paper(paper: ReviewPaper) -> bytes:
    """The draft of a report to a meeting as Word, laid out as GB/T 9704 asks."""
    return write_paper(paper)
