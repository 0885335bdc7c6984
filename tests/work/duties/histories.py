"""Random but reproducible histories of units and their duties, made by operations."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from django.core.exceptions import ValidationError
from django.test import TestCase
from django_tasks import default_task_backend

from lianxin.facts.records import queries as records
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record
from lianxin.facts.records.operations import (
    Held,
    amend_record,
    record_meeting,
    withdraw_record,
)
from lianxin.kernel.actor import Actor, Refused
from lianxin.kernel.rules.duties import Each
from lianxin.org.approvals import queries as approvals
from lianxin.org.approvals.models import Approval
from lianxin.org.approvals.operations import agree
from lianxin.org.people.models import Person
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.posts.operations import appoint, end_appointment
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import (
    dissolve_unit,
    found_unit,
    move_unit,
    reinstate_unit,
)
from lianxin.work.duties import operations
from lianxin.work.duties.models import AddedDuty
from tests.cast import LONG_AGO, TODAY, Cast
from tests.work.goals.given import at

KINDS = ("party_day", "general_meeting", "branch_committee_meeting", "party_lecture")


class History:
    """Lets units live and hold meetings, one act a step, the days going by."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast = cast
        self.random = Random(seed)  # noqa: S311 -- invented histories
        self.day: date = TODAY - timedelta(days=90)
        self.clerk = cast.actor("clerk")
        self.acts: tuple[Callable[[], object], ...] = (
            *(self.meet,) * 6,
            *(self.amend,) * 3,
            self.withdraw,
            *(self.found, self.move, self.dissolve, self.reinstate),
            *(self.appoint, self.leave),
            *(self.ask_for_more, self.ask_no_longer, self.tell_window),
            *(self.waive, self.waive),
        )

    def live(self, steps: int) -> Iterator[date]:
        """Do one act after the other; yields the day of each act that was possible."""
        operations.renew_all(today=self.day)
        yield self.day
        for _ in range(steps):
            before = self.day
            self.day += timedelta(days=self.random.randint(0, 9))
            if self.day.year != before.year:
                operations.renew_all(today=self.day)
            with TestCase.captureOnCommitCallbacks(execute=True):
                possible = self._act()
            self._do_what_was_handed_over()
            if possible:
                yield self.day

    def _act(self) -> bool:
        try:
            return bool(self.random.choice(self.acts)())
        except (ValidationError, Refused):
            return False

    def _do_what_was_handed_over(self) -> None:
        for result in default_task_backend.results:
            if result.task.name == "renew":
                operations.renew_all(today=self.day)
            if result.task.name == "renew_below":
                operations.renew_below(result.kwargs["id"], today=self.day)
        default_task_backend.clear()

    def meet(self) -> object:
        branch = self.cast.units["branch"]
        kind = self.random.choice(KINDS)
        on = self.day - timedelta(days=self.random.randint(0, 40))
        people = records.expected_people(kind, branch, today=self.day)
        there = {person.pk: Mark.PRESENT for person in people}
        held = Held(
            kind=kind,
            took_place_on=on,
            topic="学习",
            parts=self.random.sample(["party_lecture"], self.random.randint(0, 1)),
            attendance=there if self.random.random() < 0.8 else {},
        )
        return record_meeting(
            unit=branch, held=held, actor=self._secretary(), at=at(self.day)
        )

    def amend(self) -> object:
        record = self._one_of(Record.objects.filter(withdrawn_at=None))
        if record is None:
            return None
        held = Held(
            kind=self.random.choice(KINDS),
            took_place_on=self.day - timedelta(days=self.random.randint(0, 60)),
            topic=record.topic,
            attendance=records.marks_of(record),
        )
        return amend_record(
            record,
            held=held,
            reason="写错",
            version=record.version,
            actor=self._secretary(),
            at=at(self.day),
        )

    def withdraw(self) -> object:
        record = self._one_of(Record.objects.filter(withdrawn_at=None).order_by("pk"))
        return record and withdraw_record(
            record, reason="记错支部", actor=self._secretary(), at=at(self.day)
        )

    def found(self) -> object:
        number = Unit.objects.count()
        if number > len(self.cast.units) + 4:
            return None
        return found_unit(
            kind=self.random.choice(("branch", "committee")),
            name=f"第{number}支部",
            short_name=f"第{number}支部",
            parent=self.cast.units[self.random.choice(("root", "sub"))],
            founded_on=self.day - timedelta(days=self.random.randint(0, 30)),
            actor=self.clerk,
            at=at(self.day),
        )

    def move(self) -> object:
        unit = self._one_of(Unit.objects.filter(kind="branch", path__isnull=False))
        parent = self._one_of(Unit.objects.filter(kind="committee", path__isnull=False))
        if unit is None or parent is None or unit.parent_id == parent.pk:
            return None
        return move_unit(
            unit,
            parent=parent,
            valid_from=self.day - timedelta(days=self.random.randint(0, 20)),
            version=unit.version,
            actor=self.clerk,
            at=at(self.day),
        )

    def dissolve(self) -> object:
        keep = [unit.pk for unit in self.cast.units.values()]
        unit = self._one_of(
            Unit.objects.filter(path__isnull=False).exclude(pk__in=keep)
        )
        return unit and dissolve_unit(
            unit,
            dissolved_on=self.day - timedelta(days=1),
            version=unit.version,
            basis="批复",
            actor=self.clerk,
            at=at(self.day),
        )

    def reinstate(self) -> object:
        unit = self._one_of(Unit.objects.filter(dissolved_on__isnull=False))
        return unit and reinstate_unit(
            unit,
            version=unit.version,
            basis="批复作废",
            actor=self.clerk,
            at=at(self.day),
        )

    def appoint(self) -> object:
        unit = self.cast.units["other"]
        post, _made = Post.objects.get_or_create(
            unit=unit, kind="publicity_member", defaults={"valid_from": LONG_AGO}
        )
        return appoint(
            post=post,
            person=Person.objects.get(pk=self.cast.people["leader"].pk),
            valid_from=self.day - timedelta(days=self.random.randint(0, 50)),
            actor=self.clerk,
            at=at(self.day),
        )

    def leave(self) -> object:
        held = self._one_of(
            Appointment.objects.filter(
                post__kind__in=("publicity_member", "organisation_member"),
                valid_to=None,
            )
        )
        if held is None:
            return None
        end_appointment(held, ended_on=self.day, actor=self.clerk, at=at(self.day))
        return held

    def ask_for_more(self) -> object:
        demand = operations.Demand(
            title="季度党课",
            kinds=["branch"],
            counts=["party_lecture"],
            each=self.random.choice((Each.QUARTER, Each.MONTH)),
            least=self.random.randint(1, 2),
            since=self.day + timedelta(days=self.random.randint(0, 9)),
            basis="集团党委〔2026〕8号",
        )
        return operations.add_duty(
            self.cast.units["root"], demand=demand, actor=self.clerk, at=at(self.day)
        )

    def ask_no_longer(self) -> object:
        added = self._one_of(AddedDuty.objects.filter(until=None))
        return added and operations.end_duty(
            added,
            until=max(self.day, added.since),
            reason="减负",
            actor=self.clerk,
            at=at(self.day),
        )

    def tell_window(self) -> object:
        opens = self.day + timedelta(days=self.random.randint(0, 20))
        return operations.tell_review_window(
            self.cast.units["root"],
            window=(opens, opens + timedelta(days=self.random.randint(0, 60))),
            basis="通知",
            actor=self.clerk,
            at=at(self.day),
        )

    def waive(self) -> object:
        open_ones = [
            approval
            for approval in Approval.objects.filter(matter="duties.waiver")
            if approvals.step_waiting(approval) is not None
        ]
        if open_ones:
            return agree(open_ones[0], actor=self._who_decides(), at=at(self.day))
        return operations.ask_for_waiver(
            self.cast.units["branch"],
            code=self.random.choice(KINDS[:3]),
            first=self.day.replace(day=1),
            reason="抢修",
            actor=self._secretary(),
            at=at(self.day),
        )

    def _who_decides(self) -> Actor:
        return self.cast.actor("sub_clerk")

    def _secretary(self) -> Actor:
        return self.cast.actor("branch_secretary")

    def _one_of(self, rows):
        found = list(rows)
        return self.random.choice(found) if found else None
