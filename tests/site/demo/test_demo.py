"""`lianxin demo`: only into an empty database, only as a demo, only the listed sign-ins."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings

from lianxin.base.accounts.models import User
from lianxin.base.journal.models import Entry
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit
from lianxin.site.demo import DEMO_PASSWORD
from lianxin.site.demo.signins import SIGN_INS
from lianxin.work.goals.models import Goal, GoalLedger
from lianxin.work.goals.operations import rebuild_ledger
from tests.cast import Cast

FACTS = [f.attname for f in GoalLedger._meta.concrete_fields if not f.primary_key]


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


@override_settings(DEMO=True)
def test_only_the_listed_people_can_sign_in(db: None) -> None:
    call_command("demo", people=700, verbosity=0)
    users = User.objects.order_by("username")
    assert [user.username for user in users] == sorted(SIGN_INS)
    assert all(user.is_demo and user.check_password(DEMO_PASSWORD) for user in users)
    holders = Person.objects.filter(account__isnull=False)
    assert holders.count() == len(SIGN_INS)


# Every kind of event that the story brings into the journal.
STORY = {
    "approvals.agreed",
    "approvals.requested",
    "duties.added",
    "duties.window_told",
    "elections.begun",
    "elections.concluded",
    "elections.step_taken",
    "elections.vote_prepared",
    "goals.evidence_linked",
    "goals.later_deadline_asked",
    "goals.own_drafted",
    "goals.given",
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
    "imports.dropped",
    "inspections.begun",
    "inspections.found",
    "letters.drafted",
    "letters.edited",
    "letters.issued",
    "letters.received",
    "people.affiliated",
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
    "records.recorded",
    "reviews.lines_entered",
    "reviews.opened",
    "targets.actual_entered",
    "targets.set",
    "transfers.asked",
    "transfers.received",
}


@override_settings(DEMO=True)
def test_its_story_is_in_the_journal_and_its_ledger_is_true(db: None) -> None:
    call_command("demo", people=700, verbosity=0)
    told = set(Entry.objects.values_list("code", flat=True))
    assert told == STORY
    kept = list(GoalLedger.objects.order_by("goal_id").values(*FACTS))
    assert len(kept) == Goal.objects.count()
    rebuild_ledger()
    assert list(GoalLedger.objects.order_by("goal_id").values(*FACTS)) == kept
