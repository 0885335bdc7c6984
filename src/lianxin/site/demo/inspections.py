"""The company inspected duties of its branches: findings, one of them being put right."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import DutyStatus
from lianxin.kernel.zh.days import day_of
from lianxin.org.units.models import Unit
from lianxin.programmes.inspections import operations, queries
from lianxin.programmes.inspections.models import Finding, Inspection
from lianxin.programmes.inspections.operations import Plan, Seen
from lianxin.site.demo.signins import FIRST_BRANCH, FIRST_COMPANY
from lianxin.work.duties.queries import pill_of
from lianxin.work.goals import operations as goals
from lianxin.work.goals.operations import Undertaking

FEW = 5
DUTIES = ("general_meeting", "branch_committee_meeting", "party_day")


@dataclass
class Inspections:
    """As of `at`; `actor` gives whoever holds a post of a unit, so many days ago."""

    at: datetime
    actor: Callable[[str, str, int], Actor]

    def tell(self) -> None:
        """Begin, find, ask that one of the problems be put right, with a record of it."""
        clerk = self.actor(FIRST_COMPANY, "office_clerk", 2)
        branch = Unit.objects.get(name=FIRST_BRANCH)
        begun = self._begin(branch, clerk)
        problem = self._find(
            begun,
            branch,
            Seen(
                text="这次会议的记录未写明缺席党员的补学安排。",
                record=self._latest(branch),
            ),
        )
        self._find(
            begun, branch, Seen(text="党员活动室资料摆放不齐，学习资料未及时更新。")
        )
        self._overdue(begun, clerk)
        goal = operations.ask_to_rectify(
            problem,
            asked=Undertaking(
                text="补齐缺席党员的补学记录",
                standard="每次会议的缺席党员均有补学日期和方式",
                deadline=day_of(self.at) + timedelta(days=30),
            ),
            actor=clerk,
            at=self.then,
        )
        goals.link_evidence(
            goal,
            record=Record.objects.filter(
                unit=branch, kind="party_day", took_place_on=day_of(self.then)
            ).latest("pk"),
            reason="党日上通报了检查发现，缺席党员当场补学并登记",
            actor=self.actor(FIRST_BRANCH, "branch_secretary", 1),
            at=self.at - timedelta(days=1),
        )

    @property
    def then(self) -> datetime:
        """When the branches were inspected."""
        return self.at - timedelta(days=2)

    def _begin(self, branch: Unit, clerk: Actor) -> Inspection:
        company = Unit.objects.get(name=FIRST_COMPANY)
        others = Unit.objects.filter(
            kind="branch", parent=company, is_restricted=False, path__isnull=False
        ).exclude(pk=branch.pk)
        return operations.begin_inspection(
            Plan(
                title="组织生活制度落实情况检查",
                basis="公司党委年度党建工作检查通知",
                since=day_of(self.then).replace(month=1, day=1),
                until=day_of(self.then),
                duties=DUTIES,
            ),
            units=[branch, *others.order_by("path")[:FEW]],
            actor=clerk,
            at=self.then,
        )

    def _find(self, begun: Inspection, unit: Unit, seen: Seen) -> Finding:
        clerk = self.actor(FIRST_COMPANY, "office_clerk", 2)
        return operations.write_finding(
            begun, unit=unit, seen=seen, actor=clerk, at=self.then
        )

    def _latest(self, branch: Unit) -> Record:
        """The last meeting of the branch before the inspection."""
        day = day_of(self.then)
        held = Record.objects.filter(
            unit=branch, kind="party_day", took_place_on__lt=day
        )
        return held.order_by("-took_place_on", "-pk")[0]

    def _overdue(self, begun: Inspection, clerk: Actor) -> None:
        """A finding about the first period that is overdue anywhere there."""
        today = day_of(self.at)
        overdue = pill_of(DutyStatus.OVERDUE)
        for unit in queries.units_of(begun, actor=clerk):
            for line in queries.duties_of(begun, unit, today=today):
                if line.pill != overdue:
                    continue
                self._find(
                    begun,
                    unit,
                    Seen(
                        text="到期未开展，请说明原因并及时补开。",
                        duty=line.code,
                        first_day=line.first,
                        about=f"{line.title} {line.period}",
                    ),
                )
                return
