"""One of everything that has an address, among the cast."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import translation

from lianxin.base.archives import queries as archives
from lianxin.base.archives.models import Archive
from lianxin.base.files.operations import store
from lianxin.base.journal.models import Entry
from lianxin.base.ui import clock
from lianxin.desks.workbook.models import Book
from lianxin.desks.workbook.operations import keep_file
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record, RecordFile
from lianxin.facts.records.operations import Held, record_meeting
from lianxin.org.approvals.models import Approval, Step
from lianxin.org.people.models import Affiliation
from lianxin.org.posts.models import Charge, Post, Reserve, Term
from lianxin.work.duties.models import AddedDuty
from lianxin.work.goals.models import (
    CompletionReport,
    Evidence,
    ExtensionRequest,
    Goal,
    GoalTarget,
    Milestone,
)
from lianxin.work.goals.operations import rebuild_ledger
from lianxin.work.goals.queries import LATER_DEADLINE
from lianxin.work.reviews.models import Round
from lianxin.work.targets.models import Target
from tests.cast import AT, LONG_AGO, TODAY, Cast, assemble
from tests.kept_rows import KeptRows
from tests.pages.elections.numbers import numbers_of_elections
from tests.pages.guidance.numbers import numbers_of_plan
from tests.pages.imports.numbers import numbers_of_imports
from tests.pages.inspections.numbers import numbers_of_inspections
from tests.pages.letters.numbers import numbers_of_letters
from tests.pages.people.numbers import numbers_of_people
from tests.pages.personnel.numbers import numbers_of_personnel
from tests.pages.polls.numbers import numbers_of_polls
from tests.pages.transfers.numbers import numbers_of_transfers


@dataclass
class World:
    """The cast, and the number of one thing of each kind, all of the branch."""

    cast: Cast
    numbers: Mapping[str, int]


@pytest.fixture(scope="session")
def kept_world(django_db_setup: None, django_db_blocker: Any) -> KeptRows[World]:
    """The world as it is put into the database for each test."""
    with django_db_blocker.unblock():
        return KeptRows(lambda: assembled_world(assemble()))


@pytest.fixture
def world(db: None, kept_world: KeptRows[World]) -> World:
    """A goal reported done with a record as evidence, waiting for a later deadline."""
    return kept_world.put_in()


def assembled_world(cast: Cast) -> World:
    """The world among this cast, new in the database."""
    branch = cast.units["branch"]
    held = cast.appointments["branch_secretary"]
    record, attached = _record_with_file(cast)
    goal, evidence = _goal_reported_done(cast, record)
    approval = _approval(cast, goal)
    target = _target(cast, goal)
    without_record = _goals_without_record(cast)
    rebuild_ledger()
    vacant = Post.objects.create(unit=branch, kind="branch_deputy", valid_from=LONG_AGO)
    place = Affiliation.objects.get(person=cast.people["member"], belonging="party")
    return World(
        cast,
        {
            "unit": branch.pk,
            "leaf": cast.units["group"].pk,
            "person": cast.people["member"].pk,
            "place": place.pk,
            **numbers_of_people(cast),
            "post": held.post_id,
            "vacant": vacant.pk,
            "term": _term(cast).pk,
            "appointment": held.pk,
            "charge": _charge(held.post).pk,
            "reserve": _reserve(cast, vacant).pk,
            "record": record.pk,
            "file": attached.pk,
            "goal": goal.pk,
            "evidence": evidence.pk,
            "approval": approval.pk,
            "milestone": Milestone.objects.get(goal=goal).pk,
            "draft": _own_draft(cast).pk,
            "target": target.pk,
            **without_record,
            "added_duty": _added_duty(cast).pk,
            "round": _round(cast).pk,
            "entry": _entry(cast, record).pk,
            **numbers_of_plan(cast),
            **numbers_of_letters(cast),
            "archive": _archive().pk,
            "book": _book(cast).pk,
            **_numbers_of_meetings(cast),
            **numbers_of_personnel(cast),
            **numbers_of_transfers(cast),
            **numbers_of_imports(cast),
            **numbers_of_polls(cast),
            **numbers_of_elections(cast),
            **numbers_of_inspections(cast),
        },
    )


def _charge(post: Post) -> Charge:
    """A field goes with a post."""
    return Charge.objects.create(post=post, field="学习", valid_from=LONG_AGO)


def _reserve(cast: Cast, post: Post) -> Reserve:
    """Somebody is kept in reserve for the vacant post."""
    return Reserve.objects.create(
        post=post, person=cast.people["member"], valid_from=LONG_AGO
    )


def _term(cast: Cast) -> Term:
    """The branch elected its committee a year ago."""
    elected, ends = TODAY - timedelta(days=365), TODAY + timedelta(days=730)
    return Term.objects.create(
        unit=cast.units["branch"], elected_on=elected, ends_on=ends, due_first=ends
    )


def _book(cast: Cast) -> Book:
    """The secretary had the workbook of the branch made, and it lies ready."""
    book = Book.objects.create(
        unit=cast.units["branch"],
        year=2026,
        form="docx",
        asked_by=cast.people["branch_secretary"],
        post=cast.appointments["branch_secretary"].pk,
        asked_at=AT,
    )
    keep_file(book, b"PK", at=AT)
    return book


def _archive() -> Archive:
    """An archive that is made and lies ready."""
    archive = Archive.objects.create(asked_by="管理员甲", asked_at=AT, made_at=AT)
    path = archives.path_of(archive)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"PK")
    return archive


def _record_with_file(cast: Cast) -> tuple[Record, RecordFile]:
    secretary = cast.people["branch_secretary"]
    record = Record.objects.create(
        kind="party_day",
        unit=cast.units["branch"],
        took_place_on=TODAY - timedelta(days=3),
        topic="学习",
        recorded_by=secretary,
        recorded_at=AT - timedelta(days=300),
    )
    stored = store("会议记录".encode(), name="minutes.txt", at=AT)
    attached = RecordFile.objects.create(
        record=record, file=stored, name="minutes.txt", added_by=secretary, added_at=AT
    )
    return record, attached


# The journal keeps titles of posts in the language of whoever acts.
@translation.override("zh-hans")
def _numbers_of_meetings(cast: Cast) -> dict[str, int]:
    """A party day that somebody missed, and a committee's meeting with a topic."""
    missed = record_meeting(
        unit=cast.units["branch"],
        held=Held(
            kind="party_day",
            took_place_on=TODAY - timedelta(days=4),
            topic="交流",
            attendance={cast.people["member"].pk: Mark.ABSENT},
        ),
        actor=cast.actor("branch_secretary"),
        at=AT,
    )
    committee = record_meeting(
        unit=cast.units["root"],
        held=Held(
            kind="committee_meeting",
            took_place_on=TODAY - timedelta(days=5),
            topic="党委会",
            topics=("研究检修计划",),
            attendance={cast.people["secretary"].pk: Mark.PRESENT},
        ),
        actor=cast.actor("clerk"),
        at=AT,
    )
    return {
        "missed": missed.pk,
        "committee_record": committee.pk,
        "item": committee.items.get().pk,
        "committee": cast.units["root"].pk,
    }


def _goal_reported_done(cast: Cast, record: Record) -> tuple[Goal, Evidence]:
    secretary = cast.people["branch_secretary"]
    goal = Goal.objects.create(
        unit=cast.units["branch"],
        giver=cast.units["sub"],
        given_by=cast.people["sub_clerk"],
        given_at=AT,
        given_on=TODAY,
        text="开展一次学习",
        deadline=clock.today() + timedelta(days=30),
    )
    evidence = Evidence.objects.create(
        goal=goal,
        record=record,
        reason="学习",
        linked_by=secretary,
        linked_at=AT,
        linked_on=TODAY,
    )
    CompletionReport.objects.create(
        goal=goal,
        result="完成",
        reported_by=secretary,
        reported_at=AT,
        reported_on=TODAY,
    )
    return goal, evidence


def _goals_without_record(cast: Cast) -> dict[str, int]:
    """Two of them; the second is measured by a number."""
    number = {"measure": "number", "measure_unit": "次", "measure_target": 12}
    return {
        "asked": _goal_without_record(cast, "梳理党员责任区").pk,
        "counted_goal": _goal_without_record(cast, "上门服务", **number).pk,
    }


def _goal_without_record(cast: Cast, text: str, **values: Any) -> Goal:
    """A goal of the branch of which no record tells anything."""
    return Goal.objects.create(
        unit=cast.units["branch"],
        giver=cast.units["sub"],
        given_by=cast.people["sub_clerk"],
        given_at=AT,
        given_on=TODAY,
        text=text,
        deadline=clock.today() + timedelta(days=60),
        **values,
    )


def _round(cast: Cast) -> Round:
    """The sub-committee reviews the fourth quarter."""
    return Round.objects.create(
        unit=cast.units["sub"],
        year=TODAY.year,
        quarter=4,
        until=clock.today() + timedelta(days=10),
        opened_by=cast.people["sub_clerk"],
        opened_at=AT,
    )


def _own_draft(cast: Cast) -> Goal:
    """A goal that the branch drafted itself and has not sent yet."""
    goal = Goal.objects.create(
        unit=cast.units["branch"],
        giver=cast.units["sub"],
        given_by=cast.people["branch_secretary"],
        given_at=AT,
        given_on=TODAY,
        own_kind="secretary_project",
        text="建立师徒结对制度",
        deadline=clock.today() + timedelta(days=60),
    )
    rebuild_ledger()
    return goal


def _target(cast: Cast, goal: Goal) -> Target:
    """A target that the goal serves, and another; the goal has a milestone."""
    target, _other = (
        Target.objects.create(
            unit=cast.units["department"],
            name=name,
            measured_in="%",
            begins_on=date(TODAY.year, 1, 1),
            ends_on=date(TODAY.year, 12, 31),
            value=2,
            more_is_better=False,
            set_by=cast.people["department_head"],
            set_at=AT,
        )
        for name in ("检修返工率", "综合厂用电率")
    )
    GoalTarget.objects.create(
        goal=goal,
        target=target,
        linked_by=cast.people["branch_secretary"],
        linked_at=AT,
    )
    Milestone.objects.create(goal=goal, text="方案", due_on=goal.deadline)
    return target


def _entry(cast: Cast, record: Record) -> Entry:
    secretary = cast.people["branch_secretary"]
    return Entry.objects.create(
        code="records.recorded",
        at=AT,
        action=UUID(int=1),
        actor_name=secretary.name,
        person_id=secretary.pk,
        unit_id=record.unit_id,
        subject_kind="records.record",
        subject_id=record.pk,
    )


def _added_duty(cast: Cast) -> AddedDuty:
    """The root committee asks the branches for a lecture each quarter."""
    return AddedDuty.objects.create(
        unit=cast.units["root"],
        title="季度党课",
        kinds=["branch"],
        counts=["party_lecture"],
        each="quarter",
        least=1,
        basis="集团党委〔2026〕8号",
        since=TODAY - timedelta(days=300),
        added_by=cast.people["clerk"],
        added_at=AT,
    )


def _approval(cast: Cast, goal: Goal) -> Approval:
    """The branch's secretary asks the clerk above for a later deadline."""
    secretary = cast.people["branch_secretary"]
    approval = Approval.objects.create(
        matter=LATER_DEADLINE,
        subject_kind="goals.goal",
        subject_id=goal.pk,
        unit=cast.units["branch"],
        title="延期",
        text="检修推迟",
        asked_by=secretary,
        asked_for_post="支部书记",
        asked_at=AT,
    )
    Step.objects.create(
        approval=approval, order=1, post=cast.appointments["sub_clerk"].post
    )
    ExtensionRequest.objects.create(
        goal=goal,
        approval=approval,
        deadline=goal.deadline + timedelta(days=30),
        reason="检修推迟",
        asked_at=AT,
    )
    return approval
