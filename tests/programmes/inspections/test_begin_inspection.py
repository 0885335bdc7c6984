"""Beginning an inspection of units below."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.programmes.inspections import queries
from lianxin.programmes.inspections.models import Inspection
from lianxin.programmes.inspections.operations import Plan, begin_inspection
from tests.cast import AT, TODAY, Cast
from tests.facts.records.meetings import meeting
from tests.programmes.inspections.inspecting import PLAN, begun, found


def test_it_is_begun_in_the_name_of_ones_own_unit(cast: Cast) -> None:
    made = begun(cast)
    assert (made.unit, made.title) == (cast.units["sub"], "三会一课检查")
    assert [row.unit for row in made.inspected.all()] == [cast.units["branch"]]
    assert Entry.objects.latest("pk").code == "inspections.begun"


@pytest.mark.parametrize("role", ["branch_secretary", "member", "discipline_officer"])
def test_only_who_gives_goals_inspects(cast: Cast, role: str) -> None:
    with pytest.raises(Refused):
        begun(cast, role=role)


def test_a_unit_that_is_not_below_cannot_be_inspected(cast: Cast) -> None:
    for key in ("sub", "other", "root"):
        with pytest.raises(Refused):
            begin_inspection(
                PLAN, units=[cast.units[key]], actor=cast.actor("sub_clerk"), at=AT
            )
    assert not Inspection.objects.exists()


@pytest.mark.parametrize(
    ("field", "plan"),
    [
        ("title", replace(PLAN, title=" ")),
        ("until", replace(PLAN, until=PLAN.since - timedelta(days=1))),
        ("since", replace(PLAN, since=TODAY + timedelta(days=1), until=TODAY + timedelta(days=9))),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_told_at_its_field(
    cast: Cast, field: str, plan: Plan
) -> None:
    with pytest.raises(ValidationError) as told:
        begun(cast, plan=plan)
    assert list(told.value.message_dict) == [field]


def test_who_sees_it(cast: Cast) -> None:
    begun(cast)
    assert {
        role: queries.visible_to(cast.actor(role)).count()
        for role in ("clerk", "sub_clerk", "branch_secretary", "outsider", "employee")
    } == {
        "clerk": 1,
        "sub_clerk": 1,
        "branch_secretary": 1,
        "outsider": 0,
        "employee": 0,
    }


def test_it_sees_the_records_of_its_days_and_kinds(cast: Cast) -> None:
    meeting(cast, topic="党日")
    meeting(cast, topic="去年", took_place_on=TODAY - timedelta(days=400))
    meeting(cast, kind="general_meeting", topic="大会", parts=("party_lecture",))
    branch, clerk = cast.units["branch"], cast.actor("sub_clerk")
    every = begun(cast)
    lectures = begun(cast, plan=replace(PLAN, kinds=("party_lecture",)))

    def topics(inspection: Inspection) -> list[str]:
        seen = queries.records_of(inspection, [branch], actor=clerk)
        return sorted(row.topic for row in seen)

    assert topics(every) == ["党日", "大会"]
    assert topics(lectures) == ["大会"]
    general = begun(cast, plan=replace(PLAN, kinds=("general_meeting",)))
    codes = {line.code for line in queries.duties_of(general, branch, today=TODAY)}
    assert codes == {"general_meeting"}
    asked = begun(cast, plan=replace(PLAN, duties=("party_day",)))
    assert topics(asked) == ["党日"]
    codes = {line.code for line in queries.duties_of(asked, branch, today=TODAY)}
    assert codes == {"party_day"}
    assert queries.duties_in_words(asked) == ["Theme party day"]
    found(cast, every)
    [line] = queries.counts_of(every, [branch], actor=clerk, today=TODAY)
    assert (line.records, line.findings) == (2, 1)


@pytest.mark.parametrize("number", [1, 3])
def test_numbers_of_units_in_as_many_queries_for_one_as_for_three(
    cast: Cast, django_assert_num_queries, number: int
) -> None:
    made = begun(cast)
    units = [cast.units[key] for key in ("branch", "other", "sub")][:number]
    with django_assert_num_queries(QUERIES_OF_NUMBERS):
        queries.counts_of(made, units, actor=cast.actor("clerk"), today=TODAY)


QUERIES_OF_NUMBERS = 11
