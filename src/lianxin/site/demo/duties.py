"""What the group asks of its branches besides the rules, and a period to be waived."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.duties import Each
from lianxin.kernel.zh.days import day_of
from lianxin.org.units.models import Unit
from lianxin.site.demo.signins import FIRST_BRANCH
from lianxin.work.duties import operations, queries


@dataclass
class Duties:
    """Tells it as of `at`; `actor` finds who holds a post: unit, kind, days ago."""

    at: datetime
    actor: Callable[[str, str, int], Actor]
    branch: Unit

    def tell(self) -> None:
        """A quarterly lecture, the time of the review, and a request for a waiver."""
        root = Unit.objects.get(parent=None, path__isnull=False)
        clerk = self.actor(root.name, "office_clerk", 5)
        today = day_of(self.at)
        then = self.at - timedelta(days=364)
        operations.add_duty(
            root,
            demand=operations.Demand(
                title="支部党课",
                kinds=["branch"],
                counts=["party_lecture"],
                each=Each.QUARTER,
                least=1,
                since=day_of(then),
                basis="集团党委年度党员教育培训安排",
            ),
            actor=clerk,
            at=then,
        )
        operations.tell_review_window(
            root,
            window=(today + timedelta(days=10), today + timedelta(days=75)),
            basis="关于召开年度组织生活会的通知",
            actor=clerk,
            at=self.at - timedelta(days=4),
        )
        self._waiver(today)

    def _waiver(self, today: date) -> None:
        asked = queries.asked_of_unit(self.branch, year=today.year)
        for slot, following in asked.slots:
            marks = asked.marks(slot, following)
            over = slot.last is not None and slot.last < today
            missed = slot.exempt is None and marks.met_on is None
            if over and missed and slot.first.year == today.year:
                operations.ask_for_waiver(
                    self.branch,
                    code=slot.duty.code,
                    first=slot.first,
                    reason="当月全员参加机组抢修，未能召开，已向上级报告。",
                    actor=self.actor(FIRST_BRANCH, "branch_secretary", 1),
                    at=self.at - timedelta(days=1),
                )
                return
