"""Giving people accounts in bulk."""

import pytest

from lianxin.base.accounts.models import User
from lianxin.base.accounts.policy import Holder
from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Ref, Refused
from lianxin.org.people.models import Person
from lianxin.org.people.operations import make_accounts
from tests.cast import AT, Cast


def newcomers(cast: Cast, *numbers: str) -> list[tuple[Person, Holder]]:
    unit = cast.units["branch"]
    ref = Ref("units.unit", unit.pk)
    holder = Holder(account=None, unit=ref, belongs=(unit.path,))
    return [
        (Person.objects.create(name="新人", employee_number=number), holder)
        for number in numbers
    ]


def test_each_gets_an_account_named_by_number(cast: Cast) -> None:
    wanted = newcomers(cast, "A-01", "A-02")
    made = make_accounts(wanted, actor=cast.actor("clerk"), at=AT)
    assert [issued.user.username for _person, issued in made] == ["a-01", "a-02"]
    for person, issued in made:
        person.refresh_from_db()
        assert person.account == issued.user
        assert issued.user.check_password(issued.code)
    assert Entry.objects.filter(code="people.account_given").count() == 2


def test_whoever_has_one_is_left_out(cast: Cast) -> None:
    wanted = newcomers(cast, "A-01")
    clerk = cast.actor("clerk")
    assert len(make_accounts(wanted, actor=clerk, at=AT)) == 1
    assert make_accounts(wanted, actor=clerk, at=AT) == []
    assert User.objects.filter(username__startswith="a-01").count() == 1


def test_a_name_that_is_taken_gets_a_number_behind_it(cast: Cast) -> None:
    made = make_accounts(newcomers(cast, "Member"), actor=cast.actor("clerk"), at=AT)
    assert made[0][1].user.username == "member-2"


def test_all_or_nothing(cast: Cast) -> None:
    other = cast.units["other"]
    far = Holder(account=None, unit=None, belongs=(other.path,))
    near = newcomers(cast, "A-01", "A-02")
    wanted = [near[0], (near[1][0], far)]
    with pytest.raises(Refused):
        make_accounts(wanted, actor=cast.actor("sub_clerk"), at=AT)
    assert not User.objects.filter(username__startswith="a-0").exists()
