"""Letting somebody belong to another unit."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Refused
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Affiliation
from lianxin.org.people.operations import affiliate, end_affiliation
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import found_unit
from tests.cast import AT, LONG_AGO, TODAY, Cast, found


def put(cast: Cast, role: str = "clerk", **values):
    given = {
        "unit": cast.units["other"],
        "belonging": "party",
        "valid_from": TODAY,
        "actor": cast.actor(role),
        "at": AT,
    }
    return affiliate(cast.people["member"], **given | values)


def rows(cast: Cast):
    found = Affiliation.objects.filter(person=cast.people["member"], belonging="party")
    return list(found.order_by("valid_from").values_list("unit", "valid_to"))


def test_the_old_ends_the_day_the_new_begins(cast: Cast):
    put(cast)
    branch, other = cast.units["branch"].pk, cast.units["other"].pk
    assert rows(cast) == [(branch, TODAY), (other, None)]
    entry = Entry.objects.get(code="people.affiliated")
    assert entry.before == {"belonging": "•", "unit": "•"}
    assert entry.after == {"belonging": "•", "unit": "•", "valid_from": "2026-11-23"}


def test_a_slip_of_the_same_day_is_replaced(cast: Cast):
    put(cast, valid_from=LONG_AGO)
    assert rows(cast) == [(cast.units["other"].pk, None)]


def test_not_before_the_present_began(cast: Cast):
    put(cast)
    with pytest.raises(ValidationError) as refused:
        put(cast, unit=cast.units["branch"], valid_from=TODAY - timedelta(days=1))
    assert list(refused.value.message_dict) == ["valid_from"]


def test_one_needs_the_right_over_both_units(cast: Cast):
    with pytest.raises(Refused):
        put(cast, "sub_clerk")
    put(cast)
    with pytest.raises(Refused):
        put(cast, "sub_clerk", unit=cast.units["branch"])


def test_nobody_comes_after_leaving(cast: Cast):
    person = cast.people["member"]
    person.left_on = TODAY - timedelta(days=1)
    person.save()
    with pytest.raises(ValidationError):
        put(cast)


def test_a_member_belongs_to_a_unit_of_the_party(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        put(cast, unit=cast.units["workshop"])
    assert list(refused.value.message_dict) == ["unit"]


def test_not_from_a_day_on_which_a_former_one_held(cast: Cast):
    """Nobody is in two branches on any day, not on a former one either."""
    cast.people["member"].standings.all().delete()
    held = Affiliation.objects.get(person=cast.people["member"], belonging="party")
    end_affiliation(held, ended_on=TODAY, actor=cast.actor("clerk"), at=AT)
    with pytest.raises(ValidationError) as refused:
        put(cast, valid_from=TODAY - timedelta(days=1))
    assert list(refused.value.message_dict) == ["valid_from"]
    put(cast)
    branch, other = cast.units["branch"].pk, cast.units["other"].pk
    assert rows(cast) == [(branch, TODAY), (other, None)]


def test_each_kind_of_unit_has_members_of_a_known_way() -> None:
    ways = {kind.members for kind in rulebook.unit_kinds().values()}
    assert ways == {*Belonging.values, ""} - {Belonging.STAFF}


def test_one_belongs_to_a_union_and_to_the_league_at_once(cast: Cast) -> None:
    league = found("youth_branch", "机关团支部", cast.units["root"])
    person = cast.people["employee"]
    for unit, way in ((cast.units["union"], "union"), (league, "league")):
        affiliate(
            person,
            unit=unit,
            belonging=way,
            valid_from=TODAY,
            actor=cast.actor("clerk"),
            at=AT,
        )
    held = person.affiliations.filter(valid_to=None).order_by("pk")
    assert list(held.values_list("belonging", flat=True)) == [
        "staff",
        "union",
        "league",
    ]


def test_not_into_a_unit_whose_end_is_decided(cast: Cast):
    """Whoever came would be nowhere from that day on; the clerk may not know of it yet."""
    as_read = cast.units["other"]
    Unit.objects.filter(pk=as_read.pk).update(dissolved_on=TODAY + timedelta(days=9))
    with pytest.raises(ValidationError, match="2026-12-02"):
        put(cast, unit=as_read)


def test_into_a_unit_that_is_founded_then(cast: Cast):
    """The unit above is in charge of it until it is there."""
    soon, clerk = TODAY + timedelta(days=9), cast.actor("sub_clerk")
    unit = found_unit(
        kind="branch",
        name="检修三支部",
        short_name="",
        parent=cast.units["sub"],
        founded_on=soon,
        actor=clerk,
        at=AT,
    )
    put(cast, "sub_clerk", unit=unit, valid_from=soon)
    assert rows(cast) == [(cast.units["branch"].pk, soon), (unit.pk, None)]


def test_nothing_begins_with_an_entry_that_was_merged(cast: Cast):
    person = cast.people["member"]
    person.merged_into = cast.people["employee"]
    person.save()
    with pytest.raises(ValidationError, match="became one"):
        put(cast)
