"""Founding a unit."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import follow_dates, found_unit
from tests.cast import AT, TODAY, Cast


def found(cast: Cast, role: str = "clerk", **values) -> Unit:
    given = {
        "kind": "branch",
        "name": "运行一支部",
        "short_name": "",
        "parent": cast.units["sub"],
        "founded_on": TODAY,
        "basis": "华党〔2026〕9号",
        "actor": cast.actor(role),
        "at": AT,
    }
    return found_unit(**given | values)


def test_it_stands_last_below_its_parent(cast: Cast):
    unit = found(cast, "sub_clerk")
    below = Unit.objects.filter(parent=cast.units["sub"]).order_by("path")
    assert list(below)[-1] == unit
    assert (unit.short_name, unit.pinyin) == ("运行一支部", "yunxingyizhibu yxyzb")
    assert Entry.objects.get(code="units.founded").after["basis"] == "华党〔2026〕9号"


def test_one_to_come_is_in_the_tree_from_its_day_on(cast: Cast):
    day = TODAY + timedelta(days=5)
    unit = found(cast, founded_on=day)
    assert unit.path is None
    assert follow_dates(today=day - timedelta(days=1)) == 0
    assert follow_dates(today=day) == 1
    unit.refresh_from_db()
    assert (unit.path or "").startswith(cast.units["sub"].path or "-")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "group"}, "parent"),
        ({"kind": "castle"}, "kind"),
        ({"founded_on": date(2019, 12, 31)}, "founded_on"),
    ],
)
def test_what_cannot_be(cast: Cast, values, field):
    with pytest.raises(ValidationError) as refused:
        found(cast, **values)
    assert list(refused.value.message_dict) == [field]


def test_there_is_one_root(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        found(cast, kind="committee", parent=None)
    assert list(refused.value.message_dict) == ["parent"]


@pytest.mark.parametrize("role", ["secretary", "branch_secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        found(cast, role)


def test_a_clerk_may_not_outside_the_subtree(cast: Cast):
    with pytest.raises(Refused):
        found(cast, "sub_clerk", parent=cast.units["root"])


def test_not_below_a_unit_that_ended_while_the_form_was_open(cast: Cast):
    as_read = cast.units["sub"]
    Unit.objects.filter(pk=as_read.pk).update(dissolved_on=TODAY)
    with pytest.raises(ValidationError) as refused:
        found(cast, parent=as_read)
    assert list(refused.value.message_dict) == ["parent"]
