"""`lianxin demo`: only into an empty database, only as a demo."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings

from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit
from tests.cast import Cast
from tests.site.places import LIANXIN, ROOT, Place


def test_it_refuses_outside_the_demo(db: None) -> None:
    with pytest.raises(CommandError, match="LIANXIN_DEMO=1"):
        call_command("demo")
    assert Unit.objects.count() == 0


@override_settings(DEMO=True)
def test_it_refuses_a_database_that_is_not_empty(cast: Cast) -> None:
    before = Person.objects.count()
    with pytest.raises(CommandError, match="already has units"):
        call_command("demo")
    assert Person.objects.count() == before


@pytest.mark.no_database
def test_it_makes_the_tables_of_a_new_database(tmp_path: Path) -> None:
    place = Place(tmp_path / "data")
    subprocess.run(  # noqa: S603 -- our own program
        [str(LIANXIN), "demo", "--people", "600"],
        env=os.environ | place.environment | {"LIANXIN_DEMO": "1"},
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    with closing(sqlite3.connect(place.folder / "lianxin.sqlite3")) as database:
        [(people,)] = database.execute("SELECT COUNT(*) FROM people_person")
    assert abs(people - 600) <= 10
