"""What the review page shows: the document by clauses, the rows, and what is open."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, TypeAlias

from django.db.models import Prefetch, QuerySet

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor
from lianxin.kernel.outline import clean
from lianxin.kernel.outline.cuts import Cleaned
from lianxin.kernel.rules.wordings import Wording
from lianxin.kernel.zh.scripts import simplified
from lianxin.org.posts import queries as posts
from lianxin.org.posts.models import Post
from lianxin.work.goals.enums import Measure
from lianxin.work.guidance.enums import Disposition
from lianxin.work.guidance.models import (
    Clause,
    ClauseHandling,
    Document,
    Plan,
    Quote,
    Task,
)
from lianxin.work.guidance.queries.deadlines import due_as_typed
from lianxin.work.guidance.queries.directory import leader_in_words
from lianxin.work.guidance.queries.flags import (
    Elsewhere,
    Flag,
    elsewhere_than,
    flags_of,
)
from lianxin.work.guidance.queries.wordings import wordings_for

# The rows by the names under which views speak of them.
PlanRow: TypeAlias = Plan
ClauseRow: TypeAlias = Clause
DocumentRow: TypeAlias = Document

CLAUSES_ON_A_PAGE = 200
ROWS_ON_A_PAGE = 400
_END = "。；;，,、：:"
_NO_WORK = re.compile(
    r"^[（(【\[]?\s*(?:责任|責任|牵头|牽頭|主办|主辦|配合|协办|協辦|落实|落實|完成)"
    r"(?:部门|部門|单位|單位|领导|領導|人|时限|時限|时间|時間)\s*[:：]"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a clause: its heading, plain words, or a damaged place."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence of a clause that could become a task: its place and its words."""

    index: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause on the review page."""

    clause: Clause
    pieces: Sequence[Piece]
    disposition: str
    reason: str
    duty: str
    proposals: Sequence[Proposal]
    tasks: Sequence[int]

    @property
    def seems_empty(self) -> bool:
        """Whether nothing in the clause looks like work: no task, day, number or party."""
        hints = ("deadlines", "measures", "responsible")
        return not self.proposals and not any(
            self.clause.suggestions.get(hint) for hint in hints
        )

    @property
    def needs_handling(self) -> bool:
        """Whether the clause is neither a bare heading nor handled."""
        return not self.clause.is_heading and self.disposition == Disposition.OPEN


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the grid: its cells as text, where it comes from, what to look at."""

    task: Task
    number: int
    cells: Mapping[str, str]
    paths: Sequence[str]
    quote: str
    clause: int | None
    flags: Sequence[Flag]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many clauses there are and how many are handled."""

    clauses: int
    handled: int

    @property
    def share(self) -> int:
        """Of a hundred."""
        return round(100 * self.handled / self.clauses) if self.clauses else 100


def rows_of(plan: Plan) -> QuerySet[Task]:
    """The rows of a plan in their order, with all that a row shows."""
    quotes = Quote.objects.select_related("clause__document").order_by("order", "pk")
    return (
        plan.tasks.filter(removed_at=None)
        .select_related("leader__unit", "lead_unit")
        .prefetch_related("supports", "persons", "targets", Prefetch("quotes", quotes))
        .order_by("order", "pk")
    )


def row_views(
    plan: Plan,
    *,
    actor: Actor,
    today: date,
    only: Sequence[int] | None = None,
) -> Sequence[RowView]:
    """The rows of the grid, or only these of them."""
    rows = rows_of(plan)
    numbers: Mapping[int, int] = {}
    if only is not None:
        order = plan.tasks.filter(removed_at=None).order_by("order", "pk")
        numbers = {pk: n for n, pk in enumerate(order.values_list("pk", flat=True), 1)}
        rows = rows.filter(pk__in=[pk for pk in numbers if pk in set(only)])
    tasks = list(rows)
    leaders = _attached({t.leader for t in tasks if t.leader}, today=today)
    elsewhere, wordings = elsewhere_than(plan), wordings_for(plan.unit)
    return [
        _row_view(task, numbers.get(task.pk, place), leaders, elsewhere, wordings)
        for place, task in enumerate(tasks, start=1)
    ]


def counts_of(plan: Plan) -> Counts:
    """How many clauses need a disposition, and how many have one."""
    needing = Clause.objects.filter(document__plans__plan=plan, is_heading=False)
    quoted = Quote.objects.filter(task__plan=plan, task__removed_at=None)
    handled = needing.filter(pk__in=quoted.values("clause")) | needing.filter(
        pk__in=ClauseHandling.objects.filter(plan=plan).values("clause")
    )
    return Counts(needing.count(), handled.distinct().count())


def clause_views(
    plan: Plan, document: Document, *, first: int = 0, most: int = CLAUSES_ON_A_PAGE
) -> Sequence[ClauseView]:
    """The clauses of a document on one page of the review, in their order."""
    clauses = list(document.clauses.order_by("order")[first : first + most])
    return _views_of(plan, document, clauses)


def views_of_some(plan: Plan, clauses: Sequence[Clause]) -> Sequence[ClauseView]:
    """These clauses, of any documents, after something was done with them."""
    views = list[ClauseView]()
    for document, some in groupby(clauses, key=lambda clause: clause.document):
        views += _views_of(plan, document, list(some))
    return views


def proposals_of(clause: Clause) -> Sequence[Proposal]:
    """The sentences of a clause that hold work, in Simplified characters.

    A sentence that is only the heading again is left out where there are others.
    """
    found = [
        passage
        for passage in clause.suggestions.get("work", [])
        if passage["text"].strip(_END + " ") and not _NO_WORK.match(passage["text"])
    ]
    others = [p for p in found if not _is_heading(p["text"], clause.heading)]
    return [
        Proposal(index, _as_task(p["text"]), p["start"], p["end"])
        for index, p in enumerate(others or found)
    ]


def preamble_of(document: Document) -> Sequence[Piece]:
    """What stands before the first clause."""
    first = document.clauses.order_by("order").first()
    end = first.start if first else len(document.text)
    return list(_pieces(document, 0, min(end, 20_000), ""))


def quote_in_source(quote: Quote) -> str:
    """The exact words that a row quotes, as they stand in the source."""
    return quote.clause.document.text[quote.start : quote.end]


def _views_of(
    plan: Plan, document: Document, clauses: Sequence[Clause]
) -> Sequence[ClauseView]:
    quotes = Quote.objects.filter(
        task__plan=plan, task__removed_at=None, clause__in=clauses
    ).order_by("task__order", "order")
    by_clause: dict[int, list[Quote]] = {}
    for quote in quotes:
        by_clause.setdefault(quote.clause_id, []).append(quote)
    handled = {
        h.clause_id: h
        for h in ClauseHandling.objects.filter(plan=plan, clause__in=clauses)
    }
    return [
        _clause_view(document, c, by_clause.get(c.pk, []), handled.get(c.pk))
        for c in clauses
    ]


def _clause_view(
    document: Document,
    clause: Clause,
    quotes: Sequence[Quote],
    handled: ClauseHandling | None,
) -> ClauseView:
    if any(quote.order == 0 for quote in quotes):
        disposition = Disposition.TASKS
    elif quotes:
        disposition = Disposition.MERGED
    else:
        disposition = Disposition(handled.handling) if handled else Disposition.OPEN
    taken = {quote.start for quote in quotes}
    return ClauseView(
        clause=clause,
        pieces=list(_pieces(document, clause.start, clause.own_end, clause.heading)),
        disposition=disposition,
        reason=handled.reason if handled else "",
        duty=handled.duty if handled else "",
        proposals=[p for p in proposals_of(clause) if p.start not in taken],
        tasks=list(dict.fromkeys(quote.task_id for quote in quotes)),
    )


@lru_cache(maxsize=16)
def _cleaned(pk: int, text: str) -> Cleaned:
    """A document's text never changes, so that its cleaning is done once."""
    return clean(text)


def _pieces(document: Document, start: int, end: int, heading: str) -> Iterator[Piece]:
    """A clause as it is shown: cleaned, its heading and its damaged places apart."""
    heading_left = heading
    for damaged, stretch in _stretches(document, start, end):
        if damaged:
            yield Piece("lost", stretch)
            continue
        text = stretch
        place = text.find(heading_left) if heading_left else -1
        if place >= 0:
            until = place + len(heading_left)
            yield Piece("heading", text[:until].lstrip())
            text = text[until:]
            heading_left = ""
        if text.strip():
            yield Piece("words", text)


def _stretches(document: Document, start: int, end: int) -> Iterator[tuple[bool, str]]:
    text = document.text
    cleaned = _cleaned(document.pk, text)
    position = start
    for begin, until in _damaged(document, start, end):
        yield False, _without_cuts(cleaned, text, position, begin)
        yield True, text[begin:until]
        position = until
    yield False, _without_cuts(cleaned, text, position, end)


def _damaged(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    found = [
        (p["start"], p["end"])
        for p in document.problems
        if p["kind"] in {"damaged_remnant", "undecodable"}
        and p.get("start") is not None
    ]
    return sorted((a, b) for a, b in found if start <= a and b <= end)


def _without_cuts(cleaned: Cleaned, text: str, start: int, end: int) -> str:
    first = bisect_left(cleaned.cuts, start, key=lambda cut: cut.end)
    parts, position = [], start
    for cut in cleaned.cuts[first:]:
        if cut.start >= end:
            break
        parts.append(text[position : max(position, cut.start)])
        position = max(position, cut.end)
    parts.append(text[position:end])
    return "".join(parts)


def _is_heading(sentence: str, heading: str) -> bool:
    bare = re.sub(r"\W+", "", sentence)
    return bool(bare) and bare == re.sub(r"\W+", "", heading)


def _as_task(sentence: str) -> str:
    words = simplified(" ".join(sentence.split())).strip(_END + " ")
    words = re.sub(r",(?=[\u4e00-\u9fff])", "，", words)
    return words[:300]


def _attached(found: set[Post], *, today: date) -> Mapping[int, str]:
    rows = list(found)
    posts.attach(rows, today=today)
    return {post.pk: leader_in_words(post) for post in rows}


def cells_of(task: Task, leaders: Mapping[int, str]) -> Mapping[str, str]:
    """A row's cells as they are shown and may be typed."""
    kinds = rulebook.unit_kinds()
    reach = [
        f"各{kinds[code].title.hans}" for code in task.reach_kinds if code in kinds
    ]
    reach += [unit.short_name for unit in task.targets.all()]
    return {
        "key_task": task.key_task,
        "text": task.text,
        "actions": task.actions,
        "standard": task.standard,
        "leader": leaders.get(task.leader_id or 0, ""),
        "lead_unit": task.lead_unit.short_name if task.lead_unit else "",
        "supports": "、".join(unit.short_name for unit in task.supports.all()),
        "persons": "、".join(person.name for person in task.persons.all()),
        "reach": "、".join(reach),
        "due": due_as_typed(task.due_kind, task.due_on, task.due_event),
        "measure": measure_as_typed(task),
        "remark": task.remark,
    }


def measure_as_typed(task: Task) -> str:
    """How a row is measured, as it may be typed; empty where by evidence alone."""
    if task.measure == Measure.NUMBER and task.measure_target is not None:
        return f"{task.measure_target.normalize():f}{task.measure_unit}"
    return "\n".join(f"{day} {words}" for day, words in task.milestones)


def _row_view(
    task: Task,
    number: int,
    leaders: Mapping[int, str],
    elsewhere: Elsewhere,
    wordings: Sequence[Wording],
) -> RowView:
    quotes = list(task.quotes.all())
    source = "".join(_quote_shown(quote) for quote in quotes)
    return RowView(
        task=task,
        number=number,
        cells=cells_of(task, leaders),
        paths=list(dict.fromkeys(quote.clause.path for quote in quotes)),
        quote=source,
        clause=quotes[0].clause_id if quotes else None,
        flags=list(flags_of(task, source, elsewhere, wordings)),
    )


def _quote_shown(quote: Quote) -> str:
    document = quote.clause.document
    cleaned = _cleaned(document.pk, document.text)
    return _without_cuts(cleaned, document.text, quote.start, quote.end)


def clauses_of(plan: Plan, pks: Sequence[int]) -> Sequence[Clause]:
    """The clauses of the plan's documents with these numbers, in their order."""
    rows: QuerySet[Clause] = Clause.objects.select_related("document")
    rows = rows.filter(document__plans__plan=plan, pk__in=pks)
    return list(rows.order_by("document", "pk"))


def clause_of(plan: Plan, pk: int) -> Clause | None:
    """A clause of one of the plan's documents by its number."""
    rows: QuerySet[Any] = Clause.objects.select_related("document")
    found: Clause | None = rows.filter(document__plans__plan=plan, pk=pk).first()
    return found
