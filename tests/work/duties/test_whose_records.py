"""Records of others that meet a unit's duty: its secretary's lecture, its groups' meetings."""

from datetime import date

from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record
from lianxin.facts.records.operations import (
    Held,
    amend_record,
    record_meeting,
    withdraw_record,
)
from lianxin.org.units.operations import found_unit
from lianxin.work.duties import operations
from lianxin.work.duties.models import DutyLedger
from tests.cast import AT, LONG_AGO, TODAY, Cast
from tests.work.duties.asked import OCTOBER, status
from tests.work.duties.test_ledger import differences

LECTURE, LIFE = "secretary_lecture", "organisational_life_meeting"
YEAR = date(2026, 1, 1)


def held(cast: Cast, kind: str, *, host: str, unit: str, role: str) -> Record:
    return record_meeting(
        unit=cast.units[unit],
        held=_held(cast, kind, host=host),
        actor=cast.actor(role),
        at=AT,
    )


def _held(cast: Cast, kind: str, *, host: str) -> Held:
    return Held(
        kind=kind,
        took_place_on=TODAY,
        topic="学习",
        host=cast.people[host],
        attendance={cast.people[host].pk: Mark.PRESENT},
    )


def kept(cast: Cast, unit: str, code: str) -> str:
    """How the ledger, followed by events alone, says that the newest period stands."""
    rows = DutyLedger.objects.filter(unit=cast.units[unit], duty=code)
    assert differences(TODAY) == []
    return rows.order_by("-first_day").values_list("outcome", flat=True)[0]


def test_the_lecture_of_a_committee_is_its_secretarys_wherever_it_was_given(cast: Cast):
    operations.renew_all(today=TODAY)
    of_branch = {"unit": "other", "role": "outsider"}
    held(cast, "party_lecture", host="leader", **of_branch)
    assert status(cast, LECTURE, YEAR, unit="root") == "open"
    record = held(cast, "party_lecture", host="secretary", **of_branch)
    assert status(cast, LECTURE, YEAR, unit="root") == "met"
    assert status(cast, LECTURE, YEAR, unit="sub") == "open"
    assert kept(cast, "root", LECTURE) == "met"
    amend_record(
        record,
        held=_held(cast, "party_lecture", host="leader"),
        reason="写错",
        version=record.version,
        actor=cast.actor("outsider"),
        at=AT,
    )
    assert kept(cast, "root", LECTURE) == "unmet"


def test_the_lecture_of_somebody_else_is_told_as_not_counted(cast: Cast):
    held(cast, "party_lecture", host="leader", unit="root", role="clerk")
    page = cast.client("clerk").get(
        f"/duties/{cast.units['root'].pk}/{LECTURE}/2026-01-01/"
    )
    told = "Whoever led it did not hold the post that this is asked of."
    assert told in page.content.decode()


def test_groups_may_hold_the_meeting_of_a_branch_each_by_itself(cast: Cast):
    operations.renew_all(today=TODAY)
    by_secretary = {"host": "branch_secretary", "role": "branch_secretary"}
    held(cast, LIFE, unit="group", **by_secretary)
    assert kept(cast, "branch", LIFE) == "met"
    cast.units["second"] = found_unit(
        kind="group",
        name="第二党小组",
        short_name="二组",
        parent=cast.units["branch"],
        founded_on=LONG_AGO,
        actor=cast.actor("clerk"),
        at=AT,
    )
    assert status(cast, LIFE, OCTOBER) == "open"
    assert kept(cast, "branch", LIFE) == "unmet"
    last = held(cast, LIFE, unit="second", **by_secretary)
    assert status(cast, LIFE, OCTOBER) == "met"
    assert kept(cast, "branch", LIFE) == "met"
    withdraw_record(last, reason="记错", actor=cast.actor("branch_secretary"), at=AT)
    assert kept(cast, "branch", LIFE) == "unmet"
