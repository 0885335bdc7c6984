"""A calendar's text: RFC 5545, and nobody's name."""

import re
from datetime import UTC, date, datetime, timedelta

from lianxin.base.journal.models import Entry
from lianxin.desks.reminders import queries
from lianxin.desks.reminders.exports import calendar
from lianxin.desks.reminders.queries import Deadline, deadlines_of
from lianxin.org.units.models import Unit
from lianxin.work.duties import operations as duties
from tests.cast import ACTION, TODAY, Cast
from tests.work.goals.given import give

SITE = "https://lianxin.example"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def made(*deadlines: Deadline) -> bytes:
    return calendar(deadlines, site=SITE, at=NOON)


def unfolded(text: bytes) -> list[str]:
    """Content lines, as RFC 5545, 3.1 says to put them together."""
    assert text.endswith(b"\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    return text.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_a_deadline_is_a_whole_day_with_a_lasting_mark():
    lines = unfolded(
        made(Deadline("goal-7", date(2026, 12, 31), "Deadline", "/goals/7/"))
    )
    begins = lines.index("BEGIN:VEVENT")
    assert lines[:4] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lianxin//Deadlines//EN",
        "CALSCALE:GREGORIAN",
    ]
    assert lines[begins:] == [
        "BEGIN:VEVENT",
        "UID:goal-7@lianxin.example",
        "DTSTAMP:20261123T120000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Deadline",
        "URL:https://lianxin.example/goals/7/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_what_has_a_meaning_in_a_calendar_is_escaped():
    text = made(Deadline("a-1", TODAY, "a;b,c\\d\nX-EVIL:1\r\nEND:VEVENT", "/"))
    assert r"SUMMARY:a\;b\,c\\d\nX-EVIL:1\nEND:VEVENT" in unfolded(text)
    assert unfolded(text).count("END:VEVENT") == 1


def test_long_lines_are_folded_between_characters():
    title = "检修一支部党员大会" * 20
    text = made(Deadline("a-1", TODAY, title, "/"))
    parts = text.split(b"\r\n")
    assert max(len(part) for part in parts) <= 75
    assert all(part.decode() is not None for part in parts)
    assert f"SUMMARY:{title}" in unfolded(text)


def test_it_has_the_last_days_of_ones_own_units_and_names_nobody(cast: Cast):
    began = datetime(2020, 1, 1, 4, tzinfo=UTC)  # nothing is asked for time before
    Entry.objects.create(
        code="units.founded",
        at=began,
        action=ACTION,
        actor_name="管理员",
        subject_kind="units.unit",
        subject_id=1,
    )
    duties.renew_all(today=TODAY)
    goal = give(cast, deadline=TODAY + timedelta(days=100))
    found = deadlines_of(cast.people["branch_secretary"], today=TODAY)
    marks = [deadline.mark for deadline in found]
    assert f"goal-{goal.pk}" in marks
    assert any(mark.startswith("duties-") for mark in marks)
    assert len(marks) == len(set(marks))
    again = deadlines_of(cast.people["branch_secretary"], today=TODAY)
    assert [deadline.mark for deadline in again] == marks
    text = "".join(unfolded(made(*found)))
    assert [who.name for who in cast.people.values() if who.name in text] == []
    assert goal.text not in text
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", mark) for mark in marks)


def test_nothing_of_a_restricted_unit_is_in_it(cast: Cast):
    give(cast, deadline=TODAY + timedelta(days=100))
    assert len(deadlines_of(cast.people["branch_secretary"], today=TODAY)) == 1
    Unit.objects.filter(pk=cast.units["branch"].pk).update(is_restricted=True)
    assert deadlines_of(cast.people["branch_secretary"], today=TODAY) == []


def test_who_holds_no_post_has_an_empty_one(cast: Cast):
    give(cast)
    assert deadlines_of(cast.people["member"], today=TODAY) == []
    assert list(queries.all_actors_of(cast.people["member"], today=TODAY)) == []
