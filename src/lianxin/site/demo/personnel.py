"""What the personnel system told lately in the demo: one moved, one left, one is new."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from lianxin.kernel.actor import Actor
from lianxin.kernel.sheets.feed import Feed, Told
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Affiliation
from lianxin.org.personnel import operations
from lianxin.org.posts.models import Post
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.site.demo.signins import FIRST_BRANCH, FIRST_COMPANY


@dataclass
class Personnel:
    """Taken in by the clerk of the first company; nothing of it is settled yet."""

    at: datetime
    actor: Callable[[str, str, int], Actor]

    def tell(self) -> None:
        """Two members of the first branch, and somebody who begins in a workshop."""
        company = Unit.objects.get(name=FIRST_COMPANY)
        branch = Unit.objects.get(name=FIRST_BRANCH)
        members = [
            row.person
            for row in Affiliation.objects.filter(
                unit=branch, belonging=Belonging.PARTY, valid_to=None
            )
            .select_related("person")
            .order_by("-person")[:2]
        ]
        below = units.all_units().filter(units.below(company.path or "-"))
        shop = below.filter(kind="workshop").first() or company
        told = [Told(2, "90001", "陈一鸣", "m", unit=shop.name)]
        if len(members) > 1:
            moved, left = members
            last = day_of(self.at) - timedelta(days=6)
            told += [
                Told(3, moved.employee_number, moved.name, unit=company.name),
                Told(4, left.employee_number, left.name, left_on=last),
            ]
        clerk = self.actor(FIRST_COMPANY, "office_clerk", 1)
        operations.make_token(
            name="人力资源系统每晚推送",
            post=Post.objects.get(unit=company, kind="office_clerk", number=1),
            actor=clerk,
            at=self.at - timedelta(days=1, hours=1),
        )
        operations.take_update(
            Feed(rows=told),
            unit=company,
            actor=clerk,
            at=self.at - timedelta(days=1),
        )
