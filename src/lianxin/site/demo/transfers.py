"""Transfers of members in the demo: one asked for, one under way, one received, one out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals import operations as approvals
from lianxin.org.letters import operations as letters
from lianxin.org.letters.enums import Language
from lianxin.org.people.enums import Belonging, Standing
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.posts.models import Appointment
from lianxin.org.transfers import operations, queries
from lianxin.org.transfers.models import Transfer
from lianxin.org.units.models import Unit
from lianxin.site.demo.signins import FIRST_BRANCH, FIRST_COMPANY

ELSEWHERE = "江城供电公司检修党支部"
WANTED = 4


@dataclass
class Transfers:
    """From the first branch to the one beside it, and to an enterprise elsewhere."""

    at: datetime
    actor: Callable[[str, str, int], Actor]

    def tell(self) -> None:
        """Ask for four members; release three, receive one, let one go with a letter."""
        branch = Unit.objects.get(name=FIRST_BRANCH)
        beside = (
            Unit.objects.filter(parent=branch.parent, kind="branch")
            .exclude(pk=branch.pk)
            .order_by("path")
            .first()
        )
        members = self._members(branch)
        if beside is None or len(members) < WANTED:
            return
        received, under_way, out, asked = members
        self._receive(self._ask(received, 7, to_unit=beside))
        self._release(self._ask(under_way, 4, to_unit=beside), 3)
        self._introduce(self._ask(out, 6, elsewhere=ELSEWHERE), branch, out)
        self._ask(asked, 1, to_unit=beside)

    def _members(self, branch: Unit) -> Sequence[Person]:
        """Full members without a post or an account, the first ones entered."""
        holders = Appointment.objects.values("person")
        rows = (
            Affiliation.objects.filter(
                unit=branch,
                belonging=Belonging.PARTY,
                valid_to=None,
                person__account=None,
                person__standings__standing=Standing.FULL,
                person__standings__valid_to=None,
            )
            .exclude(person__in=holders)
            .select_related("person")
            .order_by("person")
        )
        return [row.person for row in rows[:WANTED]]

    def _ask(
        self,
        person: Person,
        days: int,
        *,
        to_unit: Unit | None = None,
        elsewhere: str = "",
    ) -> Transfer:
        return operations.ask_for_transfer(
            person,
            to_unit=to_unit,
            elsewhere=elsewhere,
            reason="调离本单位" if elsewhere else "工作岗位调整",
            actor=self.actor(FIRST_COMPANY, "office_clerk", days),
            at=self._ago(days),
        )

    def _release(self, transfer: Transfer, days: int) -> Transfer:
        assert transfer.approval is not None  # noqa: S101 -- asked for from a unit here
        approvals.agree(
            transfer.approval,
            reason="同意转出",
            actor=self.actor(FIRST_BRANCH, "branch_secretary", days),
            at=self._ago(days),
        )
        return queries.whole_transfer(transfer.pk)

    def _receive(self, transfer: Transfer) -> None:
        operations.receive_member(
            self._release(transfer, 6),
            received_on=day_of(self._ago(5)),
            actor=self.actor(FIRST_COMPANY, "office_clerk", 5),
            at=self._ago(5),
        )

    def _introduce(self, transfer: Transfer, branch: Unit, person: Person) -> None:
        secretary = self.actor(FIRST_BRANCH, "branch_secretary", 3)
        letter = operations.draft_introduction(
            self._release(transfer, 4),
            unit=branch,
            values={
                "person_name": person.name,
                "gender": "女" if person.gender == "f" else "男",
                "age": "38",
                "ethnicity": "汉族",
                "standing": "正式党员",
                "from_unit": branch.name,
                "to_unit": ELSEWHERE,
                "dues_until": f"{self.at.year}年{self.at.month}月",
                "days": "90",
            },
            addressee="江城供电公司党委",
            language=Language.HANS,
            actor=secretary,
            at=self._ago(3),
        )
        letters.issue_letter(
            letter,
            word="检修介",
            dated_on=day_of(self._ago(3)),
            version=letter.version,
            actor=secretary,
            at=self._ago(3),
        )

    def _ago(self, days: int) -> datetime:
        return self.at - timedelta(days=days)
