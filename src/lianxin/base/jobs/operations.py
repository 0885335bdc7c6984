"""Handing work to the job worker, by name, once the transaction has committed."""

from functools import partial

from django.apps import apps
from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks.base import Task

from lianxin.kernel.actor import Ref


def later(name: str, ref: Ref | None = None) -> None:
    """Run ``<app label>.<task>`` on commit, with the reference's kind and id.

    The task lives in the app's `tasks.py`. A name that does not exist raises
    ImportError at once, not on commit.
    """
    task = task_named(name)
    arguments = {} if ref is None else {"kind": ref.kind, "id": ref.id}
    transaction.on_commit(partial(task.enqueue, **arguments))


def task_named(name: str) -> "Task[..., object]":
    """The task with this name; ImportError where there is none."""
    label, _, task = name.partition(".")
    package = apps.get_app_config(label).name
    found: Task[..., object] = import_string(f"{package}.tasks.{task}")
    return found
