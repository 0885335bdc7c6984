"""Who sees which records, and who is expected where."""

import pytest

from lianxin.facts.records import queries
from lianxin.facts.records.enums import Mark
from lianxin.kernel.actor import NotVisible
from tests.cast import PEOPLE, TODAY, Cast
from tests.facts.records.meetings import meeting

SEE_THE_BRANCH = {
    "clerk",
    "secretary",
    "leader",
    "organiser",
    "sub_clerk",
    "branch_secretary",
    "branch_member",
    "member",
    "discipline_officer",
}


@pytest.mark.parametrize("role", PEOPLE)
def test_who_sees_a_record_of_the_branch(cast: Cast, role: str):
    record = meeting(cast)
    seen = list(queries.visible_to(cast.actor(role))) == [record]
    assert seen == (role in SEE_THE_BRANCH)


def test_a_job_sees_all(cast: Cast):
    record = meeting(cast)
    assert list(queries.visible_to(cast.system)) == [record]


def test_what_one_may_not_see_does_not_exist(cast: Cast):
    with pytest.raises(NotVisible):
        queries.record_visible_to(cast.actor("outsider"), meeting(cast).pk)


def test_somebody_expected_at_a_meeting_sees_its_record(cast: Cast):
    record = meeting(
        cast,
        unit="department",
        role="department_head",
        kind="work_meeting",
        host=None,
        attendance={cast.people["union_chair"].pk: Mark.PRESENT},
    )
    assert list(queries.visible_to(cast.actor("union_chair"))) == [record]
    assert list(queries.visible_to(cast.actor("employee"))) == []


SEE_REASONS = {
    "clerk",
    "secretary",
    "leader",
    "organiser",
    "sub_clerk",
    "branch_secretary",
    "branch_member",
    "member",
}


@pytest.mark.parametrize("role", PEOPLE)
def test_who_sees_why_somebody_had_leave(cast: Cast, role: str):
    """Those with standings there, those who record there, and oneself."""
    meeting(cast)
    seen = [leave.reason for leave in queries.leaves_visible_to(cast.actor(role))]
    assert seen == (["sick"] if role in SEE_REASONS else [])


def test_another_member_sees_leave_but_no_reason(cast: Cast):
    record = meeting(cast)
    seen = queries.participations_of(record, actor=cast.actor("discipline_officer"))
    assert [
        (row.person.name, row.presence, reason)
        for row, reason in seen
        if row.presence == "leave"
    ] == [("何秋实", "leave", "")]


def names(cast: Cast, kind: str, unit: str) -> list[str]:
    people = queries.expected_people(kind, cast.units[unit], today=TODAY)
    return [person.name for person in people]


MEMBERS = ["唐小满", "周明远", "单雪", "何秋实", "韩正阳"]


@pytest.mark.parametrize(
    ("kind", "unit", "expected"),
    [
        ("general_meeting", "branch", MEMBERS),
        ("branch_committee_meeting", "branch", ["周明远", "单雪"]),
        ("group_meeting", "group", MEMBERS),
        ("party_lecture", "sub", ["唐小满", "韩正阳"]),
        ("work_meeting", "union", ["罗春生"]),
        (
            "work_meeting",
            "workshop",
            ["唐小满", "周明远", "单雪", "何秋实", "曾晓", "韩正阳"],
        ),
        ("general_meeting", "workshop", []),
    ],
)
def test_who_is_expected(cast: Cast, kind: str, unit: str, expected: list[str]):
    assert names(cast, kind, unit) == expected


def test_the_kinds_of_a_branch(cast: Cast):
    kinds = [kind.code for kind in queries.kinds_of(cast.units["branch"])]
    assert kinds[:5] == [
        "general_meeting",
        "branch_committee_meeting",
        "group_meeting",
        "party_lecture",
        "party_day",
    ]
    assert {"committee_meeting", "theory_study", "work_meeting"} & set(kinds) == set()


@pytest.mark.parametrize(
    ("role", "units"),
    [
        ("branch_secretary", ["branch", "group"]),
        ("clerk", ["root"]),
        ("department_head", ["department"]),
        ("member", []),
        ("employee", []),
    ],
)
def test_for_which_units_somebody_records(cast: Cast, role: str, units: list[str]):
    found = queries.units_to_record_for(cast.actor(role))
    assert list(found) == [cast.units[key] for key in units]


@pytest.mark.parametrize("meetings", [1, 3])
def test_attendance_takes_one_query(cast: Cast, django_assert_num_queries, meetings):
    records = [meeting(cast) for _ in range(meetings)]
    with django_assert_num_queries(1):
        assert len(queries.attendance_of(records)) == meetings


def test_the_last_of_a_kind(cast: Cast):
    meeting(cast)
    later = meeting(cast)
    assert queries.last_of_kind(cast.units["branch"], "party_day") == later
    assert queries.last_of_kind(cast.units["branch"], "party_lecture") is None


@pytest.mark.no_database  # how SQLite goes about it; PostgreSQL finds its own way
def test_those_expected_are_found_without_looking_at_everybody(cast: Cast):
    for kind in queries.kinds_of(cast.units["branch"]):
        rows = queries.expected_people(kind.code, cast.units["branch"], today=TODAY)
        assert "SCAN people_person" not in rows.explain(), kind.code
