"""The company inspected its branches this year: two findings, one of them with its goal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.units.models import Unit
from lianxin.programmes.inspections import operations
from lianxin.programmes.inspections.operations import Plan, Seen
from lianxin.site.demo.signins import FIRST_BRANCH, FIRST_COMPANY
from lianxin.work.goals.operations import Undertaking

FEW = 5


@dataclass
class Inspections:
    """As of `at`; `actor` gives whoever holds a post of a unit, so many days ago."""

    at: datetime
    actor: Callable[[str, str, int], Actor]

    def tell(self) -> None:
        """Begin, find, ask that one of the problems be put right."""
        clerk = self.actor(FIRST_COMPANY, "office_clerk", 2)
        company = Unit.objects.get(name=FIRST_COMPANY)
        branch = Unit.objects.get(name=FIRST_BRANCH)
        others = Unit.objects.filter(
            kind="branch", parent=company, is_restricted=False, path__isnull=False
        ).exclude(pk=branch.pk)
        today, then = day_of(self.at), self.at - timedelta(days=2)
        begun = operations.begin_inspection(
            Plan(
                title="组织生活制度落实情况检查",
                basis="公司党委年度党建工作检查通知",
                since=day_of(then).replace(month=1, day=1),
                until=day_of(then),
            ),
            units=[branch, *others.order_by("path")[:FEW]],
            actor=clerk,
            at=then,
        )
        problem = operations.write_finding(
            begun,
            unit=branch,
            seen=Seen(text="部分会议记录未写明缺席党员的补学安排。"),
            actor=clerk,
            at=then,
        )
        operations.ask_to_rectify(
            problem,
            asked=Undertaking(
                text="补齐缺席党员的补学记录",
                standard="每次会议的缺席党员均有补学日期和方式",
                deadline=today + timedelta(days=30),
            ),
            actor=clerk,
            at=then,
        )
        operations.write_finding(
            begun,
            unit=branch,
            seen=Seen(text="党员活动室资料摆放不齐，学习资料未及时更新。"),
            actor=clerk,
            at=then,
        )
