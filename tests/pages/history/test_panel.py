"""The history of one thing on its own page, for those who may read the journal."""

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Ref
from lianxin.org.units.events import UnitRenamed
from tests.cast import AT


def rename(cast, times=1):
    ref = Ref("units.unit", cast.units["branch"].pk)
    for _n in range(times):
        journal.write(
            UnitRenamed(subject=ref, unit=ref, actor=cast.actor("clerk"), at=AT)
        )
    return f"/org/units/{ref.id}/"


def test_those_entitled_see_the_last_entries(cast):
    page = cast.client("branch_secretary").get(rename(cast)).content.decode()
    assert page.count("A unit has a new name from a day on.") == 1
    assert "Show all entries about this" not in page


def test_of_many_entries_the_last_eight_and_a_way_to_all(cast):
    page = cast.client("secretary").get(rename(cast, times=9)).content.decode()
    assert page.count("A unit has a new name from a day on.") == 8
    pk = cast.units["branch"].pk
    assert f"/journal/?subject=units.unit%3A{pk}" in page


def test_others_see_none(cast):
    page = cast.client("member").get(rename(cast)).content.decode()
    assert "A unit has a new name" not in page
