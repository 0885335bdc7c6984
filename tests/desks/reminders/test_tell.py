"""Digests: of one's own choice, at most one a day, with what the desk shows."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from lianxin.base.accounts.models import User
from lianxin.base.ui.wording import Pill
from lianxin.desks.home.queries import Line
from lianxin.desks.reminders import exports, tasks
from lianxin.desks.reminders.enums import Rhythm, Way
from lianxin.desks.reminders.models import Digest
from lianxin.desks.reminders.operations import choose_reminders
from lianxin.kernel.rules import Tone
from lianxin.org.units.models import Unit
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import give

MONDAY = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # 08:30 in Shanghai


@pytest.fixture
def clock(monkeypatch):
    def sets(at: datetime) -> None:
        monkeypatch.setattr("lianxin.base.ui.clock.now", lambda: at)
        monkeypatch.setattr("lianxin.base.ui.clock.today", at.date)

    sets(MONDAY)
    return sets


@pytest.fixture
def host(settings):
    settings.EMAIL_HOST = "mail.example"
    settings.ALLOWED_HOSTS = ["lianxin.example"]


def choose(cast: Cast, way: Way, rhythm: Rhythm = Rhythm.DAY) -> None:
    choose_reminders(
        way=way,
        rhythm=rhythm,
        email="zhou@example.com",
        actor=cast.actor("branch_secretary"),
        at=AT,
    )


def tell() -> int:
    return tasks.tell.call()


def test_on_the_page_once_a_day_what_the_desk_shows(cast: Cast, clock):
    goal = give(cast, deadline=TODAY + timedelta(days=3))
    choose(cast, Way.SITE)
    assert (tell(), tell()) == (1, 0)
    digest = Digest.objects.get()
    assert digest.day == TODAY
    assert [(line["day"], line["title"]) for line in digest.lines] == [
        ("2026-11-26", goal.text)
    ]
    clock(MONDAY + timedelta(days=1))
    assert (tell(), tell()) == (1, 0)
    assert mail.outbox == []


def test_who_chose_a_week_is_told_once_in_it(cast: Cast, clock):
    give(cast, deadline=TODAY + timedelta(days=3))
    choose(cast, Way.SITE, Rhythm.WEEK)
    told = []
    for days in range(9):
        clock(MONDAY + timedelta(days=days))
        told.append(tell())
    assert told == [1, 0, 0, 0, 0, 0, 0, 1, 0]


def test_who_chose_a_month_is_sent_its_list_once(cast: Cast, clock, host):
    """What the month asks of the branch: its duties, and its goals that are due."""
    give(cast, deadline=TODAY + timedelta(days=3), text="月内的任务")
    give(cast, deadline=TODAY + timedelta(days=30), text="下月的任务")
    choose(cast, Way.MAIL, Rhythm.MONTH)
    told = []
    for days in range(0, 16, 3):
        clock(MONDAY + timedelta(days=days))
        told.append(tell())
    assert told == [1, 0, 0, 1, 0, 0]
    november, december = (message.body for message in mail.outbox)
    assert "2026-11-30 · Theme party day · November 2026 · 检修一支部" in november
    assert ("月内的任务" in november, "下月的任务" in november) == (True, False)
    assert "2026-12-31 · Theme party day · December 2026 · 检修一支部" in december
    assert ("月内的任务" in december, "下月的任务" in december) == (False, True)


def test_by_mail_without_a_name(cast: Cast, clock, host):
    goal = give(cast, deadline=TODAY + timedelta(days=3))
    choose(cast, Way.MAIL)
    assert (tell(), tell()) == (1, 0)
    (message,) = mail.outbox
    assert message.to == ["zhou@example.com"]
    assert goal.text in message.body
    assert "http://lianxin.example/" in message.body
    assert [who.name for who in cast.people.values() if who.name in message.body] == []
    assert Digest.objects.get().lines == []


def test_by_mail_not_a_word_of_a_restricted_unit(cast: Cast, clock, host):
    goal = give(cast, deadline=TODAY + timedelta(days=3))
    branch = cast.units["branch"]
    Unit.objects.filter(pk=branch.pk).update(is_restricted=True)
    choose(cast, Way.MAIL)
    assert tell() == 1
    (message,) = mail.outbox
    assert "2026-11-26" in message.body
    words = (goal.text, branch.name, branch.short_name)
    assert [word for word in words if word in message.body] == []


def test_a_title_that_may_name_somebody_stays_on_the_site():
    pill = Pill("", Tone.OPEN)
    lines = [
        Line(
            TODAY,
            "何秋实的申请",
            "检修一支部",
            pill,
            "/a/",
            "Decide",
            names_people=True,
        ),
        Line(None, "党员大会", "十一月", pill, "/b/", "Record it"),
    ]
    assert exports.body(lines, site="").splitlines()[:2] == [
        "2026-11-23 · Decide",
        "Record it · 党员大会 · 十一月",
    ]


def test_no_mail_where_the_site_sends_none(cast: Cast, clock, settings):
    settings.EMAIL_HOST = ""
    give(cast, deadline=TODAY + timedelta(days=3))
    choose(cast, Way.MAIL)
    assert tell() == 0
    assert not Digest.objects.exists()


def test_a_mail_server_out_of_reach_is_tried_again(
    cast: Cast, clock, host, monkeypatch
):
    give(cast, deadline=TODAY + timedelta(days=3))
    choose(cast, Way.MAIL)

    def refuse(connection: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.open", refuse)
        with pytest.raises(ConnectionRefusedError):
            tell()
    assert not Digest.objects.exists()
    assert tell() == 1


def test_who_was_to_be_told_when_it_broke_is_not_told_twice(
    cast: Cast, clock, host, monkeypatch
):
    give(cast, deadline=TODAY + timedelta(days=3))
    choose(cast, Way.MAIL)

    def break_off(connection: object, messages: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as broken:
        broken.setattr(
            "django.core.mail.backends.locmem.EmailBackend.send_messages", break_off
        )
        with pytest.raises(ConnectionResetError):
            tell()
    assert tell() == 0
    assert mail.outbox == []


@pytest.mark.parametrize("way", [None, Way.NONE])
def test_who_chose_nothing_is_told_nothing(cast: Cast, clock, way):
    give(cast, deadline=TODAY + timedelta(days=3))
    if way:
        choose(cast, way)
    assert tell() == 0


def test_nothing_due_no_word_and_not_asked_again_that_day(
    cast: Cast, clock, django_assert_num_queries
):
    choose(cast, Way.SITE)
    assert tell() == 0
    assert Digest.objects.get().lines == []
    with django_assert_num_queries(1):
        assert tell() == 0


def test_nobody_is_told_in_the_night_or_after_the_account_was_closed(cast: Cast, clock):
    give(cast, deadline=TODAY + timedelta(days=3))
    choose(cast, Way.SITE)
    clock(datetime(2026, 11, 22, 22, 59, tzinfo=UTC))
    assert tell() == 0
    clock(MONDAY)
    User.objects.update(is_active=False)
    assert tell() == 0


def test_what_was_told_long_ago_is_forgotten(cast: Cast, clock):
    give(cast, deadline=TODAY + timedelta(days=3))
    choose(cast, Way.SITE)
    tell()
    clock(MONDAY + timedelta(days=tasks.KEPT_DAYS))
    assert tasks.forget.call() == 0
    clock(MONDAY + timedelta(days=tasks.KEPT_DAYS + 1))
    assert tasks.forget.call() == 1
