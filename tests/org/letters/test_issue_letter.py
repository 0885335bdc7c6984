"""Numbers of letters: one after the other, none twice, none left out."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Conflict, Refused
from lianxin.org.letters import queries
from lianxin.org.letters.models import Letter, NumberSeries
from lianxin.org.letters.operations import cancel_letter
from tests.cast import AT, TODAY, Cast, assemble
from tests.on_disk import address_of_the_database
from tests.org.letters.letters import draft, issue

ROOT = Path(__file__).resolve().parents[3]
PROCESSES, EACH = 3, 4


def test_numbers_follow_each_other(cast: Cast):
    numbers = [queries.number_of(issue(cast, draft(cast))) for _ in range(3)]
    assert numbers == ["检修函〔2026〕1号", "检修函〔2026〕2号", "检修函〔2026〕3号"]
    entry = Entry.objects.filter(code="letters.issued").latest("pk")
    assert entry.after == {
        "letter_number": "检修函〔2026〕3号",
        "on": TODAY.isoformat(),
        "title": "关于联合开展主题党日的函",
    }


def test_each_run_unit_and_year_counts_for_itself(cast: Cast):
    last_year = TODAY.replace(year=2025)
    assert issue(cast, draft(cast), last_year).number == 1
    assert issue(cast, draft(cast)).number == 1
    assert issue(cast, draft(cast, "introduction"), word="检修介").number == 1
    other = {"unit": cast.units["other"], "actor": cast.actor("outsider")}
    letter = draft(cast, **other)
    assert issue(cast, letter, actor=cast.actor("outsider")).number == 1
    assert issue(cast, draft(cast)).number == 2


def test_the_number_of_a_cancelled_letter_is_not_used_again(cast: Cast):
    first = issue(cast, draft(cast))
    cancel_letter(first, reason="错", actor=cast.actor("branch_secretary"), at=AT)
    assert issue(cast, draft(cast)).number == 2
    assert Letter.objects.filter(number=1).count() == 1


def test_a_number_whose_letter_failed_is_the_next_ones(cast: Cast):
    def fail() -> None:
        with transaction.atomic():
            issue(cast, draft(cast))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert issue(cast, draft(cast)).number == 1


def test_the_word_is_remembered(cast: Cast):
    issue(cast, draft(cast), TODAY.replace(year=2025))
    run = queries.series_of(cast.units["branch"], "letters", TODAY.year)
    assert (run.pk, run.word, run.last) == (None, "检修函", 0)


def test_a_later_number_has_no_earlier_day(cast: Cast):
    issue(cast, draft(cast), TODAY - timedelta(days=1))
    with pytest.raises(ValidationError) as refused:
        issue(cast, draft(cast), TODAY - timedelta(days=2))
    assert list(refused.value.message_dict) == ["dated_on"]
    assert NumberSeries.objects.get().last == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"dated_on": TODAY + timedelta(days=1)}, "dated_on"),
        ({"dated_on": TODAY.replace(year=2019)}, "dated_on"),
        ({"word": "  "}, "word"),
    ],
)
def test_what_cannot_be(cast: Cast, changes, field):
    with pytest.raises(ValidationError) as refused:
        issue(cast, draft(cast), **changes)
    assert list(refused.value.message_dict) == [field]
    assert not NumberSeries.objects.exists()


def test_a_request_names_who_signed_it_off(cast: Cast):
    letter = draft(cast, "free_request")
    with pytest.raises(ValidationError, match="who signed it off"):
        issue(cast, letter)
    Letter.objects.filter(pk=letter.pk).update(signatory="周明远")
    assert issue(cast, letter).number == 1


def test_not_twice_and_not_behind_anothers_back(cast: Cast):
    letter = draft(cast)
    with pytest.raises(Conflict):
        issue(cast, letter, version=7)
    issue(cast, letter)
    with pytest.raises(Refused):
        issue(cast, letter, version=2)


def test_only_the_unit_itself(cast: Cast):
    with pytest.raises(Refused):
        issue(cast, draft(cast), actor=cast.actor("member"))


ISSUE = f"""
import sys
import django
django.setup()
from django.db import transaction
from lianxin.org.letters.models import Letter
from tests.cast import AT, TODAY, Cast
from tests.org.letters.letters import issue
from lianxin.org.people.models import Person
from lianxin.org.posts.models import Appointment
person = Person.objects.get(name="周明远")
cast = Cast({{}}, {{"branch_secretary": person}},
            {{"branch_secretary": Appointment.objects.get(person=person)}})
mine = list(Letter.objects.order_by("pk"))[int(sys.argv[1])::{PROCESSES}]
for letter in mine:
    try:
        with transaction.atomic():
            issue(cast, letter)
            raise ZeroDivisionError
    except ZeroDivisionError:
        issue(cast, letter)
"""


@pytest.mark.django_db(transaction=True)
def test_several_at_once_leave_no_gap(tmp_path: Path):
    """Real processes on a real database; each attempt fails once and is made again."""
    cast = assemble()
    for _number in range(PROCESSES * EACH):
        draft(cast)
    address = address_of_the_database(tmp_path)
    environment = os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "lianxin.site.settings_test",
        "PYTHONPATH": str(ROOT),
    }
    running = [
        subprocess.Popen(  # noqa: S603 -- our own interpreter
            [sys.executable, "-c", ISSUE, str(number)],
            env=environment,
            cwd=ROOT,
            stderr=subprocess.PIPE,
        )
        for number in range(PROCESSES)
    ]
    said = [process.communicate(timeout=120)[1].decode() for process in running]
    assert [process.returncode for process in running] == [0] * PROCESSES, said
    assert _numbers(tmp_path) == list(range(1, PROCESSES * EACH + 1))


def _numbers(folder: Path) -> list[int]:
    if connection.vendor != "sqlite":
        rows = Letter.objects.order_by("number").values_list("number", flat=True)
        return [int(number or 0) for number in rows]
    with connection.cursor() as cursor:
        cursor.execute(f"ATTACH '{folder / 'copy.sqlite3'}' AS copy")
        cursor.execute("SELECT number FROM copy.letters_letter ORDER BY number")
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute("DETACH copy")
    return found
