"""Two entries that had become one are parted again."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from lianxin.facts.records.enums import Mark
from lianxin.kernel.actor import Refused
from lianxin.org.people.models import PartyStanding, Person
from lianxin.org.people.operations import (
    merge_people,
    set_contact,
    set_standing,
    undo_merging,
)
from tests.cast import AT, LONG_AGO, TODAY, Cast
from tests.facts.records.meetings import meeting
from tests.org.people.test_merge_people import IDENTITY, double

OF_PEOPLE = ("Affiliation", "PartyStanding", "Contact", "PersonKeyLedger")


def rows_of(*people: Person) -> dict[str, list[object]]:
    """All that is entered of these people, whatever the numbers of rows of caches."""
    found: dict[str, list[object]] = {}
    for name in OF_PEOPLE:
        model = apps.get_model("people", name)
        columns = [f.attname for f in model._meta.fields if f.name != "id"]
        rows = model._default_manager.filter(person__in=people)
        found[name] = sorted(rows.values_list(*columns), key=str)
    columns = [f.attname for f in Person._meta.fields if f.name != "version"]
    entries = Person.objects.filter(pk__in=[p.pk for p in people])
    found["Person"] = list(entries.order_by("pk").values_list(*columns))
    return found


def doubled(cast: Cast) -> tuple[Person, Person]:
    """The employee and a second entry that has an account, numbers and a standing."""
    kept, other = cast.people["employee"], double(cast, name="曾晓")
    clerk = cast.actor("sub_clerk")
    set_contact(other, phone="13812345678", identity_number=IDENTITY, actor=clerk, at=AT)  # fmt: skip
    PartyStanding.objects.create(
        person=other, standing="applicant", valid_from=LONG_AGO
    )
    other.account, kept.account = kept.account, None
    kept.save()
    other.save()
    return kept, other


def test_all_is_as_it_was(cast: Cast):
    kept, other = doubled(cast)
    record = meeting(cast, attendance={other.pk: Mark.PRESENT})
    before = rows_of(kept, other)
    made = merge_people(kept, other, actor=cast.actor("sub_clerk"), at=AT)
    assert rows_of(kept, other) != before
    undo_merging(made, actor=cast.actor("sub_clerk"), at=AT)
    assert rows_of(kept, other) == before
    assert record.participations.get().person == other
    with pytest.raises(ValidationError, match="undone already"):
        undo_merging(made, actor=cast.actor("sub_clerk"), at=AT)


def a_standing(cast: Cast, kept: Person, other: Person) -> None:
    set_standing(kept, standing="activist", valid_from=TODAY, actor=cast.actor("sub_clerk"), at=AT)  # fmt: skip


def another_phone(cast: Cast, kept: Person, other: Person) -> None:
    set_contact(kept, phone="13900000001", identity_number=IDENTITY, actor=cast.actor("sub_clerk"), at=AT)  # fmt: skip


def another_job(cast: Cast, kept: Person, other: Person) -> None:
    Person.objects.filter(pk=kept.pk).update(job="班长")


def merged_once_more(cast: Cast, kept: Person, other: Person) -> None:
    PartyStanding.objects.filter(person=cast.people["member"]).delete()
    PartyStanding.objects.filter(person=kept).delete()
    Person.objects.filter(pk=kept.pk).update(account=None)
    merge_people(cast.people["member"], kept, actor=cast.actor("sub_clerk"), at=AT)


@pytest.mark.parametrize(
    "change", [a_standing, another_phone, another_job, merged_once_more]
)
def test_not_once_something_depends_on_it(
    cast: Cast, change: Callable[[Cast, Person, Person], None]
):
    kept, other = doubled(cast)
    made = merge_people(kept, other, actor=cast.actor("sub_clerk"), at=AT)
    change(cast, kept, other)
    with pytest.raises(ValidationError, match="changed since"):
        undo_merging(made, actor=cast.actor("sub_clerk"), at=AT)


def test_only_by_those_who_may_merge(cast: Cast):
    kept, other = doubled(cast)
    made = merge_people(kept, other, actor=cast.actor("sub_clerk"), at=AT)
    with pytest.raises(Refused):
        undo_merging(made, actor=cast.actor("branch_secretary"), at=AT)


def test_what_was_given_up_with_its_key_is_not_undone(cast: Cast):
    kept, other = doubled(cast)
    made = merge_people(kept, other, actor=cast.actor("sub_clerk"), at=AT)
    made.stored = ""
    made.save()
    before = rows_of(kept, other)
    with pytest.raises(ValidationError, match="can no longer be read"):
        undo_merging(made, actor=cast.actor("sub_clerk"), at=AT)
    assert rows_of(kept, other) == before
