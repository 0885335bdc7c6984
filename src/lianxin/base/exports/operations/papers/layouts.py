"""The columns of each table: one definition for Excel and for the Word templates.

Widths are millimetres on the landscape page and fill it between its margins.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `name` is the row's field, and "order" the row's number."""

    name: str
    title: str | Promise
    wide: int
    is_centred: bool = False
    is_merged: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A table: the name of its Word template, its page and its columns."""

    name: str
    columns: Sequence[Column]
    page: Literal["A4", "A3"] = "A4"


def _column(
    name: str, title: str | Promise, wide: int, *, is_merged: bool = False
) -> Column:
    is_centred = is_merged or name in _CENTRED
    return Column(name, title, wide, is_centred, is_merged)


_CENTRED = frozenset(
    {"order", "leader", "lead_unit", "persons", "due", "standing", "verdict"}
    | {"struck_off", "unit", "supports"}
)

PLAN = Layout(
    "plan",
    [
        _column("order", pgettext_lazy("column of a paper", "No."), 10),
        _column(
            "key_task",
            pgettext_lazy("column of a paper", "Key task"),
            27,
            is_merged=True,
        ),
        _column("task", pgettext_lazy("column of a paper", "Task"), 43),
        _column("actions", pgettext_lazy("column of a paper", "Measures"), 38),
        _column("standard", pgettext_lazy("column of a paper", "Standard of work"), 31),
        _column("leader", pgettext_lazy("column of a paper", "Leader in charge"), 17),
        _column("lead_unit", pgettext_lazy("column of a paper", "Leading unit"), 22),
        _column("supports", pgettext_lazy("column of a paper", "Supporting units"), 24),
        _column("persons", pgettext_lazy("column of a paper", "Persons in charge"), 18),
        _column("due", pgettext_lazy("column of a paper", "To be done by"), 21),
        _column("remark", pgettext_lazy("column of a paper", "Remark"), 16),
    ],
)
LEDGER = Layout(
    "ledger",
    [
        _column("order", pgettext_lazy("column of a paper", "No."), 10),
        _column("key_task", pgettext_lazy("column of a paper", "Key task"), 24),
        _column("task", pgettext_lazy("column of a paper", "Task"), 38),
        _column("actions", pgettext_lazy("column of a paper", "Measures"), 31),
        _column("standard", pgettext_lazy("column of a paper", "Standard of work"), 26),
        _column("leader", pgettext_lazy("column of a paper", "Leader in charge"), 16),
        _column("lead_unit", pgettext_lazy("column of a paper", "Leading unit"), 19),
        _column("supports", pgettext_lazy("column of a paper", "Supporting units"), 21),
        _column("persons", pgettext_lazy("column of a paper", "Persons in charge"), 16),
        _column("due", pgettext_lazy("column of a paper", "To be done by"), 20),
        _column("progress", pgettext_lazy("column of a paper", "Progress"), 29),
        _column("standing", pgettext_lazy("column of a paper", "How it stands"), 15),
        _column("problems", pgettext_lazy("column of a paper", "Problems"), 24),
        _column("next_step", pgettext_lazy("column of a paper", "Next step"), 24),
        _column("evidence", pgettext_lazy("column of a paper", "Evidence"), 24),
        _column(
            "opinion", pgettext_lazy("column of a paper", "Opinion on checking"), 24
        ),
        _column("struck_off", pgettext_lazy("column of a paper", "Struck off on"), 23),
        _column("remark", pgettext_lazy("column of a paper", "Remark"), 16),
    ],
    page="A3",
)
SHEET = Layout(
    "sheet",
    [
        _column("order", pgettext_lazy("column of a paper", "No."), 10),
        _column("source", pgettext_lazy("column of a paper", "Source"), 45),
        _column("text", pgettext_lazy("column of a paper", "Goal"), 74),
        _column("measure", pgettext_lazy("column of a paper", "Measured by"), 42),
        _column("due", pgettext_lazy("column of a paper", "To be done by"), 24),
        _column("evidence", pgettext_lazy("column of a paper", "Evidence"), 48),
        _column("standing", pgettext_lazy("column of a paper", "How it stands"), 24),
    ],
)
ADOPTION = Layout(
    "adoption",
    [
        _column("order", pgettext_lazy("column of a paper", "No."), 10),
        _column("unit", pgettext_lazy("column of a paper", "Unit that answered"), 36),
        _column("place", pgettext_lazy("column of a paper", "Place in the draft"), 43),
        _column("comment", pgettext_lazy("column of a paper", "Comment"), 78),
        _column("verdict", pgettext_lazy("column of a paper", "Adopted?"), 24),
        _column("reason", pgettext_lazy("column of a paper", "Reason"), 76),
    ],
)
REVIEW = Layout(
    "review",
    [
        _column("order", pgettext_lazy("column of a paper", "No."), 10),
        _column("text", pgettext_lazy("column of a paper", "Task"), 60),
        _column("unit", pgettext_lazy("column of a paper", "Leading unit"), 27),
        _column("due", pgettext_lazy("column of a paper", "To be done by"), 23),
        _column("standing", pgettext_lazy("column of a paper", "How it stands"), 19),
        _column("progress", pgettext_lazy("column of a paper", "Progress"), 48),
        _column("problems", pgettext_lazy("column of a paper", "Problems"), 40),
        _column("next_step", pgettext_lazy("column of a paper", "Next step"), 40),
    ],
)
# The draft sent round has the same table, between a letter and a slip.
DRAFT = replace(PLAN, name="draft")
TABLES = (PLAN, LEDGER, SHEET, ADOPTION, REVIEW)
