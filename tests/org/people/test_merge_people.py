"""Two entries of one person become one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ForeignObjectRel

from lianxin.base.journal.models import Entry
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Participation
from lianxin.kernel.actor import NotVisible, Refused
from lianxin.org.people import queries
from lianxin.org.people.imports.entered import people_meant
from lianxin.org.people.models import Affiliation, Contact, PartyStanding, Person
from lianxin.org.people.operations import merge_people, renew_keys, set_contact
from lianxin.org.posts.operations import appoint, open_post
from lianxin.site import wiring
from tests.cast import AT, LONG_AGO, TODAY, Cast
from tests.facts.records.meetings import meeting

IDENTITY = "110101199003079972"


def double(cast: Cast, *, unit: str = "workshop", **values) -> Person:
    """A second entry of the member, who works where the first one does."""
    given = {"name": "何秋实", "employee_number": "T901", "job": "焊工", **values}
    person = Person.objects.create(**given)
    Affiliation.objects.create(
        person=person, unit=cast.units[unit], belonging="staff", valid_from=LONG_AGO
    )
    renew_keys(person)
    return person


def merged(cast: Cast, other: Person, *, role: str = "sub_clerk") -> Person:
    kept = cast.people["member"]
    merge_people(kept, other, actor=cast.actor(role), at=AT)
    kept.refresh_from_db()
    return kept


def test_every_column_that_names_a_person_follows_or_has_rules_of_its_own():
    named = {
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for relation in Person._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel) and not relation.many_to_many
    }
    own = {label for label in named if label.startswith("people.")}
    assert named - own == set(wiring.ABOUT_PEOPLE)
    assert len(wiring.ABOUT_PEOPLE) == len(set(wiring.ABOUT_PEOPLE))


def test_posts_records_numbers_and_what_was_left_empty_follow(cast: Cast):
    other = double(cast)
    clerk = cast.actor("sub_clerk")
    set_contact(other, phone="13812345678", identity_number=IDENTITY, actor=clerk, at=AT)  # fmt: skip
    post = open_post(unit=cast.units["branch"], kind="youth_member", valid_from=LONG_AGO, actor=clerk, at=AT)  # fmt: skip
    appointment = appoint(post=post, person=other, valid_from=TODAY, actor=clerk, at=AT)
    record = meeting(
        cast, role="branch_secretary", attendance={}, host=other, recorder=other
    )
    kept = merged(cast, other)
    appointment.refresh_from_db()
    record.refresh_from_db()
    people = (appointment.person, record.host, record.recorder)
    assert people == (kept, kept, kept)
    assert (kept.job, kept.employee_number) == ("焊工", "T009")
    contact = Contact.objects.get(person=kept)
    assert (contact.phone, contact.identity_number) == ("13812345678", IDENTITY)
    assert not Contact.objects.filter(person=other).exists()
    units = kept.affiliations.order_by("pk").values_list("unit__name", flat=True)
    assert list(units) == [
        "检修车间",
        "检修一支部",
    ]
    assert not other.affiliations.exists()
    entry = Entry.objects.get(code="people.merged")
    assert (entry.subject_id, entry.after) == (
        kept.pk,
        {"name": "何秋实", "employee_number": "T901"},
    )


def test_the_former_entry_is_found_no_more_and_its_number_means_the_other(cast: Cast):
    other = double(cast)
    kept = merged(cast, other)
    for role in ("clerk", "administrator"):
        with pytest.raises(NotVisible):
            queries.person_visible_to(cast.actor(role), other.pk, today=TODAY)
    everybody = queries.visible_to(cast.actor("clerk"), today=TODAY)
    assert list(queries.named(everybody, "T901")) == []
    scope = cast.actor("sub_clerk").scope("people.edit")
    known = people_meant([], ["T901"], scope=scope, today=TODAY)
    assert known.by_number["T901"].person == kept


def test_who_would_be_named_twice_stays_where_it_stood(cast: Cast):
    other = double(cast)
    marks = {cast.people["member"].pk: Mark.PRESENT, other.pk: Mark.ABSENT}
    both = meeting(cast, attendance=marks)
    alone = meeting(cast, attendance={other.pk: Mark.PRESENT})
    kept = merged(cast, other)
    rows = Participation.objects.order_by("record", "pk")
    assert list(rows.values_list("record", "person", "presence")) == [
        (both.pk, kept.pk, "present"),
        (both.pk, other.pk, "absent"),
        (alone.pk, kept.pk, "present"),
    ]


def test_standings_of_the_one_follow_where_the_other_has_none(cast: Cast):
    kept, other = cast.people["employee"], double(cast)
    PartyStanding.objects.filter(person=kept).delete()
    PartyStanding.objects.create(
        person=other, standing="activist", valid_from=date(2025, 1, 1)
    )
    merge_people(kept, other, actor=cast.actor("sub_clerk"), at=AT)
    assert list(kept.standings.values_list("standing", flat=True)) == ["activist"]


def test_what_keeps_two_entries_apart_is_told_all_at_once(cast: Cast):
    other = double(cast, unit="group")
    Affiliation.objects.create(
        person=other, unit=cast.units["group"], belonging="party", valid_from=LONG_AGO
    )
    PartyStanding.objects.create(
        person=other, standing="applicant", valid_from=LONG_AGO
    )
    clerk = cast.actor("sub_clerk")
    for person, number in (
        (cast.people["member"], IDENTITY),
        (other, "110101199003079999"),
    ):
        Contact.objects.create(person=person, identity_hash=number)
    with pytest.raises(ValidationError) as error:
        merge_people(cast.people["member"], other, actor=clerk, at=AT)
    assert [message.split(":")[0] for message in error.value.messages] == [
        "Their identity numbers differ",
        "They belong to two units as Staff",
        "They belong to two units as Party membership",
        "What they are to the Party differs",
    ]
    assert not Person.objects.exclude(merged_into=None).exists()


def test_only_by_those_who_may_change_all_of_both(cast: Cast):
    for role in ("branch_secretary", "administrator", "organiser"):
        with pytest.raises(Refused):
            merged(cast, double(cast, employee_number=role), role=role)
    elsewhere = double(cast, unit="department")
    with pytest.raises(Refused):
        merged(cast, elsewhere)
