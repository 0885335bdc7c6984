"""A unit says what it says no more."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.work.guidance.models import FormerWording
from lianxin.work.guidance.queries import wordings_for, wordings_visible_to
from tests.cast import Cast
from tests.work.guidance.worded import SAID, former_wording


def own(cast: Cast, unit: str) -> list[str]:
    """What rows of the unit's plans are held against beside the rulebook."""
    found = wordings_for(cast.units[unit])
    return [one.old[0] for one in found if one.code.startswith("own.")]


def test_it_holds_for_the_unit_and_all_below_and_for_nobody_beside(cast: Cast):
    former_wording(cast, unit="sub", role="sub_clerk")
    assert own(cast, "sub") == own(cast, "branch") == ["三型班组"]
    assert own(cast, "root") == []


def test_traditional_words_are_looked_for_in_both_scripts(cast: Cast):
    added = former_wording(cast, old="三型班組 ", now="五型班組")
    assert (added.old, added.now) == ("三型班组", "五型班组")


def test_a_longer_new_wording_is_not_taken_for_the_old_one(cast: Cast):
    former_wording(cast, old="班组建设", now="五型班组建设")
    assert wordings_for(cast.units["root"])[-1].unless == ("五型班组建设",)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("old", {"old": "三"}),
        ("now", {"now": SAID["old"]}),
        ("old", {"old": "政治核心作用"}),
    ],
)
def test_what_cannot_be_looked_for_is_refused(cast: Cast, field: str, wrong: dict):
    with pytest.raises(ValidationError) as refused:
        former_wording(cast, **wrong)
    assert list(refused.value.message_dict) == [field]
    assert FormerWording.objects.count() == 0


def test_the_same_does_not_stand_there_twice(cast: Cast):
    former_wording(cast)
    with pytest.raises(ValidationError):
        former_wording(cast)


@pytest.mark.parametrize("role", ["leader", "sub_clerk", "branch_secretary"])
def test_only_the_clerk_of_the_unit_keeps_the_table(cast: Cast, role: str):
    with pytest.raises(Refused):
        former_wording(cast, role=role)


def test_the_journal_tells_it(cast: Cast):
    former_wording(cast)
    entry = Entry.objects.get(code="guidance.wording_added")
    assert entry.after["old"] == "三型班组"


def test_those_below_see_it_and_others_do_not(cast: Cast):
    added = former_wording(cast, unit="sub", role="sub_clerk")
    seen = {
        role: list(wordings_visible_to(cast.actor(role))) == [added]
        for role in ("clerk", "branch_member", "department_head")
    }
    assert seen == {"clerk": True, "branch_member": True, "department_head": False}
