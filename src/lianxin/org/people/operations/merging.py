"""Two entries of one person become one, and two again where that was a mistake.

All rows that name the person follow: those of this app by rules of their own, all
others as ``site/wiring.py`` lists them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model, QuerySet, UniqueConstraint
from django.utils.translation import gettext as _

from lianxin.base.crypto.fields import keyed_hash
from lianxin.base.journal import operations as journal
from lianxin.base.ui.refs import columns_about_people
from lianxin.kernel.actor import Actor
from lianxin.kernel.sheets.runs import numbers_in, runs_of
from lianxin.kernel.zh.days import day_of
from lianxin.org.people import policy, queries
from lianxin.org.people.events import MergingUndone, PeopleMerged
from lianxin.org.people.models import (
    Affiliation,
    Contact,
    Merging,
    PartyStanding,
    Person,
    Situation,
)
from lianxin.org.people.operations.completing import FILLED
from lianxin.org.people.operations.keys import renew_keys
from lianxin.org.units import queries as units

DATED = (Affiliation, PartyStanding, Situation)
OWN_COLUMN = "people.Touch.person"
OF_CONTACT = ("phone", "phone_hash", "identity_number", "identity_hash")


@transaction.atomic
def merge_people(
    kept: Person, merged: Person, *, actor: Actor, at: datetime
) -> Merging:
    """Let all of `merged` follow to `kept`, which then is the only entry of the person.

    What `kept` says stays; what it leaves empty is filled. Rows that would name one
    person twice, such as two marks of one meeting, stay with the former entry. Raises
    ValidationError with all that keeps the two from being one.
    """
    kept, merged = _locked(kept, merged)
    _check_rights(kept, merged, actor=actor, at=at)
    if kept.merged_into_id is not None or merged.merged_into_id is not None:
        raise ValidationError(_("One of these was merged already."))
    found = queries.hindrances(kept, merged)
    if found:
        raise ValidationError(list(found))
    place = queries.all_places_of(kept, today=day_of(at)).first()
    stored: dict[str, Any] = {"left": [], "account": merged.account_id}
    moved = {
        model._meta.label: runs_of(_follow_dated(model, kept, merged, stored))
        for model in DATED
    }
    for label in (OWN_COLUMN, *columns_about_people()):
        moved[label] = runs_of(_follow(label, kept, merged))
    stored["last"] = [_last_of(model) for model in DATED]
    stored["fields"] = _fill(kept, merged)
    stored["contact"] = _fill_contact(kept, merged)
    merged.merged_into, merged.account = kept, None
    merged.save(update_fields=["merged_into", "account"])
    if stored["account"] is not None:
        kept.account_id = stored["account"]
    kept.version += 1
    kept.save()
    renew_keys(kept, merged)
    made = Merging.objects.create(
        kept=kept,
        merged=merged,
        merged_on=day_of(at),
        merged_by=actor.name,
        moved={label: runs for label, runs in moved.items() if runs},
        stored=json.dumps(stored, cls=DjangoJSONEncoder),
    )
    journal.write(
        PeopleMerged(
            subject=queries.ref(kept),
            unit=units.ref(place.unit) if place else None,
            actor=actor,
            at=at,
            after={"name": merged.name, "employee_number": merged.employee_number},
        )
    )
    return made


@transaction.atomic
def undo_merging(merging: Merging, *, actor: Actor, at: datetime) -> Person:
    """Part the two entries again; the former one with all that had followed.

    Raises ValidationError where something of it was changed since, so that nobody's
    later work is lost.
    """
    merging = Merging.objects.select_for_update().get(pk=merging.pk)
    kept, merged = _locked(merging.kept, merging.merged)
    if not merging.stored:  # given up, as its key was lost
        raise ValidationError(
            _(
                "What stood in the two entries can no longer be read; nothing was undone."
            )
        )
    stored = _stored(merging)
    is_free = kept.merged_into_id is None
    if is_free:
        _check_rights(kept, actor=actor, at=at)
    if merging.undone_at is not None or merged.merged_into_id != kept.pk:
        raise ValidationError(_("This was undone already."))
    if not is_free or not _is_as_left(merging, kept, stored):
        raise ValidationError(
            _("Something of this person was changed since; nothing was undone.")
        )
    for _label, column, rows in _moved_rows(merging):
        rows.update(**{column: merged.pk})
    _empty(kept, stored)
    _restore(stored)
    merged.merged_into, merged.account_id = None, stored["account"]
    merged.save(update_fields=["merged_into", "account"])
    renew_keys(kept, merged)
    merging.undone_at = at
    merging.save(update_fields=["undone_at"])
    place = queries.all_places_of(kept, today=day_of(at)).first()
    journal.write(
        MergingUndone(
            subject=queries.ref(kept),
            unit=units.ref(place.unit) if place else None,
            actor=actor,
            at=at,
            after={"name": merged.name, "employee_number": merged.employee_number},
        )
    )
    return merged


def _locked(*people: Person) -> tuple[Person, ...]:
    numbers = [person.pk for person in people]
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=numbers)
    held = {person.pk: person for person in rows.order_by("pk")}
    return tuple(held[number] for number in numbers)


def _check_rights(*people: Person, actor: Actor, at: datetime) -> None:
    entries = [(p.pk, queries.paths_of(p, today=day_of(at))) for p in people]
    policy.may_merge(entries, actor=actor).or_raise()


def _named_by(label: str) -> tuple[type[Model], str]:
    table, _dot, column = label.rpartition(".")
    return apps.get_model(table), column


def _follow(label: str, kept: Person, merged: Person) -> Sequence[int]:
    """Let the rows of a column name the entry kept; the numbers of those that do now."""
    model, column = _named_by(label)
    rows = model._default_manager.filter(**{column: merged.pk})
    twice = _twice(model, column, kept, merged)
    numbers = [pk for (pk,) in rows.values_list("pk") if pk not in twice]
    if numbers:
        model._default_manager.filter(pk__in=numbers).update(**{column: kept.pk})
    return numbers


def _twice(model: type[Model], column: str, kept: Person, merged: Person) -> set[int]:
    """The rows beside which the entry kept has one that may not be there twice."""
    unique = [
        c.fields for c in model._meta.constraints if isinstance(c, UniqueConstraint)
    ]
    if getattr(model._meta.get_field(column), "unique", False):
        unique.append((column,))
    found: set[int] = set()
    for fields in unique:
        if column in fields:
            others = [name for name in fields if name != column]
            rows = model._default_manager.values_list("pk", *others)
            theirs = {tuple(rest) for _pk, *rest in rows.filter(**{column: kept.pk})}
            mine = rows.filter(**{column: merged.pk})
            found |= {pk for pk, *rest in mine if tuple(rest) in theirs}
    return found


def _follow_dated(
    model: type[Affiliation] | type[PartyStanding] | type[Situation],
    kept: Person,
    merged: Person,
    stored: dict[str, Any],
) -> Sequence[int]:
    """Let dated rows follow; what the entry kept says already is left out, and stored."""
    theirs = list(model._default_manager.filter(person=kept))
    followed = []
    for row in model._default_manager.filter(person=merged).order_by("pk"):
        if _says_already(row, theirs):
            stored["left"].append([model._meta.label, _values_of(row)])
            row.delete()
        else:
            row.person = kept
            row.save(update_fields=["person"])
            followed.append(row.pk)
    return followed


def _says_already(row: Any, theirs: Sequence[Any]) -> bool:  # noqa: ANN401 -- a dated row
    """Whether the entry kept has its own account of what a row tells.

    Of standings it has either all or none, as they follow upon each other.
    """
    if isinstance(row, PartyStanding):
        return bool(theirs)
    what = "belonging" if isinstance(row, Affiliation) else "circumstance"
    same = [each for each in theirs if getattr(each, what) == getattr(row, what)]
    return any(
        (row.valid_to is None or each.valid_from < row.valid_to)
        and (each.valid_to is None or row.valid_from < each.valid_to)
        for each in same
    )


def _last_of(model: type[Model]) -> int:
    last = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    return last or 0


def _values_of(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields}


def _fill(kept: Person, merged: Person) -> Sequence[str]:
    filled = [n for n in FILLED if getattr(merged, n) and not getattr(kept, n)]
    for name in filled:
        setattr(kept, name, getattr(merged, name))
    return filled


def _fill_contact(kept: Person, merged: Person) -> dict[str, Any] | None:
    """Numbers that the entry kept lacks are taken over; what both had, to be undone by."""
    given = Contact.objects.filter(person=merged).first()
    if given is None:
        return None
    held = Contact.objects.filter(person=kept).first()
    before = _values_of(held) if held else None
    values = _values_of(given)
    given.delete()
    held = held or Contact(person=kept)
    for name in OF_CONTACT:
        group = "phone" if name.startswith("phone") else "identity"
        if before is None or not before[f"{group}_hash"]:
            setattr(held, name, values[name])
    held.save()
    return {"given": values, "before": before}


def _stored(merging: Merging) -> dict[str, Any]:
    """What was kept to undo it by, with keyed hashes as the key in force makes them.

    Those that were kept are of another key where the organisation came from an archive.
    """
    stored: dict[str, Any] = json.loads(merging.stored)
    for values in filter(None, (stored["contact"] or {}).values()):
        for name, of in (("phone_hash", "phone"), ("identity_hash", "identity_number")):
            values[name] = keyed_hash(values[of]) if values[of] else ""
    return stored


def _moved_rows(merging: Merging) -> Iterator[tuple[str, str, QuerySet[Any]]]:
    dated = {model._meta.label for model in DATED}
    for label, runs in merging.moved.items():
        model, column = (
            (apps.get_model(label), "person") if label in dated else _named_by(label)
        )
        yield label, column, model._default_manager.filter(pk__in=numbers_in(runs))


def _is_as_left(merging: Merging, kept: Person, stored: Mapping[str, Any]) -> bool:
    """Whether all that followed is still there and names the entry kept."""
    for label, column, rows in _moved_rows(merging):
        expected = len(numbers_in(merging.moved[label]))
        if rows.filter(**{column: kept.pk}).count() != expected:
            return False
    if any(
        model._default_manager.filter(person=kept, pk__gt=stored["last"][number])
        for number, model in enumerate(DATED)
    ):
        return False
    same = _has_contact_as_left(kept, stored["contact"]) and all(
        getattr(kept, name) == getattr(merging.merged, name)
        for name in stored["fields"]
    )
    account = stored["account"]
    return same and (account is None or kept.account_id == account)


def _has_contact_as_left(kept: Person, told: Mapping[str, Any] | None) -> bool:
    if told is None:
        return True
    held = Contact.objects.filter(person=kept).first()
    before = told["before"] or {}
    return held is not None and all(
        getattr(held, name) == (before.get(name) or told["given"][name])
        for name in ("phone_hash", "identity_hash")
    )


def _empty(kept: Person, stored: Mapping[str, Any]) -> None:
    """Take out of the entry kept what had been filled from the other one."""
    for name in stored["fields"]:
        field = Person._meta.get_field(name)
        setattr(kept, name, None if field.null else "")
    if stored["account"] is not None:
        kept.account = None
    kept.version += 1
    kept.save()
    told = stored["contact"]
    if told is not None:
        Contact.objects.filter(person=kept).delete()
        Contact.objects.create(**told["given"])
        if told["before"] is not None:
            Contact.objects.create(**told["before"])


def _restore(stored: Mapping[str, Any]) -> None:
    for label, values in stored["left"]:
        apps.get_model(label)._default_manager.create(**values)
