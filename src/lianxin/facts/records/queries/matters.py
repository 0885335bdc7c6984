"""The matters that a unit studies before others decide: its lists, and what was studied."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from lianxin.facts.records.enums import Nature
from lianxin.facts.records.models import AgendaItem, Matter, MatterList, Record
from lianxin.facts.records.queries.expecting import kind_called, kinds_of
from lianxin.facts.records.queries.seeing import units_seen_by, visible_to
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


def keeps_a_list(unit: Unit) -> bool:
    """Whether a unit of this kind studies matters before others decide them."""
    return any(kind.prior_study for kind in kinds_of(unit))


def unit_with_list(actor: Actor, pk: int) -> Unit:
    """One unit whose list `actor` sees; NotVisible for any other."""
    found = units_seen_by(actor).filter(pk=pk).first()
    if found is None or not keeps_a_list(found):
        raise NotVisible
    return found


def unit_of_own_list(actor: Actor) -> int | None:
    """The number of the actor's own unit, where it keeps a list that the actor sees."""
    found = units_seen_by(actor).filter(pk=actor.unit.id if actor.unit else 0).first()
    return found.pk if found is not None and keeps_a_list(found) else None


def editions_of(unit: Unit) -> QuerySet[MatterList]:
    """The editions of its list, the latest first, those to come included."""
    return MatterList.objects.filter(unit=unit).order_by("-since", "-pk")


def edition_of(unit: Unit, *, on: date) -> MatterList | None:
    """The edition in force on a day; None before the first."""
    return editions_of(unit).filter(since__lte=on).first()


def all_matters_of(unit: Unit) -> QuerySet[Matter]:
    """The matters of all editions of its list, in order; a filter chooses the edition."""
    rows = Matter.objects.filter(edition__unit=unit).select_related("edition")
    return rows.order_by("-edition__since", "-edition", "number")


def matters_of(unit: Unit, *, on: date) -> QuerySet[Matter]:
    """The matters of the list in force on a day, in its order."""
    edition = edition_of(unit, on=on)
    return Matter.objects.filter(edition=edition).order_by("number")


def matters_for(record: Record) -> QuerySet[Matter]:
    """The matters that topics of a meeting may be; those of its day, and those it has."""
    if not kind_called(record.kind).prior_study:
        return Matter.objects.none()
    listed = matters_of(record.unit, on=record.took_place_on)
    taken = record.items.filter(matter__isnull=False).values("matter")
    either = Q(pk__in=listed.values("pk")) | Q(pk__in=taken)
    return Matter.objects.filter(either).order_by("edition__since", "number")


def prior_studies_visible_to(actor: Actor) -> QuerySet[AgendaItem]:
    """What committees studied before others decide, as far as `actor` sees their records."""
    return (
        AgendaItem.objects.filter(
            nature=Nature.PRE_STUDY,
            record__in=visible_to(actor).order_by().values("pk"),
        )
        .select_related("record__unit", "matter__edition")
        .order_by("-record__took_place_on", "-record__pk", "number")
    )


def studied(
    rows: QuerySet[AgendaItem],
    *,
    words: str = "",
    unit: Unit | None = None,
    days: tuple[date | None, date | None] = (None, None),
    is_decided: bool | None = None,
) -> QuerySet[AgendaItem]:
    """Those that fit: of a unit and all below, of days, with words, decided or waiting."""
    if unit is not None:
        rows = rows.filter(units.below(unit.path or "-", column="record__unit__path"))
    since, until = days
    if since:
        rows = rows.filter(record__took_place_on__gte=since)
    if until:
        rows = rows.filter(record__took_place_on__lte=until)
    if is_decided is not None:
        rows = rows.exclude(result="") if is_decided else rows.filter(result="")
    for word in words.split():
        rows = rows.filter(
            Q(topic__icontains=word)
            | Q(opinion__icontains=word)
            | Q(result__icontains=word)
        )
    return rows


def lines_by_decider(matters: QuerySet[Matter]) -> Mapping[str, Sequence[str]]:
    """The words of matters by who decides them."""
    found: dict[str, list[str]] = {}
    for matter in matters:
        found.setdefault(matter.decider, []).append(matter.text)
    return found
