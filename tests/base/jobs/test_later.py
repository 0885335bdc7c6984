"""Work is handed over once what it is about is stored, and not before its time."""

from datetime import timedelta

import pytest
from django_tasks import task_backends

from lianxin.base.jobs.operations import later
from lianxin.kernel.actor import Ref
from tests.cast import AT


@pytest.mark.django_db
def test_a_job_waits_until_its_time(
    django_capture_on_commit_callbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    enqueued: list[object] = []

    def enqueue(task, args, kwargs) -> None:
        enqueued.append((task.name, task.run_after, kwargs))

    monkeypatch.setattr(task_backends["default"], "enqueue", enqueue)
    with django_capture_on_commit_callbacks(execute=True):
        later("people.fill_keys", Ref("people.person", 7))
        later("imports.prune", not_before=AT + timedelta(minutes=5))
        assert enqueued == []
    assert enqueued == [
        ("fill_keys", None, {"kind": "people.person", "id": 7}),
        ("prune", AT + timedelta(minutes=5), {}),
    ]
