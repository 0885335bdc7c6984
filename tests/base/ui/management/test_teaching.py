"""A command over a database that was not brought up to date says what to do."""

from pathlib import Path

import pytest

from tests.site.places import Place

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize("command", ["rebuild", "log", "work --once"])
def test_a_database_without_tables_is_told_in_a_sentence(
    command: str, tmp_path: Path
) -> None:
    ran = Place(tmp_path).lianxin(*command.split())
    assert ran.returncode == 1
    assert "lianxin migrate" in ran.stderr
    assert "Traceback" not in ran.stderr
