"""Queries asked in remembered words find what Django's own find."""

from datetime import UTC, date, datetime
from typing import Any, cast

import pytest
from django.db import connection, transaction
from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, base
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from lianxin.base.accounts.models import User
from lianxin.base.imports.models import Import
from lianxin.base.remembered import Exists, Subquery, prepared, shapes, words
from lianxin.base.remembered.rows import told
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.units.models import Unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def _units() -> None:
    words._kept.clear()
    root = _unit("Group", "1/", None)
    for number in range(4):
        _unit(f"Branch {number} 100%", f"1/{number + 2}/", root)


def _unit(name: str, path: str, parent: Unit | None) -> Unit:
    return Unit.objects.create(
        kind="branch", name=name, path=path, parent=parent, founded_on=DAY
    )


def _plain(rows: Any) -> QuerySet[Any]:
    """The same rows as Django alone asks for them."""
    made: QuerySet[Any] = shapes.replayed(rows.record)
    return made


def _shapes(name: str, parent: Unit, numbers: list[int]) -> list[QuerySet[Any]]:
    units = Unit.objects.all()
    below = Unit.objects.filter(parent=OuterRef("pk"), name__contains=name)
    return [
        units.filter(name=name).order_by("pk"),
        units.filter(name__startswith=name, parent=parent).order_by("-pk"),
        units.filter(pk__in=numbers).order_by("pk"),
        units.exclude(name__icontains=name).order_by("pk"),
        units.filter(~Q(name=name) | Q(parent=parent, founded_on__gte=DAY)).order_by(
            "pk"
        ),
        units.filter(parent__name__endswith=name).select_related("parent"),
        units.filter(pk__gt=0, name__gte=name).order_by("pk")[1:3],
        units.filter(pk__in=Unit.objects.filter(name=name).values("pk")),
        units.filter(Exists(below)).order_by("pk"),
        units.filter(~Exists(below), founded_on__range=(DAY, DAY)).order_by("pk"),
        units.annotate(
            first=Subquery(below.order_by("pk").values("name")[:1])
        ).order_by("pk"),
        units.annotate(n=Count("pk", filter=Q(name=name))).order_by("pk"),
        units.filter(path=F("path"), parent=None).values_list("pk", "name"),
        units.filter(name__lt=name).order_by("pk").values_list("pk", flat=True),
        units.filter(name=name, parent__name=name).order_by("pk"),
        units.filter(founded_on__year=2026, name=name).order_by("pk"),
        units.filter(pk__in=[]) | units.filter(name=name),
        units.distinct()
        .filter(name=name)
        .order_by(F("name").desc(nulls_last=True), "pk"),
    ]


def test_every_shape_finds_what_django_finds_for_other_values_too() -> None:
    root = Unit.objects.get(parent=None)
    some = list(Unit.objects.values_list("pk", flat=True).order_by("pk"))
    for name, parent, numbers in (
        ("Branch 1 100%", root, some[:2]),
        ("100%", root, some[1:3]),
        ("Group", Unit.objects.get(name__startswith="Branch 3"), some[3:5]),
        ("", root, [0, -1]),
    ):
        for rows in _shapes(name, parent, numbers):
            if getattr(rows, "record", None) is None:
                continue
            expected = list(_plain(rows))
            counted, exists = _plain(rows).count(), _plain(rows).exists()
            assert (rows.count(), rows.exists(), list(rows)) == (
                counted,
                exists,
                expected,
            )


def test_a_shape_is_written_once() -> None:
    assert Unit.objects.filter(name="Group").first() is not None
    written = set(words._kept)
    assert Unit.objects.filter(name="Branch 1 100%").first() is not None
    assert set(words._kept) == written


def test_no_row_is_kept() -> None:
    assert Unit.objects.filter(name="Later").count() == 0
    _unit("Later", "1/9/", None)
    assert Unit.objects.filter(name="Later").count() == 1


def test_learning_asks_the_database_nothing_more() -> None:
    with CaptureQueriesContext(connection) as asked:
        Unit.objects.filter(name="Group").count()
        list(Unit.objects.filter(name="Group"))
        Unit.objects.filter(name="Group").exists()
    assert len(asked) == 3


def test_what_comes_later_does_not_change_what_was_noted() -> None:
    numbers = [Unit.objects.get(name="Group").pk]
    rows = Unit.objects.filter(pk__in=numbers)
    numbers.clear()
    assert [unit.name for unit in rows] == ["Group"]


def test_one_row_or_an_error_that_says_how_many() -> None:
    assert Unit.objects.get(name="Group").name == "Group"
    with pytest.raises(Unit.DoesNotExist):
        Unit.objects.get(name="Nobody")
    with pytest.raises(Unit.MultipleObjectsReturned, match="returned 4"):
        Unit.objects.get(name__startswith="Branch")


def test_equal_values_by_chance_stay_two_conditions() -> None:
    group = Unit.objects.get(name="Group")
    assert Unit.objects.filter(name="Group").filter(name="Group").count() == 1
    assert Unit.objects.filter(name="Group").filter(name="Branch").count() == 0
    assert group.name == "Group"


def test_numbers_that_no_row_can_have_find_nothing() -> None:
    assert list(Unit.objects.filter(pk=1)) != [] or Unit.objects.exists()
    assert list(Unit.objects.filter(pk=10**30)) == []
    with pytest.raises(ValueError, match="expected a number"):
        list(Unit.objects.filter(pk="one"))


def test_rows_that_were_fetched_before_come_with_others() -> None:
    group = Unit.objects.get(name="Group")
    with CaptureQueriesContext(connection) as asked:
        people = Person.objects.prefetch_related(
            Prefetch("affiliations", Affiliation.objects.filter(unit=group))
        )
        assert list(people) == []
    assert len(asked) == 1


def test_lists_within_conditions_are_fixed_too() -> None:
    names = ["Group"]
    rows = Unit.objects.filter(Q(name__in=names) | Q(path="none"))
    names.append("Branch 1 100%")
    assert rows.count() == 1


def test_changing_rows_is_djangos() -> None:
    rows = Unit.objects.filter(name="Group")
    assert rows.update(short_name="G") == 1
    assert rows.filter(short_name="G").count() == 1
    assert User.objects.filter(username="nobody").delete() == (0, {})


def test_values_that_cannot_be_told_apart_are_left_to_django():
    kept = Import.objects.create(
        name="a.xlsx",
        size=1,
        unit=1,
        person=1,
        dropped_at=datetime(2026, 1, 1, tzinfo=UTC),
        problems=[{"code": "empty"}],
    )
    rows = Import.objects.filter(problems__in=[[{"code": "empty"}], []])
    assert list(rows) == [kept]


def test_rows_that_come_with_others_are_asked_in_remembered_words() -> None:
    root = Unit.objects.get(parent=None)
    rows = Unit.objects.prefetch_related("children").filter(pk=root.pk)
    assert len(rows.get().children.all()) == 4
    written = set(words._kept)
    assert len(rows.get().children.all()) == 4
    assert root.children.filter(name="Branch 1 100%").using("default").count() == 1
    assert written < set(words._kept)  # the last one; the others were known
    assert None not in words._kept.values()


def test_objects_are_as_django_makes_them() -> None:
    for rows in (
        Unit.objects.select_related("parent__parent").order_by("pk"),
        Unit.objects.defer("founded_on").annotate(n=Count("children")).order_by("pk"),
        Unit.objects.only("name", "parent__name").select_related("parent"),
    ):
        ours, theirs = list(rows), list(_plain(rows))
        assert list(map(told, ours)) == list(map(told, theirs))
        assert len(ours) == 5


def test_a_model_that_does_more_when_it_is_made_is_made_by_django() -> None:
    listens = cast("Any", base).post_init
    listens.connect(_hear, sender=Unit)
    try:
        heard = words.words_for(Unit.objects.filter(name="Group").record, connection)
    finally:
        listens.disconnect(_hear, sender=Unit)
    unheard = words.words_for(Unit.objects.filter(path="1/").record, connection)
    assert heard is not None
    assert unheard is not None
    assert (heard.reader is None, unheard.reader is None) == (True, False)


def _hear(**_: object) -> None:
    """Anything at all that is told of each object."""


def test_whoever_listens_hears_the_same_as_is_told_when_nobody_does() -> None:
    rows = Unit.objects.filter(name="Branch 1 100%")
    unheard = (list(rows.all()), rows.count(), rows.exists())
    with CaptureQueriesContext(connection) as captured:
        heard = (list(rows.all()), rows.count(), rows.exists())
    assert heard == unheard
    assert len(captured) == 3


def test_a_broken_transaction_is_no_place_to_ask() -> None:
    rows = Unit.objects.filter(name="Group")
    assert rows.count() == 1
    connection.needs_rollback = True
    try:
        with pytest.raises(TransactionManagementError):
            rows.count()
    finally:
        connection.needs_rollback = False


def test_rows_are_held_in_remembered_words_too() -> None:
    for name in ("Group", "Branch 1 100%"):
        rows = Unit.objects.select_for_update(no_key=True).filter(name=name)
        assert [unit.name for unit in rows] == [name]
    (kept,) = words._kept.values()
    assert kept is not None
    holds = connection.features.has_select_for_update
    assert ("FOR NO KEY UPDATE" in kept.sql) == holds


@pytest.mark.django_db(transaction=True)
def test_rows_are_held_within_a_transaction_only() -> None:
    rows = Unit.objects.select_for_update().filter(name="Group")
    with transaction.atomic():
        assert len(rows.all()) == 1
    if connection.features.has_select_for_update:
        with pytest.raises(TransactionManagementError):
            len(rows.all())


def test_marks_of_parameters_are_numbered_for_postgresql() -> None:
    words_of_django = "a = %s AND b LIKE '%%s%%' AND c IN (%s, %s)"
    assert prepared._numbered(words_of_django) == (
        "a = $1 AND b LIKE '%s%' AND c IN ($2, $3)"
    )


def test_postgresql_prepares_words_that_it_understands_alone() -> None:
    unfit = words.words_for(Unit.objects.filter(name="Group").record, connection)
    assert unfit is not None
    unfit._is_prepared = False
    for _ in range(3):
        assert Unit.objects.get(name="Branch 1 100%").name == "Branch 1 100%"
        assert Unit.objects.filter(name="Group").count() == 1
        assert [unit.name for unit in Unit.objects.filter(name="Group")] == ["Group"]
    asked = words.words_for(
        Unit.objects.filter(name="Group").record, connection, "count"
    )
    assert asked is not None
    if connection.vendor != "postgresql":
        assert (unfit._is_prepared, asked._is_prepared) == (False, None)
        return
    assert (unfit._is_prepared, asked._is_prepared) == (False, True)
    theirs: Any = connection.connection
    assert theirs.cursor_factory is not prepared.Preparing
    known = [query.decode() for query, _ in theirs._prepared._names]
    assert [query.count("$1") for query in known if "COUNT" in query] == [1]
    assert prepared.can_be_prepared("SELECT %s = 1", (1,), connection)
    # What a parameter is that nothing is said about, the server cannot tell.
    assert not prepared.can_be_prepared(
        "SELECT 1 WHERE %s IS NULL", (None,), connection
    )
    assert Unit.objects.filter(name="Group").exists()  # the transaction goes on
