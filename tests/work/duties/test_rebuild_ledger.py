"""The ledger is made anew while people go on recording."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from lianxin.base.remembered import words
from lianxin.work.duties import operations, queries
from lianxin.work.duties.models import DutyLedger
from lianxin.work.duties.operations import rebuilding
from tests.cast import TODAY, Cast
from tests.facts.records.meetings import DAY, meeting
from tests.on_disk import address_of_the_database
from tests.work.duties.test_ledger import differences

ROOT = Path(__file__).resolve().parents[3]
MEETINGS = 12
MEANWHILE = """
import multiprocessing

import django

django.setup()
from lianxin.work.duties.operations import rebuilding
from tests.cast import TODAY, assemble
from tests.work.duties.test_ledger import differences
from tests.work.duties.test_rebuild_ledger import record_one_after_the_other

rebuilding.AT_ONCE = 1
rebuilding.os.cpu_count = lambda: 2
cast = assemble()
rebuilding.leave_connections()
recording = multiprocessing.Process(target=record_one_after_the_other, args=[cast])
recording.start()
number = 0
while recording.is_alive() or not number:
    number = rebuilding.rebuild_ledger(today=TODAY)
print(recording.exitcode, number, differences(TODAY))
"""


def record_one_after_the_other(cast: Cast) -> None:
    for number in range(MEETINGS):
        meeting(cast, took_place_on=DAY.replace(month=number % 10 + 1))


def recorded_while_it_reads(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where the ledger is wrong after somebody recorded while the units were read."""
    monkeypatch.setattr(connection.features, "has_select_for_update", False)
    # Words that hold rows are not those of a database that cannot.
    monkeypatch.setattr(words, "_kept", {})
    read = queries.all_asked_of

    def and_then_record(*args, **kwargs):
        found = read(*args, **kwargs)
        monkeypatch.setattr(queries, "all_asked_of", read)
        meeting(cast)
        return found

    operations.renew_all(today=TODAY)
    monkeypatch.setattr(queries, "all_asked_of", and_then_record)
    operations.rebuild_ledger(today=TODAY)
    return differences(TODAY)


def test_what_is_recorded_while_it_reads_is_read_again(cast: Cast, monkeypatch):
    assert recorded_while_it_reads(cast, monkeypatch) == []


def test_without_the_journal_it_would_be_lost(cast: Cast, monkeypatch):
    monkeypatch.setattr(rebuilding, "_last_entry", lambda: 1)
    assert recorded_while_it_reads(cast, monkeypatch)


@pytest.mark.parametrize("make", [operations.rebuild_ledger, operations.renew_all])
def test_units_that_are_gone_have_no_rows(cast: Cast, make):
    row = {"first_day": TODAY, "last_day": TODAY, "needed": 1, "counted": 0}
    DutyLedger.objects.create(unit_id=10**9, duty="party_day", outcome="unmet", **row)
    make(today=TODAY)
    assert differences(TODAY) == []


@pytest.mark.django_db(transaction=True)
def test_several_processes_make_it_while_another_records(tmp_path: Path):
    environment = os.environ | {
        "DATABASE_URL": address_of_the_database(tmp_path),
        "DJANGO_SETTINGS_MODULE": "lianxin.site.settings_test",
        "PYTHONPATH": str(ROOT),
    }
    told = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-c", MEANWHILE],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    failed, number, wrong = told.stdout.split(maxsplit=2)
    assert (failed, int(number) > 0, wrong.strip()) == ("0", True, "[]")
