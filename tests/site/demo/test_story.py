"""What `lianxin demo` makes: the listed sign-ins, and a story that is true."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import F
from django.test import override_settings
from django.utils import translation

from lianxin.base.accounts.models import User
from lianxin.base.journal.models import Entry
from lianxin.desks.history import queries as history
from lianxin.facts.records.enums import Nature, Presence
from lianxin.facts.records.models import AgendaItem, Participation, Record
from lianxin.org.people.models import Person
from lianxin.programmes.inspections.models import Finding, Inspection
from lianxin.programmes.inspections.queries import FINDING
from lianxin.site.demo import DEMO_PASSWORD
from lianxin.site.demo.signins import SIGN_INS
from lianxin.work.goals.models import Goal, GoalLedger
from lianxin.work.goals.operations import rebuild_ledger

# One worker makes the demo that all tests of this file look at.
pytestmark = pytest.mark.xdist_group("demo")
FACTS = [f.attname for f in GoalLedger._meta.concrete_fields if not f.primary_key]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo of a small enterprise."""
    with (
        django_db_blocker.unblock(),
        override_settings(DEMO=True),
        translation.override("en"),
        transaction.atomic(),
    ):
        call_command("demo", people=700, verbosity=0)
        yield
        transaction.set_rollback(True)


def test_only_the_listed_people_can_sign_in(demo: None, db: None) -> None:
    users = User.objects.order_by("username")
    assert [user.username for user in users] == sorted(SIGN_INS)
    assert all(user.is_demo and user.check_password(DEMO_PASSWORD) for user in users)
    holders = Person.objects.filter(account__isnull=False)
    assert holders.count() == len(SIGN_INS)


def test_whoever_led_a_meeting_was_there(demo: None, db: None) -> None:
    away = Participation.objects.exclude(presence=Presence.PRESENT)
    assert not away.filter(person=F("record__host")).exists()
    assert not Record.objects.filter(host=None).exists()


# Every kind of event that the story brings into the journal.
STORY = {
    "approvals.agreed",
    "approvals.requested",
    "archives.asked",
    "duties.added",
    "duties.window_told",
    "elections.begun",
    "elections.concluded",
    "elections.step_taken",
    "elections.vote_prepared",
    "goals.evidence_linked",
    "goals.later_deadline_asked",
    "goals.given",
    "goals.own_drafted",
    "goals.reported",
    "goals.report_returned",
    "goals.struck_off",
    "goals.issued",
    "goals.refined",
    "goals.target_linked",
    "guidance.clause_handled",
    "guidance.consultation_opened",
    "guidance.document_taken_in",
    "guidance.draft_commented",
    "guidance.issue_given",
    "guidance.plan_issued",
    "guidance.plan_submitted",
    "guidance.task_written",
    "guidance.task_changed",
    "guidance.wording_added",
    "imports.dropped",
    "inspections.begun",
    "inspections.found",
    "letters.drafted",
    "letters.edited",
    "letters.issued",
    "letters.received",
    "people.affiliated",
    "people.probation_extended",
    "people.situation_begun",
    "people.touched",
    "personnel.token_made",
    "personnel.update_taken",
    "polls.closed",
    "polls.count_entered",
    "polls.declared",
    "polls.grades_decided",
    "polls.decryption_added",
    "polls.opened",
    "polls.prepared",
    "posts.appointed",
    "posts.appointment_ended",
    "posts.election_noted",
    "records.item_settled",
    "records.matters_listed",
    "records.recorded",
    "reviews.lines_entered",
    "reviews.opened",
    "targets.actual_entered",
    "targets.set",
    "transfers.asked",
    "transfers.received",
}


CODE = re.compile(r"[a-z]+(?:_[a-z]+)+|[a-z]{3,}")


def test_its_journal_is_told_in_words(demo: None, db: None) -> None:
    """No name of a field and no code of the rulebook stands there as it is stored."""
    untold = {
        (entry.code, change.title, change.after)
        for entry in Entry.objects.all()
        for change in history.changes_of(entry)
        if any(map(CODE.fullmatch, (change.title, *change.after.split(", "))))
    }
    assert untold == set()


def test_its_story_is_in_the_journal_and_its_ledger_is_true(
    demo: None, db: None
) -> None:
    told = set(Entry.objects.values_list("code", flat=True))
    # A waiver is asked for only where the days of the year leave a period missed.
    assert told - {"duties.waiver_asked"} == STORY
    kept = list(GoalLedger.objects.order_by("goal_id").values(*FACTS))
    assert len(kept) == Goal.objects.count()
    rebuild_ledger()
    assert list(GoalLedger.objects.order_by("goal_id").values(*FACTS)) == kept


def test_no_page_of_inspections_is_empty(demo: None, db: None) -> None:
    """It looks at duties; its findings rest on a duty, on a record and on neither."""
    inspection = Inspection.objects.get()
    assert inspection.duties == [
        "general_meeting",
        "branch_committee_meeting",
        "party_day",
    ]
    found = Finding.objects.order_by("pk")
    rests_on = [(bool(row.duty), row.record_id is not None) for row in found]
    assert sorted(rests_on) == [(False, False), (False, True), (True, False)]
    asked = Goal.objects.filter(source_kind=FINDING)
    assert [goal.evidence.count() for goal in asked] == [1]


def test_a_committee_studied_from_its_list(demo: None, db: None) -> None:
    studied = AgendaItem.objects.filter(nature=Nature.PRE_STUDY).order_by("number")
    assert [
        (row.matter.decider, bool(row.result)) for row in studied if row.matter
    ] == [("board", True), ("board", False)]
