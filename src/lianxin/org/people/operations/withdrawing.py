"""Taking back what was entered for many people at once, while nothing depends on it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Model, Q
from django.utils.translation import gettext as _

from lianxin.base.imports.queries import ledgers_about, who_refers_to
from lianxin.base.jobs import operations as jobs
from lianxin.base.journal import operations as journal
from lianxin.base.journal import queries as entries
from lianxin.base.journal.queries import among
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people import policy
from lianxin.org.people.events import (
    ContactLookedUp,
    PeopleAdded,
    PeopleCompleted,
    PeopleWithdrawn,
)
from lianxin.org.people.models import (
    Affiliation,
    Contact,
    PartyStanding,
    Person,
)
from lianxin.org.people.operations.completing import (
    FILLED,
    Completed,
    paths_of_people,
)
from lianxin.org.people.operations.keys import drop_keys
from lianxin.org.units.models import Unit

AT_ONCE = 500
# An undo that has not ended by then never will: whoever stayed is to be found again.
HEALED_AFTER = timedelta(minutes=30)
OWN = (Affiliation, Contact, PartyStanding)
HARMLESS = (PeopleAdded.code, PeopleCompleted.code, ContactLookedUp.code)
EMPTY: Mapping[str, object] = {
    "birth_on": None,
    "joined_on": None,
    "worked_since": None,
}


def make_way(
    numbers: Sequence[int], completed: Completed, *, actor: Actor, at: datetime
) -> None:
    """Do what takes time of `withdraw_people` before its transaction begins.

    The keys of search, some ten for each of these people, go in short transactions;
    `give_back_keys` brings them back. Raises what `withdraw_people` would raise,
    before anything is done. A job that waits brings them back where this process ends
    before either of the two; of people who are gone it finds none.
    """
    _check(numbers, completed, actor=actor, at=at)
    if numbers:
        first = Ref("people.person", min(numbers))
        jobs.later("people.fill_keys", first, not_before=at + HEALED_AFTER)
    drop_keys(numbers)


def give_back_keys(numbers: Sequence[int]) -> None:
    """Let people for whom `make_way` was called, and who stay, be found again."""
    if numbers:
        jobs.later("people.fill_keys", Ref("people.person", min(numbers)))


@transaction.atomic
def withdraw_people(
    numbers: Sequence[int], completed: Completed, *, actor: Actor, at: datetime
) -> None:
    """Strike out the people of these numbers, and take back what was added to others.

    Raises ValidationError where something else refers to one of them, or one was
    changed since; Refused where the actor may not enter people of one of the units.
    """
    _check(numbers, completed, actor=actor, at=at)
    for rows in ledgers_about(Person, numbers):
        rows._raw_delete(rows.db)
    for model in OWN:
        for some in among("person", numbers):
            _delete(model, some)
    for some in among("pk", numbers):
        _delete(Person, some)
    for model, keys in (
        (Affiliation, completed.affiliations),
        (PartyStanding, completed.standings),
    ):
        for some in among("pk", keys):
            _delete(model, some)
    _empty(completed.fields)
    first = next(iter([*numbers, *completed.fields]), 0)
    journal.write(
        PeopleWithdrawn(
            subject=Ref("people.person", first),
            unit=actor.unit,
            actor=actor,
            at=at,
            before={"people": len(numbers), "completed": len(completed.fields)},
        )
    )


def _check(
    numbers: Sequence[int], completed: Completed, *, actor: Actor, at: datetime
) -> None:
    _check_rights(numbers, completed, actor=actor, at=at)
    _check_untouched(numbers)
    _check_completed(completed)


def _check_rights(
    numbers: Sequence[int], completed: Completed, *, actor: Actor, at: datetime
) -> None:
    """The units of all that goes, and, as when it was added, the entries of others."""
    places: set[int] = set()
    for some in (
        *among("person", numbers),
        *among("pk", completed.affiliations),
    ):
        rows = Affiliation.objects.filter(some).order_by()
        places.update(rows.values_list("unit", flat=True).distinct())
    for unit in Unit.objects.filter(pk__in=places):
        policy.may_add([unit], actor=actor).or_raise()
    stood: set[int] = set()
    for keys in _parts(completed.standings):
        held = PartyStanding.objects.filter(pk__in=keys)
        stood.update(held.values_list("person", flat=True))
    paths = paths_of_people({*completed.fields, *stood}, today=day_of(at))
    for person, there in paths.items():
        names = {*completed.fields.get(person, ())}
        policy.may_edit(there, actor=actor).or_raise()
        if person in stood:
            policy.may_set_standing(there, actor=actor).or_raise()
        if names & {"phone", "identity_number"}:
            policy.may_set_contact(0, there, actor=actor).or_raise()


def _check_untouched(numbers: Sequence[int]) -> None:
    """Whatever is done to somebody is in the journal; whoever is named elsewhere stays."""
    if entries.tells_of("people.person", numbers, but=HARMLESS):
        raise ValidationError(
            _("Somebody of these was changed since; nothing was taken back.")
        )
    if who_refers_to(Person, numbers, but=OWN) is not None:
        raise ValidationError(
            _(
                "Somebody of these holds a post, took part in something or is named "
                "elsewhere; nothing was taken back."
            )
        )


def _check_completed(completed: Completed) -> None:
    """What was added to others stands as it was added, and nobody changed them since."""
    if completed.at is not None and entries.tells_of(
        "people.person", list(completed.fields), but=HARMLESS, since=completed.at
    ):
        raise ValidationError(
            _("Somebody of these was changed since; nothing was taken back.")
        )
    for model, keys in (
        (Affiliation, completed.affiliations),
        (PartyStanding, completed.standings),
    ):
        found = sum(
            model._default_manager.filter(pk__in=some, valid_to__isnull=True).count()
            for some in _parts(keys)
        )
        expected = len(keys) - _ended_from_the_start(model, keys)
        if found != expected:
            raise ValidationError(
                _("Somebody of these was changed since; nothing was taken back.")
            )


def _ended_from_the_start(model: type[Model], keys: Sequence[int]) -> int:
    """Standings that a later one of the same table ended: probationary, then full."""
    if model is not PartyStanding:
        return 0
    ended = 0
    for some in _parts(keys):
        rows = PartyStanding.objects.filter(pk__in=some)
        days = set(rows.values_list("person", "valid_from"))
        ended += sum(
            (person, until) in days
            for person, until in rows.filter(valid_to__isnull=False).values_list(
                "person", "valid_to"
            )
        )
    return ended


def _delete(model: type[Model], some: Q) -> None:
    rows = model._default_manager.filter(some)
    rows._raw_delete(rows.db)


def _empty(fields: Mapping[int, Sequence[str]]) -> None:
    """Take back what was filled: all people of whom the same was filled at once."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for person, names in fields.items():
        alike.setdefault(tuple(sorted(names)), []).append(person)
    for names, people in alike.items():
        filled = {name: EMPTY.get(name, "") for name in names if name in FILLED}
        numbers = {
            column: ""
            for name, digest in (
                ("phone", "phone_hash"),
                ("identity_number", "identity_hash"),
            )
            if name in names
            for column in (name, digest)
        }
        for some in among("pk", people):
            Person.objects.filter(some).update(**filled, version=F("version") + 1)
        for some in among("person", people) if numbers else ():
            contacts = Contact.objects.filter(some)
            contacts.update(**numbers)
            contacts.filter(phone="", identity_number="").delete()


def _parts(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))
