"""What tables of plans show, on the page and in files alike."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianxin.base.exports.operations import papers
from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import STATUSES
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.work.guidance import policy, queries
from lianxin.work.guidance.models import Comment, Consultation, FormerWording, Plan


def columns() -> Sequence[Column]:
    """The columns of the list of plans."""
    return [
        Column(
            "title",
            _("Plan"),
            lambda plan: plan.title,
            link=lambda plan: address_of("guidance:plan", plan.pk),
        ),
        Column("year", _("Year"), lambda plan: plan.year, sort=("year",)),
        Column(
            "unit",
            _("Unit"),
            lambda plan: plan.unit.short_name,
            sort=("unit__path",),
            export=lambda plan: plan.unit.name,
        ),
        Column(
            "stage",
            pgettext("of a plan", "How far"),
            lambda plan: queries.pill_of(plan.stage),
        ),
        Column(
            "number",
            _("Document number"),
            queries.number_of,
        ),
    ]


def columns_of_wordings(actor: Actor) -> Sequence[Column]:
    """The columns of the table of former wordings; they lead where `actor` keeps it."""

    def way_out(wording: FormerWording) -> str:
        may = policy.may_keep_wordings(wording.unit, actor=actor)
        return address_of("guidance:remove_wording", wording.pk) if may else ""

    return [
        Column(
            "old",
            _("Former wording"),
            lambda wording: wording.old,
            link=way_out,
            sort=("old",),
        ),
        Column("now", _("What is said now"), lambda wording: wording.now),
        Column(
            "since", _("Said since"), lambda wording: wording.since, sort=("since",)
        ),
        Column("basis", _("Basis"), lambda wording: wording.basis),
        Column(
            "unit",
            _("Unit"),
            lambda wording: wording.unit.short_name,
            export=lambda wording: wording.unit.name,
        ),
    ]


TABLE, LEDGER = "table", "ledger"


def table_file(kind: papers.Kind, plan: Plan, rows: Sequence[queries.Row]) -> bytes:
    """The table of tasks (任务分解表) as a file."""
    return papers.plan_table(
        kind,
        papers.PlanPaper(
            **_head(plan),
            rows=[papers.TaskRow(**_row(line)) for line in queries.lines(rows)],
        ),
    )


def ledger_file(
    kind: papers.Kind, plan: Plan, rows: Sequence[queries.Row], *, today: date
) -> bytes:
    """The ledger for chasing (督办台账): each task with how its goals stand."""
    tallies = queries.task_lines(plan, today=today)
    known = queries.chased(plan)
    return papers.ledger_table(
        kind,
        papers.LedgerPaper(
            **_head(plan),
            rows=[
                papers.LedgerRow(
                    **_row(line), **_chased(tallies.get(line.row["task"]), known)
                )
                for line in queries.lines(rows)
            ],
        ),
    )


def draft_file(consultation: Consultation, *, asked: str = "") -> bytes:
    """The draft for comment (征求意见稿) as Word: letter, table, slip for the reply.

    `asked` names the unit that answers; without it the slip is for any unit.
    """
    plan = consultation.plan
    until = formats.date_format(consultation.until, "DATE_FORMAT")
    words = _(
        "Here is the draft of %(title)s. Please study it, write your comments on the "
        "slip at the end, have it signed by whoever leads the unit and return it by "
        "%(day)s; please answer also where there is no comment."
    )
    title = plan.title
    return papers.consultation_draft(
        papers.DraftPaper(
            title=_("%(title)s (draft for comment)") % {"title": title},
            unit=plan.unit.name,
            day=day_of(consultation.opened_at),
            rows=[
                papers.TaskRow(**_row(line))
                for line in queries.lines(consultation.snapshot)
            ],
            addressee=_("To %(unit)s:") % {"unit": asked}
            if asked
            else _("To the units concerned:"),
            paragraphs=[
                words % {"title": title, "day": until},
                *filter(None, consultation.words.splitlines()),
            ],
            until=consultation.until,
            asked=asked,
        )
    )


def adoption_file(
    kind: papers.Kind,
    plan: Plan,
    comments: Sequence[tuple[Comment, int | None]],
) -> bytes:
    """The table of what was adopted (意见采纳情况表) as a file."""
    return papers.adoption_table(
        kind,
        papers.AdoptionPaper(
            **_head(plan),
            rows=[_adopted(comment, number) for comment, number in comments],
        ),
    )


def _head(plan: Plan) -> dict[str, Any]:
    last = plan.issues.order_by("sequence").last()
    return {
        "title": plan.title,
        "unit": plan.unit.name,
        "number": last.number if last else "",
        "day": last.issued_on if last else None,
    }


def _row(line: queries.Line) -> dict[str, Any]:
    row = line.row
    return {
        "key_task": row["key_task"],
        "text": row["text"],
        "path": "、".join(quote["path"] for quote in line.quotes),
        "actions": row["actions"],
        "standard": row["standard"],
        "leader": row["leader"],
        "lead_unit": line.lead,
        "supports": row["supports"],
        "persons": row["persons"],
        "due": line.due,
        "remark": row["remark"],
    }


def _chased(
    line: "queries.TaskLine | None", known: Mapping[int, queries.Chased]
) -> dict[str, Any]:
    if line is None:
        return {}
    tally, told = line.tally, known.get(line.pk, queries.Chased())
    standing = "；".join(
        f"{title} {tally.by_status[status]}"
        for status, title in STATUSES.items()
        if tally.by_status.get(status)
    )
    return {
        "progress": _("%(finished)d of %(goals)d struck off")
        % {"finished": tally.finished, "goals": tally.goals},
        "standing": standing,
        "problems": "\n".join(told.problems),
        "next_step": "\n".join(told.next_steps),
        "evidence": _("%(number)d records") % {"number": told.records}
        if told.records
        else "",
        "opinion": told.opinion,
        "struck_off": told.struck_off_on,
    }


def _adopted(comment: Comment, number: int | None) -> papers.AdoptionRow:
    answer = getattr(comment, "answer", None)
    return papers.AdoptionRow(
        unit=comment.unit.name,
        place=str(number) if number else "",
        comment=comment.text or _("No comment"),
        verdict=str(answer.get_adoption_display()) if answer else "",
        reason=answer.reason if answer else "",
    )


def kinds_of_files() -> Sequence[tuple[str, str]]:
    """What of a plan can be taken as a file: code and title."""
    return [(TABLE, _("Table of tasks")), (LEDGER, _("Ledger"))]
