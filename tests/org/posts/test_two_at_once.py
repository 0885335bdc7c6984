"""Two clerks at once: the second is told, and neither waits for ever.

On SQLite one writes after the other; there the tests with what was read before do.
"""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import translation

from lianxin.org.people.models import Affiliation
from lianxin.org.people.operations import affiliate
from lianxin.org.posts.operations import dissolve_with_people
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import move_unit, rebuild_paths
from tests.cast import AT, TODAY, Cast, found

pytestmark = pytest.mark.postgresql


def at_once(*acts: Callable[[], None]) -> list[str]:
    """Do them each by a connection of its own; what was refused, in any order."""
    said: list[str] = []

    def done(act: Callable[[], None]) -> None:
        try:
            with translation.override("en"):
                act()
        except ValidationError as error:
            said.extend(error.messages)
        finally:
            connection.close()

    threads = [Thread(target=done, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    return said


def end(cast: Cast, unit: Unit, into: Unit | None = None) -> None:
    dissolve_with_people(
        unit,
        dissolved_on=TODAY,
        version=1,
        basis="决定",
        into=into,
        actor=cast.actor("clerk"),
        at=AT,
    )


def test_nobody_comes_into_a_unit_while_it_is_ended(cast: Cast, transactional_db):
    unit, clerk = found("branch", "空支部", cast.units["sub"]), cast.actor("clerk")
    ended, person = Event(), cast.people["employee"]

    def dissolve() -> None:
        with transaction.atomic():
            end(cast, unit)
            ended.set()

    def enter() -> None:
        ended.wait(30)
        values = {"unit": unit, "belonging": "staff", "valid_from": TODAY}
        affiliate(person, actor=clerk, at=AT, **values)

    assert "This unit ends on 2026-11-23" in at_once(dissolve, enter)[0]
    assert not Affiliation.objects.filter(unit=unit).exists()


def test_two_are_not_merged_into_each_other(cast: Cast, transactional_db):
    one, other = (found("branch", name, cast.units["sub"]) for name in "甲乙")
    said = at_once(lambda: end(cast, one, other), lambda: end(cast, other, one))
    assert len(said) == 1
    assert "ends on 2026-11-23 itself" in said[0]


def test_two_are_not_moved_below_each_other(cast: Cast, transactional_db):
    clerk = cast.actor("clerk")
    units = [found("committee", name, cast.units["root"]) for name in "甲乙"]

    def move(unit: Unit, parent: Unit) -> None:
        common = {"valid_from": TODAY, "version": 1, "actor": clerk, "at": AT}
        move_unit(unit, parent=parent, **common)

    said = at_once(lambda: move(*units), lambda: move(*reversed(units)))
    assert said == ["A unit cannot stand below itself; choose another unit."]
    assert rebuild_paths(today=TODAY) == 0
