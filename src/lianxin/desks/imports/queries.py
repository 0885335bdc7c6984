"""Reading files that wait, as far as the actor may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from lianxin.base.imports import queries as staging
from lianxin.base.imports.models import Import, ImportSheet, Made
from lianxin.base.imports.queries import Counts
from lianxin.base.rulebook import queries as rulebook
from lianxin.desks.imports import policy
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.kernel.sheets import SheetKind
from lianxin.org.posts import queries as posts
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import visible_to as units_visible_to
from lianxin.org.units.queries import within


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet with how its rows stand."""

    sheet: ImportSheet
    counts: Counts


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column of a sheet and what it was taken for."""

    letter: str
    header: str
    code: str
    title: str
    by_likeness: bool


def kind_of(sheet: ImportSheet) -> SheetKind | None:
    """The kind of a sheet; None where it is of none."""
    return rulebook.sheet_kinds().get(sheet.kind)


def columns_of(sheet: ImportSheet) -> Sequence[ShownColumn]:
    """The columns of a sheet in their order, each with what it was taken for."""
    kind = kind_of(sheet)
    language = get_language() or ""
    titles = {c.code: c.title.into(language) for c in kind.columns} if kind else {}
    return [
        ShownColumn(letter, header, code, titles.get(code, ""), by_likeness)
        for letter, header, code, by_likeness in sheet.columns
    ]


def visible_to(actor: Actor) -> QuerySet[Import]:
    """The files that the actor dropped in, and those of units whose numbers they may see.

    A file holds identity numbers: whoever may not look these up sees none of it, and
    whoever takes in workbooks no more sees not even the own ones.
    """
    if not policy.may_import(actor=actor):
        return Import.objects.none()
    mine = Q(person=actor.person.id) if actor.person else Q(pk__in=[])
    reach = Unit.objects.filter(within(actor.scope("people.contact"))).values("pk")
    if actor.holds("people.edit"):
        mine |= Q(unit__in=reach)
    return Import.objects.filter(mine).order_by("-dropped_at", "-pk")


def import_visible_to(actor: Actor, pk: int) -> Import:
    """One file; NotVisible where there is none or `actor` may not see it."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def sheet_visible_to(actor: Actor, pk: int) -> ImportSheet:
    """One sheet of a file; NotVisible as `import_visible_to`."""
    found = ImportSheet.objects.filter(pk=pk, dropped__in=visible_to(actor))
    sheet = found.select_related("dropped").first()
    if sheet is None:
        raise NotVisible
    return sheet


def sheets_of(dropped: Import) -> Sequence[ShownSheet]:
    """The sheets of a file with their counts; two queries."""
    sheets = staging.all_sheets_of(dropped)
    counts = staging.counts_of(sheets)
    return [ShownSheet(sheet, counts[sheet.pk]) for sheet in sheets]


def shown_sheet_visible_to(actor: Actor, pk: int) -> ShownSheet:
    """One sheet with how its rows stand; NotVisible as `import_visible_to`."""
    sheet = sheet_visible_to(actor, pk)
    return ShownSheet(sheet, staging.counts_of([sheet])[sheet.pk])


def attach(rows: Sequence[Import]) -> None:
    """Put on each file ``of_unit``, a name, and ``its_sheets``; two queries."""
    units = Unit.objects.filter(pk__in={row.unit for row in rows})
    names = dict(units.values_list("pk", "name"))
    sheets: dict[int, list[ImportSheet]] = {row.pk: [] for row in rows}
    for sheet in ImportSheet.objects.filter(dropped__in=list(sheets)).order_by(
        "number"
    ):
        sheets[sheet.dropped_id].append(sheet)
    for row in rows:
        row.of_unit = names.get(row.unit, "")  # type: ignore[attr-defined]  # annotated by the query
        row.its_sheets = sheets[row.pk]  # type: ignore[attr-defined]  # annotated by the query


def own_unit_of(actor: Actor) -> Unit:
    """The unit for whose post somebody acts: for it the file is dropped in."""
    assert actor.unit is not None  # noqa: S101 -- whoever may import acts for a post
    return Unit.objects.get(pk=actor.unit.id)


def made_of(dropped: Import) -> Sequence[Made]:
    """What taking the sheets of a file made and is not undone yet, the latest first."""
    return list(
        Made.objects.filter(sheet__dropped=dropped, undone_at__isnull=True)
        .select_related("sheet")
        .order_by("-sheet__taken_at", "-pk")
    )


def actor_behind(dropped: Import, *, today: date) -> Actor:
    """Whoever dropped the file, with the rights that they have today for that post.

    Rights that have ended since are not there any more, and rows say so.
    """
    return posts.actor_behind(dropped.person, dropped.post, today=today)


def actor_asking(sheet: ImportSheet, *, today: date) -> Actor:
    """Whoever asked for the rows to be entered, with the rights of today for that post."""
    if sheet.asked_by is None:
        return actor_behind(sheet.dropped, today=today)
    return posts.actor_behind(sheet.asked_by, sheet.asked_for_post, today=today)


def unit_of(dropped: Import) -> Unit:
    """The unit for which a file was dropped in."""
    return Unit.objects.get(pk=dropped.unit)


def units_to_name(actor: Actor) -> Mapping[str, Sequence[str]]:
    """The names of units that a table of units may name without a row for them.

    All that the actor sees: whether it may stand below one is judged row by row.
    """
    rows = units_visible_to(actor).values_list("name", "short_name")
    names = {"".join(name.split()) for pair in rows for name in pair}
    return {"known_above": sorted(names - {""})}
