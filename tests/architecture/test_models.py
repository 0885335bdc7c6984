"""No field holds a status that the facts give."""

from django.apps import apps
from django.db import models

NEVER = {"status", "state", "done", "late", "progress", "percent"}


def our_models() -> list[type[models.Model]]:
    return [
        model for model in apps.get_models() if model.__module__.startswith("lianxin.")
    ]


def test_no_status_is_stored_outside_a_ledger() -> None:
    wrong = [
        str(field)
        for model in our_models()
        if not model.__name__.endswith("Ledger")
        for field in model._meta.get_fields()
        if NEVER & set(field.name.split("_"))
    ]
    assert wrong == []


def test_no_field_reads_the_clock() -> None:
    wrong = [
        str(field)
        for model in our_models()
        for field in model._meta.concrete_fields
        if getattr(field, "auto_now", False)
        or getattr(field, "auto_now_add", False)
        or (
            isinstance(field, models.DateField | models.DateTimeField)
            and callable(field.default)
            and field.has_default()
        )
    ]
    assert wrong == []


def test_every_model_says_what_it_is() -> None:
    wrong = [
        model.__name__
        for model in our_models()
        if not model.__doc__ or model.__doc__.startswith(f"{model.__name__}(")
    ]
    assert wrong == []
