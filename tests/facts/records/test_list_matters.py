"""A committee lists what it studies before others decide; former editions stay."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.facts.records import queries
from lianxin.facts.records.enums import Decider
from lianxin.facts.records.models import MatterList
from lianxin.kernel.actor import Refused
from tests.cast import Cast
from tests.facts.records.prior_study import MATTERS, a_list

LATER = date(2026, 9, 1)


def in_force(cast: Cast, on: date) -> list[tuple[int, str, str]]:
    rows = queries.matters_of(cast.units["root"], on=on)
    return list(rows.values_list("number", "text", "decider"))


def test_an_edition_is_in_force_from_its_day_until_the_next(cast: Cast):
    a_list(cast)
    a_list(cast, since=LATER, matters=(("机构调整", Decider.BOARD),))
    assert in_force(cast, date(2025, 12, 31)) == []
    assert in_force(cast, date(2026, 8, 31)) == [
        (number, text, decider) for number, (text, decider) in enumerate(MATTERS, 1)
    ]
    assert in_force(cast, LATER) == [(1, "机构调整", "board")]


def test_of_two_of_one_day_the_later_counts(cast: Cast):
    a_list(cast)
    a_list(cast, matters=(("机构调整", Decider.BOARD),))
    assert in_force(cast, LATER) == [(1, "机构调整", "board")]


def test_it_stands_in_the_journal_of_the_unit(cast: Cast):
    a_list(cast)
    entry = Entry.objects.get(code="records.matters_listed")
    assert entry.after == {
        "since": "2026-01-01",
        "basis": "党委前置研究讨论事项清单（2026版）",
        "matters": [text for text, _decider in MATTERS],
    }


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"basis": " "}, "basis"),
        ({"matters": ()}, "board"),
        ({"matters": (MATTERS[0], (MATTERS[0][0], Decider.MANAGERS))}, "managers"),
        ({"since": date(2019, 12, 31)}, "since"),
        ({"since": date(2025, 12, 31)}, "since"),
    ],
)
def test_what_is_no_list_is_refused(cast: Cast, values, field: str):
    a_list(cast)
    with pytest.raises(ValidationError) as error:
        a_list(cast, **values)
    assert list(error.value.message_dict) == [field]
    assert MatterList.objects.count() == 1


@pytest.mark.parametrize(
    ("unit", "role"), [("root", "leader"), ("root", "sub_clerk"), ("other", "outsider")]
)
def test_who_keeps_no_records_of_a_committee_lists_nothing(
    cast: Cast, unit: str, role: str
):
    with pytest.raises(Refused):
        a_list(cast, unit=unit, role=role)
