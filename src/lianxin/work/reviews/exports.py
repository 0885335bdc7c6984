"""The table of a round, and the draft paper for the committee's meeting."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lianxin.base.exports.operations import papers
from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import STATUSES, sentences
from lianxin.kernel.rules import Status
from lianxin.work.goals import queries as goals
from lianxin.work.goals.models import Goal
from lianxin.work.reviews import queries
from lianxin.work.reviews.models import Line, Round


def rounds_columns() -> Sequence[Column]:
    """What the list of rounds shows."""
    return [
        Column(
            "quarter", _("Quarter"), lambda r: queries.name_of(r.year, r.quarter),
            link=lambda r: address_of("reviews:round", r.pk),
            sort=("year", "quarter"),
        ),
        Column("unit", _("Unit"), lambda r: r.unit.name, sort=("unit__path",)),
        Column("until", _("Answers until"), lambda r: r.until),
        Column("closed", pgettext("of a review", "Closed"), lambda r: r.closed_at),
    ]  # fmt: skip


def columns(*, today: date) -> Sequence[Column]:
    """What the table of a round shows of each goal; `review` is attached to it."""
    return [
        Column("unit", _("Unit"), lambda g: g.unit.name, sort=("unit__path",)),
        Column(
            "goal", pgettext("what a unit undertakes", "Goal"), lambda g: g.text,
            link=lambda g: address_of("goals:goal", g.pk),
        ),
        Column("due", _("Due"), goals.due_of, sort=("ledger__due",)),
        Column("status", _("Status"), lambda g: goals.standing_of(g, today=today)),
        Column("records", _("Records of the quarter"), lambda g: "；".join(g.review.topics)),
        Column("progress", _("Progress"), lambda g: _said(g, "account")),
        Column("problem", _("Problem"), lambda g: _said(g, "problem")),
        Column("next", _("Next step"), lambda g: _said(g, "next_step")),
    ]  # fmt: skip


def attach(found: Round, rows: list[Goal], *, today: date) -> None:
    """Put on each goal what facts and words say of it in the round."""
    for row in queries.reviewed(found, rows, today=today):
        row.goal.review = row  # type: ignore[attr-defined]  # for the columns


def table(
    kind: papers.Kind, found: Round, rows: Sequence[queries.Reviewed], *, today: date
) -> bytes:
    """The table of the review (季度调度表), as Excel or Word."""
    return papers.review_table(
        kind,
        papers.QuarterPaper(
            title=title_of(found),
            unit=found.unit.name,
            day=today,
            rows=[_row(row, today=today) for row in rows],
        ),
    )


def paper(found: Round, told: queries.Told, *, today: date) -> bytes:
    """The draft of what is reported to the meeting, as Word.

    Nothing is invented: figures and what is late follow from facts, reasons and next
    steps are what units said, and decisions are left for the meeting to fill in.
    """
    late = [_of_late(one) for one in told.late]
    more = told.numbers.get(Status.LATE, 0) - len(told.late)
    if more > 0:
        late.append([_("%(number)d more stand in the table.") % {"number": more}])
    lines = told.lines
    sections = [
        (_("How the goals stand"), [_all_in(told), _figures(told.numbers)]),
        (_("What was done"), _numbered(_of_line(line, line.account) for line in lines if line.account)),
        (_("What is overdue, and why"), [words for part in _counted(late) for words in part]),
        (_("Problems that units name"), _numbered(_of_line(line, line.problem) for line in lines if line.problem)),
        (_("What comes next"), _numbered(_of_line(line, line.next_step) for line in lines if line.next_step)),
        (_("For the meeting to decide"), ["1. ", "2. ", "3. "]),
    ]  # fmt: skip
    return papers.review_paper(
        papers.ReviewPaper(
            title=title_of(found),
            unit=found.unit.name,
            day=today,
            sections=[
                papers.Section(heading=heading, paragraphs=words or [_("None.")])
                for heading, words in sections
            ],
        )
    )


def title_of(found: Round) -> str:
    """What the papers of a review are called."""
    name = queries.name_of(found.year, found.quarter)
    return _("Review of goals: %(quarter)s") % {"quarter": name}


def _row(row: queries.Reviewed, *, today: date) -> papers.ReviewRow:
    goal, line = row.goal, row.line
    due = goals.due_of(goal)
    account = line.account if line else ""
    return papers.ReviewRow(
        text=goal.text,
        unit=goal.unit.name,
        due=due.isoformat() if due else str(goal.get_due_kind_display()),
        standing=str(STATUSES[goals.standing_of(goal, today=today).status]),
        progress="\n".join(filter(None, [account, "；".join(row.topics)])),
        problems=line.problem if line else "",
        next_step=line.next_step if line else "",
    )


def _said(goal: Goal, part: str) -> str:
    line: Line | None = goal.review.line  # type: ignore[attr-defined]  # see `attach`
    return getattr(line, part, "")


def _all_in(told: queries.Told) -> str:
    goals_said = ngettext("%(goals)d goal is under review.", "%(goals)d goals are under review.", sum(told.numbers.values()))  # fmt: skip
    return goals_said % {"goals": sum(told.numbers.values())}


def _figures(numbers: Mapping[Status, int]) -> str:
    return "；".join(
        _("%(status)s: %(number)d") % {"status": title, "number": numbers[status]}
        for status, title in STATUSES.items()
        if numbers.get(status)
    )


def _of_late(one: queries.Late) -> list[str]:
    """What is late: the goal and its day, what facts say of it, what the unit says."""
    goal, line = one.goal, one.line
    due = goals.due_of(goal)
    day = formats.date_format(due, "DATE_FORMAT") if due else ""
    head = _("%(unit)s: %(text)s (due %(day)s)")
    named = {"unit": goal.unit.name, "text": goal.text, "day": day}
    facts = {"words": sentences(one.reasons)}
    if line is None or not line.problem:
        silent = _("By the records: %(words)s The unit has not said why.") % facts
        found = [head % named, silent]
    else:
        reason = _("Reason: %(words)s") % {"words": line.problem}
        shown = _("By the records: %(words)s") % facts
        found = [head % named, shown, reason]
    if line and line.next_step:
        found.append(_("Next step: %(words)s") % {"words": line.next_step})
    return found


def _of_line(line: Line, words: str) -> str:
    head = _("%(unit)s: %(text)s")
    goal = {"unit": line.goal.unit.name, "text": line.goal.text}
    return f"{head % goal}——{words}"


def _numbered(words: Iterable[str]) -> list[str]:
    return [f"{number}. {each}" for number, each in enumerate(words, start=1)]


def _counted(parts: Sequence[list[str]]) -> list[list[str]]:
    """Each part with its number before its first line."""
    return [
        [f"{number}. {first}", *rest]
        for number, (first, *rest) in enumerate(parts, start=1)
    ]
