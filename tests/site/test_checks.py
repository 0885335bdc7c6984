"""`lianxin check --deploy`: an open demo, keys that others read, a site without a name."""

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks

from lianxin.site.keys import FILE

pytestmark = pytest.mark.no_database


@pytest.fixture
def production(settings: Any, tmp_path: Path) -> Path:
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
