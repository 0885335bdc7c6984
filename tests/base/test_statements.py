"""Queries put into words once: always the rows of now, and never another's."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.models import BigAutoField, CharField, Prefetch

from lianxin.base.accounts.models import User
from lianxin.base.statements import Given, Statement
from lianxin.org.units.models import Unit

pytestmark = pytest.mark.django_db


def account(name: str) -> User:
    return User.objects.create(
        username=name, created_at=datetime(2026, 1, 1, tzinfo=UTC)
    )


@Statement
def named():
    return User.objects.filter(username=Given("name", CharField())).order_by("pk")


def test_each_asking_has_its_own_values() -> None:
    first, second = account("first"), account("second")
    assert named(name="first") == [first]
    assert named(name="second") == [second]
    assert named(name="third") == []


def test_a_change_shows_at_once_and_rows_are_not_shared() -> None:
    account("first")
    (before,) = named(name="first")
    User.objects.filter(pk=before.pk).update(is_active=False)
    (after,) = named(name="first")
    assert (before.is_active, after.is_active) == (True, False)
    after.delete()
    assert named(name="first") == []


def test_the_query_is_built_once_and_asked_each_time(
    django_assert_num_queries,
) -> None:
    built = []

    def build():
        built.append(1)
        return User.objects.filter(pk=Given("number", BigAutoField()))

    statement = Statement(build)
    statement(number=1)
    with django_assert_num_queries(2):
        statement(number=1)
        statement(number=2)
    assert built == [1]


def test_what_hangs_on_a_row_is_read_for_these_rows() -> None:
    day = date(2026, 1, 1)
    root = Unit.objects.create(kind="committee", founded_on=day, path="0001/")
    statement = Statement(
        lambda: (
            Unit.objects.filter(pk=Given("number", BigAutoField()))
            .select_related("parent")
            .prefetch_related(Prefetch("names"))
        )
    )
    later = date(2026, 2, 1)
    root.names.create(name="First", short_name="A", valid_from=day, valid_to=later)
    (found,) = statement(number=root.pk)
    assert [name.name for name in found.names.all()] == ["First"]
    root.names.create(name="Second", short_name="B", valid_from=later)
    (again,) = statement(number=root.pk)
    assert {name.name for name in again.names.all()} == {"First", "Second"}


def test_text_is_a_value_and_never_a_part_of_the_query() -> None:
    account("first")
    assert named(name="' OR 1=1 --") == []


def test_a_query_that_finds_nothing_is_refused() -> None:
    statement = Statement(User.objects.none)
    with pytest.raises(ValueError, match="able to find"):
        statement()


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="name"):
        named()


@pytest.mark.postgresql  # a SQLite database in memory belongs to one thread
def test_several_threads_ask_at_once() -> None:
    """Each thread has a connection of its own, and so must each asking."""
    statement = Statement(lambda: User.objects.filter(pk=Given("n", BigAutoField())))

    def ask(number: int) -> int:
        try:
            return len(statement(n=-number))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(1, 20))) == [0] * 19
