"""A foreign key that leaves its app points down, leaves no trace above, protects."""

from pathlib import Path

from django.apps import apps
from django.db import models

from tests.architecture.source import SOURCE, home_of, may_name


def keys_that_leave_their_app() -> list[tuple[models.Field, type[models.Model]]]:
    return [
        (field, field.related_model)
        for model in apps.get_models()
        if model.__module__.startswith("lianxin.")
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete
        if field.related_model._meta.app_label != model._meta.app_label
    ]


def home(model: type[models.Model]) -> tuple[str, str]:
    return home_of(SOURCE.joinpath(*model.__module__.split(".")[1:]) / "x.py")


def test_they_exist() -> None:
    assert keys_that_leave_their_app()


def test_they_point_down() -> None:
    wrong = [
        str(field)
        for field, target in keys_that_leave_their_app()
        if not may_name(home(field.model), home(target))
    ]
    assert wrong == []


def test_they_leave_no_name_on_the_lower_model() -> None:
    wrong = [
        str(field)
        for field, _ in keys_that_leave_their_app()
        if not field.remote_field.hidden
    ]
    assert wrong == []


def test_they_protect() -> None:
    """Of many to many, the keys of the model in between are what protects."""
    wrong = [
        str(field)
        for field, _ in keys_that_leave_their_app()
        if not field.many_to_many and field.remote_field.on_delete is not models.PROTECT
    ]
    assert wrong == []


def test_home_of_a_model() -> None:
    assert home_of(SOURCE / "org" / "units" / "models.py") == ("org", "units")
    assert home_of(Path(SOURCE / "site" / "urls.py")) == ("site", "")
