"""The table of a plan as rows of plain values, and how two such tables differ."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianxin.org.people.queries import in_force
from lianxin.org.posts import queries as posts
from lianxin.org.posts.models import Appointment
from lianxin.work.goals.enums import DueKind
from lianxin.work.guidance.models import (
    Plan,
    Quote,
    Task,
    TaskPerson,
    TaskSupport,
    TaskTarget,
)

Row = Mapping[str, Any]
# What makes a row another one; names and places may change by themselves.
COMPARED = (
    "key_task",
    "text",
    "actions",
    "standard",
    "leader_post",
    "lead_unit",
    "support_ids",
    "person_ids",
    "targets",
    "reach_kinds",
    "due_kind",
    "due_on",
    "due_event",
    "measure",
    "measure_unit",
    "measure_target",
    "milestones",
    "remark",
)
ORDER = ("plan", "order", "pk")


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is new, gone or changed: as it was, as it is, in which fields."""

    before: Row | None
    now: Row | None
    fields: tuple[str, ...] = ()


def snapshot_of(plan: Plan, *, today: date | None = None) -> list[dict[str, Any]]:
    """The plan's rows in their order, names by value and numbers beside them."""
    tasks = list(_whole_tasks(plan, today=today))
    links = _links_of([task.pk for task in tasks])
    return [
        _row_of(task, number=number, links=links)
        for number, task in enumerate(tasks, start=1)
    ]


def compared_rows_of(plans: Sequence[Plan]) -> Mapping[int, list[dict[str, Any]]]:
    """Of each of these plans its rows with what is `COMPARED`, in four queries."""
    found: dict[int, list[dict[str, Any]]] = {plan.pk: [] for plan in plans}
    tasks = list(
        Task.objects.filter(plan__in=plans, removed_at__isnull=True).order_by(*ORDER)
    )
    links = _links_of([task.pk for task in tasks])
    for task in tasks:
        found[task.plan_id].append(_compared(task, links=links))
    return found


def differences(before: Sequence[Row], now: Sequence[Row]) -> Sequence[Difference]:
    """What is different between two tables, row by row, in the order of the later."""
    earlier = {row["task"]: row for row in before}
    later = {row["task"] for row in now}
    found = []
    for row in now:
        former = earlier.get(row["task"])
        if former is None:
            found.append(Difference(None, row))
        elif fields := changed_fields(former, row):
            found.append(Difference(former, row, fields))
    gone = [Difference(row, None) for row in before if row["task"] not in later]
    return [*found, *gone]


def changed_fields(before: Row, now: Row) -> tuple[str, ...]:
    """The fields in which two rows say something different."""
    return tuple(name for name in COMPARED if before.get(name) != now.get(name))


def due_in_words(kind: str, on: date | None, event: str) -> str:
    """A deadline as one says it, in the language in use; empty where none is set."""
    if kind == DueKind.EVENT:
        return _("Until: %(event)s") % {"event": event}
    if kind == DueKind.LONG_TERM:
        return pgettext("a deadline", "Long-term")
    if not kind or on is None:
        return ""
    return _WORDS_OF_DUE[DueKind(kind)](on)


def _quarter(on: date) -> str:
    return _("Quarter %(quarter)d of %(year)d") % {
        "quarter": (on.month + 2) // 3,
        "year": on.year,
    }


_WORDS_OF_DUE: Mapping[DueKind, Callable[[date], str]] = {
    DueKind.DATE: lambda on: formats.date_format(on, "DATE_FORMAT"),
    DueKind.MONTH: lambda on: formats.date_format(on, "YEAR_MONTH_FORMAT"),
    DueKind.QUARTER: _quarter,
    DueKind.YEAR: lambda on: _("Within %(year)d") % {"year": on.year},
    DueKind.EVERY_MONTH: lambda on: _("Every month of %(year)d") % {"year": on.year},
    DueKind.EVERY_QUARTER: lambda on: (
        _("Every quarter of %(year)d") % {"year": on.year}
    ),
}


def _whole_tasks(plan: Plan, *, today: date | None) -> Any:  # noqa: ANN401 -- a QuerySet with prefetches
    quotes = (
        Quote.objects.select_related("clause")
        .prefetch_related("clause__document")  # long texts: each is read once
        .order_by("order", "pk")
    )
    holders = Appointment.objects.select_related("person").order_by("valid_from")
    if today is not None:
        holders = holders.filter(in_force(today))
    else:
        holders = holders.filter(valid_to__isnull=True)
    return (
        Task.objects.filter(plan=plan, removed_at__isnull=True)
        .select_related("leader__unit", "lead_unit")
        .prefetch_related(
            Prefetch("quotes", quotes),
            Prefetch("leader__appointments", holders, to_attr="holders_today"),
        )
        .order_by(*ORDER)
    )


@dataclass(frozen=True, slots=True)
class _Links:
    supports: Mapping[int, list[tuple[int, str]]]
    persons: Mapping[int, list[tuple[int, str]]]
    targets: Mapping[int, list[tuple[int, str]]]


def _links_of(tasks: Sequence[int]) -> _Links:
    def grouped(rows: Any) -> Mapping[int, list[tuple[int, str]]]:  # noqa: ANN401 -- rows of values
        found: dict[int, list[tuple[int, str]]] = {}
        for task, pk, name in rows:
            found.setdefault(task, []).append((pk, name))
        return found

    units = ("task", "unit", "unit__name")
    return _Links(
        grouped(
            TaskSupport.objects.filter(task__in=tasks)
            .order_by("pk")
            .values_list(*units)
        ),
        grouped(
            TaskPerson.objects.filter(task__in=tasks)
            .order_by("pk")
            .values_list("task", "person", "person__name")
        ),
        grouped(
            TaskTarget.objects.filter(task__in=tasks)
            .order_by("unit__path")
            .values_list(*units)
        ),
    )


def _compared(task: Task, *, links: _Links) -> dict[str, Any]:
    """What is `COMPARED` of a row, and which task it is."""

    def numbers(found: Mapping[int, list[tuple[int, str]]]) -> list[int]:
        return sorted(pk for pk, _name in found.get(task.pk, []))

    return {
        "task": task.pk,
        "key_task": task.key_task,
        "text": task.text,
        "actions": task.actions,
        "standard": task.standard,
        "leader_post": task.leader_id,
        "lead_unit": task.lead_unit_id,
        "support_ids": numbers(links.supports),
        "person_ids": numbers(links.persons),
        "targets": numbers(links.targets),
        "reach_kinds": sorted(task.reach_kinds),
        "due_kind": task.due_kind,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "due_event": task.due_event,
        "measure": task.measure,
        "measure_unit": task.measure_unit,
        "measure_target": None
        if task.measure_target is None
        else f"{task.measure_target.normalize():f}",
        "milestones": task.milestones,
        "remark": task.remark,
    }


def _row_of(task: Task, *, number: int, links: _Links) -> dict[str, Any]:
    def names(found: Mapping[int, list[tuple[int, str]]]) -> list[str]:
        return [name for _pk, name in found.get(task.pk, [])]

    return _compared(task, links=links) | {
        "order": number,
        "version": task.version,
        "leader": _leader_in_words(task),
        "lead_unit_name": task.lead_unit.name if task.lead_unit else "",
        "supports": names(links.supports),
        "persons": names(links.persons),
        "target_names": names(links.targets),
        "due": due_in_words(task.due_kind, task.due_on, task.due_event),
        "quotes": [_quote_of(quote) for quote in task.quotes.all()],
    }


def _quote_of(quote: Quote) -> dict[str, Any]:
    document = quote.clause.document
    return {
        "clause": quote.clause_id,
        "document": document.title,
        "path": quote.clause.path,
        "text": document.text[quote.start : quote.end],
    }


def _leader_in_words(task: Task) -> str:
    if task.leader is None:
        return ""
    holders = getattr(task.leader, "holders_today", ())
    title = posts.name_of_post(task.leader)
    return f"{holders[0].person.name} ({title})" if holders else title


__all__ = [
    "COMPARED",
    "Difference",
    "Row",
    "changed_fields",
    "compared_rows_of",
    "differences",
    "due_in_words",
    "snapshot_of",
]
