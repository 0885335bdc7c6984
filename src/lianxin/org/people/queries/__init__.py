"""Reading people, as far as the actor may see them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Count, Q, QuerySet

from lianxin.base.crypto.fields import keyed_hash
from lianxin.kernel.actor import Actor, NotVisible, Ref, Scope
from lianxin.kernel.zh.identity import masked_identity, plain_identity
from lianxin.kernel.zh.phones import masked_phone, plain_phone
from lianxin.org.people.enums import MEMBERS, Belonging
from lianxin.org.people.models import (
    Affiliation,
    Contact,
    PartyStanding,
    Person,
    PersonKeyLedger,
    Situation,
)
from lianxin.org.people.queries import returning as returning
from lianxin.org.people.queries.deaths import Noted as Noted
from lianxin.org.people.queries.deaths import death_of as death_of
from lianxin.org.people.queries.deaths import (
    may_strike_out_death as may_strike_out_death,
)
from lianxin.org.people.queries.deaths import noted_dead as noted_dead
from lianxin.org.people.queries.deaths import paths_before_death as paths_before_death
from lianxin.org.people.queries.finding import first_named as first_named
from lianxin.org.people.queries.finding import first_numbers as first_numbers
from lianxin.org.people.queries.finding import named as named
from lianxin.org.people.queries.finding import phone_key as phone_key
from lianxin.org.people.queries.merging import compared as compared
from lianxin.org.people.queries.merging import hindrances as hindrances
from lianxin.org.people.queries.merging import merging_of as merging_of
from lianxin.org.people.queries.merging import mergings_into as mergings_into
from lianxin.org.people.queries.reminding import ELSEWHERE as ELSEWHERE
from lianxin.org.people.queries.reminding import MemberDue as MemberDue
from lianxin.org.people.queries.reminding import (
    extension_allowed as extension_allowed,
)
from lianxin.org.people.queries.reminding import last_touched as last_touched
from lianxin.org.people.queries.reminding import members_due as members_due
from lianxin.org.people.queries.reminding import probation_ends as probation_ends
from lianxin.org.people.queries.reminding import probation_of as probation_of
from lianxin.org.people.queries.reminding import touch_again as touch_again
from lianxin.org.people.queries.reminding import touches_during as touches_during
from lianxin.org.people.queries.reminding import was_elsewhere as was_elsewhere
from lianxin.org.people.queries.rights import (
    circumstances_without_rights as circumstances_without_rights,
)
from lianxin.org.people.queries.rights import holding as holding
from lianxin.org.people.queries.rights import in_force as in_force
from lianxin.org.people.queries.rights import (
    situations_without_rights as situations_without_rights,
)
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import (
    NOBODY,
    below,
    is_root,
    opens_everything,
    shown,
    within,
)


def ref(person: Person) -> Ref:
    """The reference of a person."""
    return Ref("people.person", person.pk)


def person_of(actor: Actor) -> Person:
    """The person behind an actor, for operations whose policy lets nobody else so far."""
    return Person.objects.get(pk=number_of(actor))


def number_of(actor: Actor) -> int:
    """The number of the person behind an actor, as `person_of`."""
    assert actor.person is not None  # noqa: S101 -- policy has refused all others
    return actor.person.id


def visible_to(actor: Actor, *, today: date) -> QuerySet[Person]:
    """The people whom `actor` may see: those of the units in reach, and oneself.

    Whoever reaches down from the root sees everybody, those of no unit included.
    """
    scope = actor.scope("people.see")
    if _reaches_all(scope):
        everybody = Person.objects.filter(merged_into=None).order_by("pk")
        apart = _restricted_from(scope, today=today)
        return everybody.exclude(apart & ~_oneself(actor)) if apart else everybody
    there = Affiliation.objects.filter(
        in_force(today), within(scope, column="unit__path")
    )
    return Person.objects.filter(_in(there) | _oneself(actor)).order_by("pk")


def person_visible_to(actor: Actor, pk: int, *, today: date) -> Person:
    """One person; NotVisible where `actor` may not see them."""
    found = visible_to(actor, today=today).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def ids_seen(numbers: Iterable[int], actor: Actor, *, today: date) -> Sequence[int]:
    """Of these numbers those of people whom `actor` may see; one question."""
    rows = visible_to(actor, today=today).filter(pk__in=list(numbers))
    return list(rows.order_by().values_list("pk", flat=True))


def all_people() -> QuerySet[Person]:
    """Everybody, for filters of rows that are themselves seen by their own rules."""
    return Person.objects.order_by("pk")


def belonging_to(unit: Unit, *, today: date) -> QuerySet[Person]:
    """The people who belong to exactly this unit on `today`, in any way."""
    there = Affiliation.objects.filter(in_force(today), unit=unit)
    return Person.objects.filter(_in(there)).order_by("pk")


def affiliations_visible_to(actor: Actor, *, today: date) -> QuerySet[Affiliation]:
    """Belongings in force on `today` that `actor` may see, one's own included.

    That somebody belongs to a Party unit says that they are a member. Seen by those
    who may see standings, and by those whose own unit or subtree it is; not by
    posts that see everybody only in order to administer the software.
    """
    rows = Affiliation.objects.filter(in_force(today))
    people = actor.scope("people.see")
    near = replace(people, everywhere=False)
    known = within(actor.scope("people.standing"), column="unit__path")
    seen = within(people, column="unit__path") & ~Q(belonging=Belonging.PARTY)
    seen |= within(near, column="unit__path") | known
    return rows.filter(seen | _oneself(actor, "person"))


def among(
    rows: QuerySet[Person], unit: Unit, *, actor: Actor, today: date
) -> QuerySet[Person]:
    """Of these people those whom `actor` sees belong to `unit` or to one below."""
    there = affiliations_visible_to(actor, today=today).filter(
        below(unit.path or "-", column="unit__path")
    )
    return rows.filter(_in(there))


def of_standing(
    rows: QuerySet[Person], standing: str, *, actor: Actor, today: date
) -> QuerySet[Person]:
    """Of these people those whom `actor` sees have this standing."""
    there = standings_visible_to(actor, today=today).filter(standing=standing)
    return rows.filter(pk__in=there.values("person"))


def attach(rows: Sequence[Person], *, actor: Actor, today: date) -> None:
    """Put on each person ``places``, ``standing_seen`` and ``situations_seen``.

    As far as `actor` sees them; three queries, whatever the number of people.
    """
    ids = [person.pk for person in rows]
    places: dict[int, list[Affiliation]] = {pk: [] for pk in ids}
    for place in (
        affiliations_visible_to(actor, today=today)
        .filter(person__in=ids)
        .select_related("unit")
        .order_by("pk")
    ):
        places[place.person_id].append(place)
    standings = {
        row.person_id: row
        for row in standings_visible_to(actor, today=today).filter(person__in=ids)
    }
    situations: dict[int, list[Situation]] = {pk: [] for pk in ids}
    for row in situations_visible_to(actor, today=today).filter(person__in=ids):
        situations[row.person_id].append(row)
    for person in rows:
        person.situations_seen = situations[person.pk]  # type: ignore[attr-defined]  # annotated by the query
        person.places = places[person.pk]  # type: ignore[attr-defined]  # annotated by the query
        person.standing_seen = standings.get(person.pk)  # type: ignore[attr-defined]  # annotated by the query


def past_places_of(
    person: Person, *, actor: Actor, today: date
) -> Sequence[Affiliation]:
    """Where somebody belonged over time, the latest first, as far as `actor` sees.

    Past belonging to Party units is for those who see the person's standings.
    """
    rows = person.affiliations.select_related("unit").order_by("-valid_from", "-pk")
    seen = set(
        affiliations_visible_to(actor, today=today)
        .filter(person=person)
        .values_list("pk", flat=True)
    )
    knows = past_standings_of(person, actor=actor, today=today).exists()
    return [
        row
        for row in rows.filter(
            shown(actor.scope("people.see"), column="unit__path") | Q(pk__in=seen)
        )
        if row.pk in seen or knows or row.belonging != Belonging.PARTY
    ]


def masked_contact_of(person: Person) -> tuple[str, str]:
    """Phone and identity number with most of them hidden; empty where there is none.

    In clear they are given by ``operations.reveal_contact`` only.
    """
    held = Contact.objects.filter(person=person).first()
    if held is None:
        return "", ""
    return masked_phone(held.phone), masked_identity(held.identity_number)


def paths_of(person: Person, *, today: date) -> list[str]:
    """The paths of the units to which somebody belongs, for the policy."""
    return [place.unit.path or "" for place in all_places_of(person, today=today)]


def seen_in(unit: Unit, *, actor: Actor, today: date) -> QuerySet[Person]:
    """The people whom `actor` sees belong to exactly this unit, by name."""
    there = affiliations_visible_to(actor, today=today).filter(unit=unit)
    return visible_to(actor, today=today).filter(_in(there)).order_by("pinyin", "pk")


def affiliation_of(
    person: Person, pk: int, *, actor: Actor, today: date
) -> Affiliation:
    """One belonging in force of a person; NotVisible where `actor` may not see it."""
    found = (
        affiliations_visible_to(actor, today=today)
        .filter(person=person, pk=pk)
        .select_related("unit")
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def all_places_of(person: Person, *, today: date) -> QuerySet[Affiliation]:
    """Where somebody belongs on `today`, for the rules of the operations."""
    return (
        Affiliation.objects.filter(in_force(today), person=person)
        .select_related("unit")
        .order_by("pk")
    )


def standings_visible_to(actor: Actor, *, today: date) -> QuerySet[PartyStanding]:
    """Standings in force on `today` that `actor` may see, one's own included."""
    rows = PartyStanding.objects.filter(in_force(today))
    scope = actor.scope("people.standing")
    if _reaches_all(scope):
        apart = _restricted_from(scope, today=today, column="person")
        return rows.exclude(apart & ~_oneself(actor, "person")) if apart else rows
    there = Affiliation.objects.filter(
        in_force(today), within(scope, column="unit__path")
    )
    return rows.filter(Q(person__in=there.values("person")) | _oneself(actor, "person"))


def situations_visible_to(actor: Actor, *, today: date) -> QuerySet[Situation]:
    """Situations in force on `today` of people whose standing `actor` may see."""
    rows = Situation.objects.filter(in_force(today)).select_related("contact_unit")
    scope = actor.scope("people.standing")
    if _reaches_all(scope):
        apart = _restricted_from(scope, today=today, column="person")
        return rows.exclude(apart & ~_oneself(actor, "person")) if apart else rows
    there = Affiliation.objects.filter(
        in_force(today), within(scope, column="unit__path")
    )
    return rows.filter(Q(person__in=there.values("person")) | _oneself(actor, "person"))


def past_situations_of(
    person: Person, *, actor: Actor, today: date
) -> QuerySet[Situation]:
    """All situations of somebody over time, for those who may see the standing."""
    if not past_standings_of(person, actor=actor, today=today).exists():
        return Situation.objects.none()
    return person.situations.select_related("contact_unit").order_by("-valid_from")


def situation_of(person: Person, pk: int, *, actor: Actor, today: date) -> Situation:
    """One situation of a person; NotVisible where `actor` may not see it."""
    rows = past_situations_of(person, actor=actor, today=today)
    found = rows.filter(pk=pk).select_related("person").first()
    if found is None:
        raise NotVisible
    return found


def situated(
    rows: QuerySet[Person], circumstance: str, *, actor: Actor, today: date
) -> QuerySet[Person]:
    """Of these people those whom `actor` sees in this situation."""
    there = situations_visible_to(actor, today=today).filter(circumstance=circumstance)
    return rows.filter(pk__in=there.values("person"))


def members_below(unit: Unit, *, actor: Actor, today: date) -> Mapping[str, int]:
    """How many full and probationary members belong to `unit` or to one below it.

    By standing, as far as `actor` may see standings.
    """
    there = Affiliation.objects.filter(
        in_force(today),
        below(unit.path or "-", column="unit__path"),
        belonging=Belonging.PARTY,
    )
    rows = standings_visible_to(actor, today=today).filter(
        person__in=there.values("person"),
        standing__in=MEMBERS,
    )
    counted = rows.order_by().values_list("standing").annotate(Count("pk"))
    return dict(counted)


def past_standings_of(
    person: Person, *, actor: Actor, today: date
) -> QuerySet[PartyStanding]:
    """All standings of somebody over time, for those who may see the present one."""
    mine = actor.person is not None and actor.person.id == person.pk
    places = all_places_of(person, today=today)
    if mine or any(actor.may("people.standing", p.unit.path or "") for p in places):
        return person.standings.order_by("valid_from")
    return PartyStanding.objects.none()


def found_by_number(number: str, *, actor: Actor, today: date) -> QuerySet[Person]:
    """The people with exactly this phone or identity number, found by keyed hash.

    Only among those whose contact `actor` may look up.
    """
    scope = actor.scope("people.contact")
    phone = keyed_hash(plain_phone(number))
    called = PersonKeyLedger.objects.filter(key=phone_key(phone))
    known = Contact.objects.filter(
        # A key may be of a phone that was changed since.
        Q(phone_hash=phone, person__in=called.values("person"))
        | Q(identity_hash=keyed_hash(plain_identity(number)))
    )
    there = Affiliation.objects.filter(
        in_force(today),
        within(scope, column="unit__path"),
        person__in=known.values("person"),
    )
    return visible_to(actor, today=today).filter(_in(there))


def _reaches_all(scope: Scope) -> bool:
    return scope.everywhere or any(is_root(path) for path in scope.subtrees)


def _restricted_from(scope: Scope, *, today: date, column: str = "pk") -> Q:
    """The people only of restricted units that are not open to a scope; empty for none.

    Whoever belongs to another unit as well is seen there. Who left a restricted unit for
    none at all is hidden as before.
    """
    if opens_everything(scope):
        return Q()
    seen = shown(scope, column="unit__path")
    apart = Affiliation.objects.filter(unit__is_restricted=True).exclude(seen)
    there = Affiliation.objects.filter(in_force(today))
    elsewhere = there.filter(seen, person__in=apart.values("person"))
    return Q(**{f"{column}__in": apart.values("person")}) & ~Q(
        **{f"{column}__in": elsewhere.values("person")}
    )


def _in(places: QuerySet[Affiliation]) -> Q:
    """The people of these belongings.

    A list of numbers, not EXISTS: the database then begins with the few units in
    reach and not with a million people.
    """
    return Q(pk__in=places.values("person"))


def _oneself(actor: Actor, column: str = "pk") -> Q:
    return Q(**{column: actor.person.id}) if actor.person else NOBODY
