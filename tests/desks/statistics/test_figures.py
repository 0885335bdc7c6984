"""Statistics: each number is the number of the rows behind it, as of the day asked."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.rulebook import queries as rulebook
from lianxin.desks.statistics import queries
from lianxin.desks.statistics.queries import Asked
from lianxin.kernel.actor import NotVisible
from lianxin.org.people.models import Affiliation, PartyStanding, Person, Situation
from lianxin.org.posts.models import Term
from lianxin.org.units.models import Placement
from tests.cast import LONG_AGO, TODAY, Cast

ALL = 0


def asked(
    cast: Cast, unit: str = "root", on: date = TODAY, role: str = "clerk"
) -> Asked:
    return queries.asked_by(cast.actor(role), unit=cast.units[unit], on=on, today=TODAY)


def numbers(of: Asked, code: str) -> Mapping[str, list[int]]:
    found = queries.figures_of(queries.table_called(code), of)
    return {
        title: [cell.number for cell in cells]
        for title, cells in found.rows
        if any(cell.number for cell in cells)
    }


def told(cast: Cast, role: str, **values) -> None:
    Person.objects.filter(pk=cast.people[role].pk).update(**values)


def join(cast: Cast, name: str, since: date, *, unit: str = "branch") -> Person:
    """A probationary member who joined the unit on a day."""
    number = f"N{Person.objects.count()}"
    person = Person.objects.create(name=name, pinyin=name, employee_number=number)
    Affiliation.objects.create(
        person=person, unit=cast.units[unit], belonging="party", valid_from=since
    )
    PartyStanding.objects.create(
        person=person, standing="probationary", valid_from=since
    )
    return person


def test_members_by_standing_sex_and_nation(cast: Cast) -> None:
    told(cast, "member", gender="f", nation="满族")
    told(cast, "branch_secretary", gender="m", nation="汉族")
    join(cast, "新人", TODAY - timedelta(days=9))
    assert numbers(asked(cast, "branch"), "members_by_standing") == {
        "All": [6, 1, 1, 1],
        "Full members": [5, 1, 1, 0],
        "Probationary members": [1, 0, 0, 1],
        "Men": [1, 0, 0, 0],
        "Women": [1, 1, 1, 0],
        "Sex not entered": [4, 0, 0, 1],
        "Han": [1, 0, 0, 0],
        "Ethnic minorities": [1, 1, 1, 0],
        "Ethnic group not entered": [4, 0, 0, 1],
    }


@pytest.mark.parametrize(
    ("birth", "row"),
    [
        (date(1996, 11, 23), "30 and younger"),
        (date(1995, 11, 24), "30 and younger"),
        (date(1995, 11, 23), "31 to 35"),
        (date(1965, 11, 24), "56 to 60"),
        (date(1965, 11, 23), "61 and older"),
    ],
)
def test_whole_years_on_the_day(cast: Cast, birth: date, row: str) -> None:
    told(cast, "member", birth_on=birth)
    found = numbers(asked(cast, "branch"), "members_by_age")
    assert found == {
        "All": [5, 0, 0, 0],
        row: [1, 0, 0, 0],
        "Birth not entered": [4, 0, 0, 0],
    }


@pytest.mark.parametrize(
    ("education", "row"),
    [
        ("大学本科", "University"),
        ("硕士研究生", "Postgraduate"),
        ("大学专科", "College"),
        ("大专", "College"),
        ("中专", "Secondary vocational"),
        ("职业高中", "Secondary vocational"),
        ("高中", "Senior secondary"),
        ("初中", "Junior secondary and lower"),
    ],
)
def test_education_as_people_write_it_is_counted_once(
    cast: Cast, education: str, row: str
) -> None:
    told(cast, "member", education=education)
    found = numbers(asked(cast, "branch"), "members_by_education")
    assert {title: line[ALL] for title, line in found.items()} == {
        "All": 5,
        row: 1,
        "Education not entered": 4,
    }


def test_years_count_from_full_membership(cast: Cast) -> None:
    cast.people["member"].standings.update(valid_from=date(1990, 7, 1))
    join(cast, "新人", TODAY)
    found = numbers(asked(cast, "branch"), "members_by_years")
    assert {title: line[ALL] for title, line in found.items()} == {
        "Full members": 5,
        "5 to 9 years": 4,
        "30 to 39 years": 1,
    }


def test_changes_of_the_year(cast: Cast) -> None:
    year = date(2026, 1, 1)
    join(cast, "发展", year + timedelta(days=40))
    join(cast, "去年发展", year - timedelta(days=40))
    became = cast.people["discipline_officer"]
    became.standings.update(valid_from=year + timedelta(days=60))
    PartyStanding.objects.create(
        person=became,
        standing="probationary",
        valid_from=LONG_AGO,
        valid_to=year + timedelta(days=60),
    )
    moved, day = cast.people["member"], year + timedelta(days=90)
    moved.affiliations.filter(belonging="party").update(valid_to=day)
    Affiliation.objects.create(
        person=moved, unit=cast.units["other"], belonging="party", valid_from=day
    )
    Situation.objects.create(
        person=cast.people["sub_clerk"], circumstance="deceased", valid_from=day
    )
    expected = {
        "branch": {"admitted": 1, "full": 1, "out": 1, "died": 1},
        "other": {"in": 1},
        "root": {"admitted": 1, "full": 1, "died": 1},
    }
    names = {
        "Admitted as probationary members": "admitted",
        "Became full members": "full",
        "Came from elsewhere": "in",
        "Went elsewhere": "out",
        "Died": "died",
    }
    assert {
        unit: {
            names[title]: line[ALL]
            for title, line in numbers(asked(cast, unit), "changes").items()
        }
        for unit in expected
    } == expected


def test_the_deceased_are_no_members_any_more(cast: Cast) -> None:
    Situation.objects.create(
        person=cast.people["sub_clerk"], circumstance="deceased", valid_from=TODAY
    )
    then = TODAY - timedelta(days=1)
    found = {
        day: numbers(asked(cast, "branch", day), "members_by_standing")["All"][ALL]
        for day in (then, TODAY)
    }
    assert found == {then: 5, TODAY: 4}


def test_units_by_committee_and_term(cast: Cast) -> None:
    ends = TODAY + timedelta(days=900)
    Term.objects.create(
        unit=cast.units["branch"],
        elected_on=TODAY - timedelta(days=100),
        ends_on=ends,
        due_first=ends,
    )
    late = TODAY - timedelta(days=1)
    Term.objects.create(
        unit=cast.units["other"], elected_on=LONG_AGO, ends_on=late, due_first=late
    )
    assert numbers(asked(cast), "units") == {
        "All": [4, 2, 0, 2],
        "With a committee": [2, 1, 0, 1],
        "Without a committee": [2, 1, 0, 1],
        "In term": [1, 0, 0, 1],
        "Term overdue": [1, 0, 0, 1],
        "Term not noted": [2, 2, 0, 0],
    }
    assert numbers(asked(cast), "branches_by_size") == {
        "All": [2, 1, 1],
        "3 to 6": [2, 1, 1],
    }


def test_the_tree_is_that_of_the_day(cast: Cast) -> None:
    """The branch stood under the root until it came under the company."""
    moved = date(2026, 6, 1)
    branch = cast.units["branch"]
    Placement.objects.filter(unit=branch).update(valid_from=moved)
    Placement.objects.create(
        unit=branch, parent=cast.units["root"], valid_from=LONG_AGO, valid_to=moved
    )
    then = moved - timedelta(days=1)
    found = {
        (unit, day): numbers(asked(cast, unit, day), "members_by_standing").get(
            "All", [0]
        )[ALL]
        for unit in ("root", "sub")
        for day in (then, moved)
    }
    assert found == {
        ("root", then): 11,
        ("root", moved): 11,
        ("sub", then): 0,
        ("sub", moved): 5,
    }


def test_restricted_units_are_in_no_number_whoever_asks(cast: Cast) -> None:
    cast.units["branch"].is_restricted = True
    cast.units["branch"].save()
    for day in (TODAY, TODAY - timedelta(days=1)):
        found = numbers(asked(cast, "root", day, "secretary"), "members_by_standing")
        assert found["All"] == [6, 0, 0, 0]
    found = numbers(asked(cast), "branches_by_size")
    assert found == {"All": [1, 0, 1], "3 to 6": [1, 0, 1]}
    assert cast.units["branch"] not in queries.units_to_choose(cast.actor("clerk"))


def test_of_restricted_units_the_group_has_two_numbers(cast: Cast) -> None:
    """For those alone who see all of them; below the top they would tell of one unit."""
    assert left_out(cast) is None
    cast.units["branch"].is_restricted = True
    cast.units["branch"].save()
    assert left_out(cast) == queries.LeftOut(units=1, members=5)
    assert left_out(cast, on=LONG_AGO - timedelta(days=1)) is None
    assert left_out(cast, "sub", role="sub_clerk") is None
    assert left_out(cast, role="organiser") == left_out(cast)
    assert left_out(cast, role="sub_clerk") is None


def left_out(
    cast: Cast, unit: str = "root", *, on: date = TODAY, role: str = "clerk"
) -> queries.LeftOut | None:
    of = asked(cast, unit, on, role)
    return queries.left_out_of(of, actor=cast.actor(role))


def test_what_is_drawn_are_the_parts_of_a_whole(cast: Cast) -> None:
    table = queries.table_called("members_by_standing")
    figures = queries.figures_of(table, asked(cast, "branch"))
    assert (figures.wholes, figures.is_drawn) == ({0}, True)
    nobody = queries.figures_of(table, asked(cast, "branch", date(2019, 1, 1)))
    assert not nobody.is_drawn


@pytest.mark.parametrize("code", list(rulebook.statistical_tables()))
def test_each_number_is_the_number_of_its_rows(cast: Cast, code: str) -> None:
    told(cast, "member", gender="f", nation="满族", birth_on=date(1990, 1, 1))
    join(cast, "新人", TODAY - timedelta(days=9))
    table, of = queries.table_called(code), asked(cast)
    for _title, cells in queries.figures_of(table, of).rows:
        for cell in cells:
            rows = queries.rows_behind(table, cell.row, cell.column, of)
            assert rows.count() == cell.number


def test_a_place_that_is_none_is_no_page(cast: Cast) -> None:
    for code, row, column in (("units", 99, 0), ("units", 0, 99), ("cats", 0, 0)):
        with pytest.raises(NotVisible):
            queries.rows_behind(queries.table_called(code), row, column, asked(cast))


def test_of_each_person_it_says_what_they_were_on_the_day(cast: Cast) -> None:
    then = TODAY - timedelta(days=30)
    standing = cast.people["member"].standings.get()
    standing.valid_from = TODAY
    standing.save()
    PartyStanding.objects.create(
        person=cast.people["member"],
        standing="probationary",
        valid_from=LONG_AGO,
        valid_to=TODAY,
    )
    of = asked(cast, "branch", then, "branch_secretary")
    rows = list(
        queries.rows_behind(queries.table_called("members_by_standing"), 2, 0, of)
    )
    queries.attach(rows, asked=of, actor=cast.actor("branch_secretary"))
    assert [
        (row.name, row.standing_then, row.unit_then, row.may_open) for row in rows
    ] == [("何秋实", "Probationary member", "检修一支部", True)]


@pytest.mark.parametrize("code", ["members_by_age", "units", "changes"])
def test_one_query_for_a_table_of_any_size(cast: Cast, code: str) -> None:
    of = asked(cast)
    with CaptureQueriesContext(connection) as found:
        queries.figures_of(queries.table_called(code), of)
    assert len(found) == 1


def test_a_day_to_come_is_asked_as_today(cast: Cast) -> None:
    assert asked(cast, on=TODAY + timedelta(days=5)).on == TODAY
