"""Members elsewhere in the demo, and a probation that was extended."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.people import operations
from lianxin.org.people.enums import Belonging, Circumstance, Standing
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.posts.models import Appointment
from lianxin.site.demo.signins import FIRST_BRANCH, FIRST_COMPANY
from lianxin.site.demo.transfers import WANTED

# Who, how long ago, where, and how long ago the branch was in touch.
AWAY = (
    (Circumstance.MOBILE, 300, "江城市城南项目部", 150),
    (Circumstance.ABROAD, 250, "某国某市", 40),
)


@dataclass
class Elsewhere:
    """Of the first branch: one on a project in another town, one abroad."""

    at: datetime
    actor: Callable[[str, str, int], Actor]

    def tell(self) -> None:
        """Two are elsewhere and one was in touch with each; one goes on in probation."""
        members = self._members(Standing.FULL)[WANTED : WANTED + len(AWAY)]
        for person, (what, days, place, touched) in zip(members, AWAY, strict=False):
            self._away(person, what, days, place)
            operations.note_touch(
                person,
                touched_on=day_of(self._ago(touched)),
                actor=self.actor(FIRST_BRANCH, "branch_secretary", 1),
                at=self._ago(1),
            )
        self._extend(self._members(Standing.PROBATIONARY)[:1])

    def _away(self, person: Person, what: str, days: int, place: str) -> None:
        operations.begin_situation(
            person,
            circumstance=what,
            valid_from=day_of(self._ago(days)),
            told=operations.Told(place=place, basis="外出报告"),
            actor=self.actor(FIRST_COMPANY, "office_clerk", 2),
            at=self._ago(2),
        )

    def _extend(self, people: Iterable[Person]) -> None:
        for person in people:
            operations.extend_probation(
                person,
                decided_on=day_of(self._ago(3)),
                months=6,
                basis="支部党员大会决议",
                actor=self.actor(FIRST_COMPANY, "office_clerk", 2),
                at=self._ago(2),
            )

    def _members(self, standing: str) -> list[Person]:
        """Members of this standing without a post or an account, the first ones entered."""
        rows = (
            Affiliation.objects.filter(
                unit__name=FIRST_BRANCH,
                belonging=Belonging.PARTY,
                valid_to=None,
                person__account=None,
                person__standings__standing=standing,
                person__standings__valid_to=None,
            )
            .exclude(person__in=Appointment.objects.values("person"))
            .select_related("person")
            .order_by("person")
        )
        return [row.person for row in rows]

    def _ago(self, days: int) -> datetime:
        return self.at - timedelta(days=days)
