"""A meeting of the branch, as its secretary records it."""

from datetime import date, time

from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record
from lianxin.facts.records.operations import Held, record_meeting
from tests.cast import AT, Cast

DAY = date(2026, 11, 20)
MEMBERS = (
    "sub_clerk",
    "branch_secretary",
    "branch_member",
    "member",
    "discipline_officer",
)


def held(cast: Cast, **values) -> Held:
    marks = {cast.people[role].pk: Mark.PRESENT for role in MEMBERS}
    marks[cast.people["member"].pk] = Mark.SICK
    marks[cast.people["discipline_officer"].pk] = Mark.ABSENT
    given = {
        "kind": "party_day",
        "took_place_on": DAY,
        "began_at": time(15, 30),
        "place": "党员活动室",
        "topic": "学习重要文件",
        "host": cast.people["branch_secretary"],
        "minutes": "交流了体会。",
        "attendance": marks,
    }
    return Held(**given | values)


def meeting(
    cast: Cast, *, unit: str = "branch", role: str = "branch_secretary", **values
) -> Record:
    return record_meeting(
        unit=cast.units[unit], held=held(cast, **values), actor=cast.actor(role), at=AT
    )
