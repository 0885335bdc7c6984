"""A person's study, from attendance alone, beside what rules ask of it."""

from datetime import date
from decimal import Decimal

from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record
from lianxin.facts.records.operations import Held, record_meeting, withdraw_record
from lianxin.facts.records.queries import Learning, learning_of
from lianxin.org.posts.models import Appointment
from tests.cast import AT, TODAY, Cast

HALF_A_YEAR_AGO = date(2026, 5, 31)


def study(cast: Cast, kind: str, *, on: date = TODAY, there: Mark = Mark.PRESENT):
    held = Held(
        kind=kind,
        took_place_on=on,
        topic="学习",
        hours=Decimal(4),
        attendance={
            cast.people["branch_secretary"].pk: there,
            cast.people["member"].pk: Mark.PRESENT,
        },
    )
    secretary = cast.actor("branch_secretary")
    unit = cast.units["branch"]
    return record_meeting(unit=unit, held=held, actor=secretary, at=AT)


def found(cast: Cast, role: str) -> list[tuple[str, Decimal, int, date, bool]]:
    lines = learning_of(cast.people[role], today=TODAY)
    return [(x.rule, x.found, x.asked, x.until, x.is_enough) for x in lines]


def test_hours_and_trainings_come_from_having_been_there(cast: Cast):
    study(cast, "training")
    study(cast, "training", there=Mark.ABSENT)
    study(cast, "training", on=date(2025, 12, 31))
    last = date(2026, 12, 31)
    assert found(cast, "branch_secretary") == [
        ("hours_of_members", 4, 32, last, False),
        ("secretary_training", 1, 1, last, True),
    ]
    assert found(cast, "member") == [("hours_of_members", 8, 32, last, False)]
    assert found(cast, "employee") == []


def test_what_was_withdrawn_gives_nothing(cast: Cast):
    record: Record = study(cast, "training")
    secretary = cast.actor("branch_secretary")
    withdraw_record(record, reason="记错", actor=secretary, at=AT)
    assert [line[1] for line in found(cast, "branch_secretary")] == [0, 0]


def test_a_new_secretary_is_trained_within_half_a_year(cast: Cast):
    post = cast.appointments["branch_secretary"].post
    Appointment.objects.filter(post=post).update(valid_from=HALF_A_YEAR_AGO)
    study(cast, "training", on=date(2026, 5, 30))
    due = ("new_secretary_training", 0, 1, date(2026, 11, 30), False)
    assert found(cast, "branch_secretary")[-1] == due
    study(cast, "training", on=HALF_A_YEAR_AGO)
    assert found(cast, "branch_secretary")[-1] == (due[0], 1, *due[2:4], True)


def test_each_line_says_where_it_is_asked(cast: Cast):
    [line] = learning_of(cast.people["member"], today=TODAY)
    assert isinstance(line, Learning)
    assert line.source.endswith("Article 20")
