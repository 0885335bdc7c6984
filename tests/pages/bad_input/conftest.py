"""One world for all tests of a module, and every form in it, opened once."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from lianxin.base.ui import clock
from lianxin.facts.records.models import Record
from lianxin.org.people.models import Affiliation, Person
from lianxin.work.goals.models import Goal
from lianxin.work.goals.operations import rebuild_ledger
from tests.cast import AT, LONG_AGO, TODAY, Cast, assemble
from tests.kept_rows import KeptRows
from tests.pages.asking import Sessions, client_with, sessions_of
from tests.pages.bad_input.forms_of_the_site import FORMS
from tests.pages.bad_input.sending import Sender
from tests.pages.world import World, assembled_world


class Senders(Mapping[str, Sender]):
    """Every form by the name of its address, opened when it is first asked for."""

    def __init__(self, world: World, sessions: Sessions) -> None:
        self._world, self._sessions = world, sessions
        self._opened: dict[str, Sender] = {}

    def __getitem__(self, name: str) -> Sender:
        if name not in self._opened:
            client = client_with(self._sessions, FORMS[name].role)
            self._opened[name] = Sender(name, self._world, client)
        return self._opened[name]

    def __iter__(self) -> Iterator[str]:
        return iter(FORMS)

    def __len__(self) -> int:
        return len(FORMS)


@pytest.fixture(scope="session")
def kept_forms(django_db_setup: None, django_db_blocker: Any) -> KeptRows[World]:
    """The world, with what each form needs so that it can be sent with success."""
    with django_db_blocker.unblock():
        return KeptRows(_world_of_forms)


@pytest.fixture(scope="module")
def world(kept_forms: KeptRows[World], django_db_blocker: Any) -> Iterator[World]:
    """That world, for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield kept_forms.put_in()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def senders(world: World, django_db_blocker: Any) -> Mapping[str, Sender]:
    """Every form, opened by who may send it; the sessions are there for all tests."""
    with django_db_blocker.unblock():
        return Senders(world, sessions_of(world))


@pytest.fixture
def sender(name: str, senders: Mapping[str, Sender], db: None) -> Sender:
    """The form of one address."""
    return senders[name]


def _world_of_forms() -> World:
    cast = assemble()
    made = assembled_world(cast)
    more = {
        "open_goal": _open_goal(cast).pk,
        "free_record": _free_record(cast).pk,
    }
    _somebody_without_account(cast)
    rebuild_ledger()
    return World(cast, {**made.numbers, **more})


def _open_goal(cast: Cast) -> Goal:
    return Goal.objects.create(
        unit=cast.units["branch"],
        giver=cast.units["sub"],
        given_by=cast.people["sub_clerk"],
        given_at=AT,
        given_on=TODAY - timedelta(days=10),
        text="安全培训",
        deadline=clock.today() + timedelta(days=30),
    )


def _free_record(cast: Cast) -> Record:
    return Record.objects.create(
        kind="party_day",
        unit=cast.units["branch"],
        took_place_on=TODAY - timedelta(days=4),
        topic="安全",
        recorded_by=cast.people["branch_secretary"],
        recorded_at=AT,
    )


def _somebody_without_account(cast: Cast) -> None:
    person = Person.objects.create(
        name="新来", pinyin="xin lai xl", employee_number="T099"
    )
    Affiliation.objects.create(
        person=person,
        unit=cast.units["workshop"],
        belonging="staff",
        valid_from=LONG_AGO,
    )
