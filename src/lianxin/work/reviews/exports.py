"""The table of a round, and the draft paper for the committee's meeting."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import STATUSES
from lianxin.kernel.rules import Status
from lianxin.work.goals import queries as goals
from lianxin.work.goals.models import Goal
from lianxin.work.reviews import queries
from lianxin.work.reviews.models import Line, Round

# GB/T 9704-2012: margins of the paper, and its founts by their usual names.
MARGINS = {"top": 3.7, "bottom": 3.5, "left": 2.8, "right": 2.6}
BODY, HEADING = "仿宋_GB2312", "黑体"


def rounds_columns() -> Sequence[Column]:
    """What the list of rounds shows."""
    return [
        Column(
            "quarter", _("Quarter"), lambda r: queries.name_of(r.year, r.quarter),
            link=lambda r: address_of("reviews:round", r.pk),
            sort=("year", "quarter"),
        ),
        Column("unit", _("Unit"), lambda r: r.unit.short_name, sort=("unit__path",)),
        Column("until", _("Answers until"), lambda r: r.until),
        Column("closed", _("Closed"), lambda r: r.closed_at),
    ]  # fmt: skip


def columns(*, today: date) -> Sequence[Column]:
    """What the table of a round shows of each goal; `review` is attached to it."""
    return [
        Column("unit", _("Unit"), lambda g: g.unit.short_name, sort=("unit__path",),
               export=lambda g: g.unit.name),
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


def paper(
    found: Round,
    *,
    counts: Mapping[Status, int],
    late: Sequence[Goal],
    problems: Sequence[Line],
    today: date,
) -> bytes:
    """The draft of what is reported to the meeting: figures, what is late, problems.

    Nothing is invented: decisions are left for the meeting to fill in.
    """
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side, width in MARGINS.items():
        setattr(section, f"{side}_margin", Cm(width))
    name = queries.name_of(found.year, found.quarter)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(title, _("Review of goals: %(quarter)s") % {"quarter": name}, HEADING, 22)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(heading, f"{found.unit.name} · {today.isoformat()}", BODY, 16)
    _part(document, _("How the goals stand"), _figures(counts))
    _part(document, _("What is overdue"), [_of_goal(goal) for goal in late])
    _part(
        document, _("Problems that units name"), [_of_line(line) for line in problems]
    )
    _part(document, _("For the meeting to decide"), ["", "", ""])
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _said(goal: Goal, part: str) -> str:
    line: Line | None = goal.review.line  # type: ignore[attr-defined]  # see `attach`
    return getattr(line, part, "")


def _figures(counts: Mapping[Status, int]) -> list[str]:
    return [
        _("%(status)s: %(number)d") % {"status": title, "number": counts[status]}
        for status, title in STATUSES.items()
        if counts.get(status)
    ]


def _of_goal(goal: Goal) -> str:
    due = goals.due_of(goal)
    return f"{goal.unit.name}：{goal.text}（{due.isoformat() if due else ''}）"


def _of_line(line: Line) -> str:
    return f"{line.goal.unit.name}：{line.goal.text}——{line.problem}"


def _part(document: object, title: str, lines: Sequence[str]) -> None:
    add = document.add_paragraph  # type: ignore[attr-defined]  # python-docx has no types
    _write(add(), title, HEADING, 16)
    for line in lines or [_("None.")]:
        paragraph = add()
        paragraph.paragraph_format.first_line_indent = Pt(32)
        _write(paragraph, line, BODY, 16)


def _write(paragraph: Paragraph, words: str, fount: str, size: int) -> None:
    run = paragraph.add_run(words)
    run.font.name, run.font.size = fount, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), fount)
