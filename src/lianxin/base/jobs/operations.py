"""Handing work to the job worker, by name, once the transaction has committed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks.base import Task

from lianxin.base.jobs.models import LastRun
from lianxin.kernel.actor import Ref


def later(
    name: str, ref: Ref | None = None, *, not_before: datetime | None = None
) -> None:
    """Run ``<app label>.<task>`` on commit, with the reference's kind and id.

    Where `not_before` is given it waits until then, whatever becomes of this process.
    The task lives in the app's `tasks.py`. A name that does not exist raises
    ImportError at once, not on commit.
    """
    task = task_named(name)
    if not_before is not None:
        task = task.using(run_after=not_before)
    arguments = {} if ref is None else {"kind": ref.kind, "id": ref.id}
    transaction.on_commit(partial(task.enqueue, **arguments))


def task_named(name: str) -> "Task[..., object]":
    """The task with this name; ImportError where there is none."""
    label, _, task = name.partition(".")
    package = apps.get_app_config(label).name
    found: Task[..., object] = import_string(f"{package}.tasks.{task}")
    return found


def enqueue_due(*, at: datetime) -> list[str]:
    """Hand over every periodic task whose period has passed; return their names.

    The periods stand in `PERIODIC` of ``site/wiring.py``. However many workers ask,
    each run is handed over once: who changes the row has won.
    """
    began = dict(LastRun.objects.values_list("name", "at"))
    due = [
        name
        for name, period in _periodic().items()
        if name not in began or at - began[name] >= period
    ]
    return [name for name in due if _claim(name, began.get(name), at=at)]


@transaction.atomic
def _claim(name: str, before: datetime | None, *, at: datetime) -> bool:
    if before is None:
        _row, is_mine = LastRun.objects.get_or_create(name=name, defaults={"at": at})
    else:
        is_mine = bool(LastRun.objects.filter(name=name, at=before).update(at=at))
    if is_mine:
        later(name)
    return is_mine


def _periodic() -> Mapping[str, timedelta]:
    found: Mapping[str, timedelta] = import_string(settings.LIANXIN_PERIODIC)
    return found
