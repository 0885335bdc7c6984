"""`lianxin check --deploy`: an open demo, keys that others read, a site without a name,
keys of another place."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.checks import run_checks

from lianxin.org.people.models import Contact, Person
from lianxin.site.keys import FILE

pytestmark = pytest.mark.no_database


@pytest.fixture
def production(db: None, settings: Any, tmp_path: Path) -> Path:
    """A set-up in which nothing of ours is wrong; its file of keys."""
    file = tmp_path / FILE
    file.write_text("{}")
    file.chmod(0o600)
    settings.DEMO, settings.LIANXIN_KEYS = False, tmp_path
    settings.ALLOWED_HOSTS = ["lianxin.example.cn"]
    return file


def found() -> list[str]:
    """The codes of our own checks that find something."""
    told = run_checks(include_deployment_checks=True)
    return [str(one.id) for one in told if str(one.id).startswith("lianxin.")]


def test_nothing_is_wrong(production: Path) -> None:
    assert found() == []


def test_an_open_demo(production: Path, settings: Any) -> None:
    settings.DEMO = True
    assert found() == ["lianxin.E001"]


def test_keys_that_others_read(production: Path) -> None:
    production.chmod(0o640)
    assert found() == ["lianxin.E002"]


def test_a_site_that_only_this_machine_reaches(production: Path, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    assert found() == ["lianxin.W001"]


def test_keys_of_another_place(production: Path, settings: Any) -> None:
    person = Person.objects.create(name="周明远", employee_number="T1")
    Contact.objects.create(person=person, phone="13900000000")
    assert found() == []
    settings.LIANXIN_FIELD_KEYS = (Fernet.generate_key().decode(),)
    assert found() == ["lianxin.E003"]
