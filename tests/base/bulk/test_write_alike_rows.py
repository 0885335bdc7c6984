"""Whatever stands in rows that are written at once comes out as it was given."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lianxin.base.bulk.rows import write_alike_rows, write_rows
from lianxin.org.people.models import Person, Situation
from tests.cast import Cast

NAMES = ("person_id", "circumstance", "valid_from", "valid_to", "place", "basis")
ROLES = ("member", "employee", "secretary")
# What a text copied into a database may be taken for: ends, signs of nothing, marks.
NASTY = (
    "",
    "\\N",
    "\\",
    "\\\\",
    "\\.",
    "\\t\t",
    "\n\\n",
    "\r\n",
    "a\tb",
    '"quoted, \'twice"',
    "NULL",
    "\x01\x08\x0b\x1f\x7f",
    "😀𠀀㛃㭎𫖯𬭩",
    "é\u0301\u200b\u2028\ufeff",
    "%s %(x)s {}",
)
WORDS = st.one_of(
    st.sampled_from(NASTY),
    st.text(
        st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=40
    ),
    st.text(st.sampled_from("\\tnrN.\t\n\r\b'\"%𠀀"), max_size=20),
)
ALIKE = st.tuples(
    st.sampled_from([date(1949, 10, 1), date(2024, 2, 29), date(9999, 12, 31)]),
    st.booleans(),
    WORDS,
    WORDS,
)


@st.composite
def tables(draw: st.DrawFn) -> Sequence[tuple[str, Sequence[object]]]:
    """Rows of whom each names one of few lists of values, some of them no other does."""
    alike = [
        (f"kind {number}", day, None if is_open else date.max, place, basis)
        for number, (day, is_open, place, basis) in enumerate(
            draw(st.lists(ALIKE, min_size=1, max_size=6))
        )
        if is_open or day < date.max
    ]
    return [
        (role, values)
        for values in alike
        for role in ROLES
        if draw(st.booleans()) or role == "member"
    ]


def stored() -> Sequence[tuple[object, ...]]:
    return sorted(Situation.objects.values_list(*NAMES), key=str)


PROPERTY = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@PROPERTY
@given(rows=tables())
@example(
    rows=[
        ("member", ("kind 0", date(2020, 1, 1), None, place, "\\N\t\\\n\r"))
        for place in NASTY[:1]
    ]
)
def test_rows_that_are_alike(cast: Cast, rows) -> None:
    Situation.objects.all().delete()
    numbers = {role: cast.people[role].pk for role in ROLES}
    given_rows = [(numbers[role], values) for role, values in rows]
    write_alike_rows(Situation, NAMES, given_rows)
    assert stored() == sorted([(n, *values) for n, values in given_rows], key=str)


@PROPERTY
@given(rows=tables())
def test_rows_each_of_its_own(cast: Cast, rows) -> None:
    Situation.objects.all().delete()
    wanted = [(cast.people[role].pk, *values) for role, values in rows]
    write_rows(Situation, NAMES, wanted)
    assert stored() == sorted(wanted, key=str)


@pytest.mark.parametrize("text", NASTY)
def test_it_is_what_django_would_have_stored(cast: Cast, text: str) -> None:
    values = ("mobile", date(2020, 1, 1), None, text, text)
    write_alike_rows(Situation, NAMES, [(cast.people["member"].pk, values)])
    made = Situation.objects.create(
        person=cast.people["employee"],
        circumstance="mobile",
        valid_from=date(2020, 1, 1),
        place=text,
        basis=text,
    )
    assert [made.place, made.basis] == list(
        Situation.objects.filter(person=cast.people["member"]).values_list(
            "place", "basis"
        )[0]
    )
    assert Situation.objects.filter(place=text, basis=text).count() == 2


def test_more_than_go_at_a_time(cast: Cast) -> None:
    """Five thousand rows are one batch; none is lost where one ends."""
    people = Person.objects.bulk_create(
        Person(name=f"人{number}", employee_number=f"B{number}")
        for number in range(5003)
    )
    values = ("mobile", date(2020, 1, 1), None, "江城\t市\\", "")
    write_alike_rows(Situation, NAMES, [(one.pk, values) for one in people])
    assert Situation.objects.filter(place="江城\t市\\").count() == 5003
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(DISTINCT person_id) FROM people_situation")
        assert cursor.fetchone() == (5003,)


def test_none_at_all(cast: Cast) -> None:
    write_alike_rows(Situation, NAMES, [])
    assert stored() == []
