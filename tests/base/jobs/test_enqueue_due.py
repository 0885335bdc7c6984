"""Periodic tasks are begun once for each period, whoever asks."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django_tasks import default_task_backend

from lianxin.base.jobs import operations
from lianxin.base.jobs.models import LastRun
from lianxin.base.journal import operations as journal
from lianxin.base.log import queries as log
from lianxin.kernel.actor import Ref, system_actor
from lianxin.org.units.events import UnitRenamed
from lianxin.site import wiring
from tests.cast import ACTION, AT

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def seal_each_minute(monkeypatch):
    monkeypatch.setattr(wiring, "PERIODIC", {"log.seal": MINUTE})


@pytest.fixture
def with_a_queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_every_periodic_task_exists():
    for name in wiring.PERIODIC:
        assert operations.task_named(name)


def test_a_task_is_begun_when_its_period_has_passed(seal_each_minute):
    assert operations.enqueue_due(at=AT) == ["log.seal"]
    assert operations.enqueue_due(at=AT + MINUTE - timedelta(seconds=1)) == []
    assert operations.enqueue_due(at=AT + MINUTE) == ["log.seal"]
    assert operations.enqueue_due(at=AT + MINUTE) == []


def test_of_two_workers_one_begins_it(seal_each_minute, monkeypatch):
    operations.enqueue_due(at=AT)
    seen_by_the_slower = dict(LastRun.objects.values_list("name", "at"))["log.seal"]
    assert operations.enqueue_due(at=AT + MINUTE) == ["log.seal"]
    assert not operations._claim("log.seal", seen_by_the_slower, at=AT + MINUTE)
    assert not operations._claim("log.seal", None, at=AT + MINUTE)


def test_it_is_handed_over_with_the_transaction(
    seal_each_minute, django_capture_on_commit_callbacks
):
    default_task_backend.clear()
    with django_capture_on_commit_callbacks(execute=True):
        operations.enqueue_due(at=AT)
    assert [r.task.name for r in default_task_backend.results] == ["seal"]


@pytest.mark.django_db(transaction=True)
def test_the_worker_begins_what_is_due_and_empties_the_queue(with_a_queue):
    journal.write(
        UnitRenamed(
            subject=Ref("units.unit", 1),
            actor=system_actor("tests.job", ACTION),
            at=AT,
        )
    )
    call_command("work", once=True)
    assert log.verify() == log.Check(entries=1, seals=1)
    assert set(LastRun.objects.values_list("name", flat=True)) == set(wiring.PERIODIC)
