"""Letters in the demo: a request and its reply, a draft, an introduction on its way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.letters import operations
from lianxin.org.letters.models import Letter
from lianxin.org.people.enums import Belonging, Standing
from lianxin.org.people.models import Affiliation, PartyStanding
from lianxin.org.units.models import Unit
from lianxin.site.demo.signins import FIRST_BRANCH, FIRST_COMPANY


@dataclass
class Letters:
    """Written by the clerk of the first company and the secretary of its first branch."""

    at: datetime
    actor: Callable[[str, str, int], Actor]

    def tell(self) -> None:
        """Ask, be answered, take in, introduce a member, begin a draft."""
        company = Unit.objects.get(name=FIRST_COMPANY)
        branch = Unit.objects.get(name=FIRST_BRANCH)
        clerk = self.actor(FIRST_COMPANY, "office_clerk", 5)
        secretary = self.actor(FIRST_BRANCH, "branch_secretary", 4)
        self._ask(company, clerk)
        self._receive(company, clerk)
        self._introduce(branch, secretary)
        operations.draft_letter(
            template="free_notice",
            unit=company,
            values={
                "matter": "做好年度组织生活会准备工作",
                "text": "各党支部应于本月底前征求党员和群众意见，形成会议方案。\n"
                "请各支部书记把好材料关，方案报党委备案。",
            },
            addressee="各党支部",
            actor=clerk,
            at=self._ago(1),
        )

    def _ask(self, company: Unit, clerk: Actor) -> None:
        asked = operations.draft_letter(
            template="found_unit_request",
            unit=company,
            values={
                "new_name": f"{company.short_name}检修项目临时党支部",
                "reason": "为加强大修项目现场党的工作，便于党员参加组织生活，根据项目人员实际情况，"
                "需要设立临时党组织。",
                "members": "9",
                "basis": "党支部工作条例",
            },
            about=Ref("units.unit", company.pk),
            addressee=company.parent.name if company.parent else "",
            actor=clerk,
            at=self._ago(5),
        )
        words = operations.Words(
            title=asked.title,
            body=asked.body,
            addressee=asked.addressee,
            annexes=["临时党支部党员名册"],
            signed_as=company.name,
            signatory="高远山",
        )
        asked = operations.edit_letter(
            asked, words=words, version=asked.version, actor=clerk, at=self._ago(5)
        )
        self._issue(asked, "北川党", clerk, 5)

    def _receive(self, company: Unit, clerk: Actor) -> None:
        rows: tuple[Mapping[str, Any], ...] = (
            {
                "sender": company.parent.name if company.parent else "",
                "their_number": "华岭党〔2026〕31号",
                "title": "关于同意成立检修项目临时党支部的批复",
                "passed_to": "组织干事",
            },
            {
                "sender": "市总工会",
                "title": "关于开展职工技能竞赛的函",
                "passed_to": "公司工会",
                "remark": "月底前回函",
            },
        )
        for days, row in zip((3, 2), rows, strict=True):
            operations.receive_letter(
                unit=company,
                came=operations.Came(received_on=day_of(self._ago(days)), **row),
                actor=clerk,
                at=self._ago(days),
            )

    def _introduce(self, branch: Unit, secretary: Actor) -> None:
        members = Affiliation.objects.filter(
            unit=branch, belonging=Belonging.PARTY, valid_to=None
        ).values("person")
        member = (
            PartyStanding.objects.filter(
                person__in=members, standing=Standing.FULL, valid_to=None
            )
            .select_related("person")
            .order_by("-person")
            .first()
        )
        if member is None:
            return
        letter = operations.draft_letter(
            template="introduction",
            unit=branch,
            values={
                "person_name": member.person.name,
                "gender": "男",
                "age": "41",
                "ethnicity": "汉族",
                "standing": "正式党员",
                "from_unit": branch.name,
                "to_unit": "江城供电公司检修党支部",
                "dues_until": f"{self.at.year}年{self.at.month}月",
                "days": "90",
            },
            about=Ref("people.person", member.person_id),
            addressee="江城供电公司党委",
            actor=secretary,
            at=self._ago(4),
        )
        self._issue(letter, "检修介", secretary, 4)

    def _issue(self, letter: Letter, word: str, actor: Actor, days: int) -> None:
        operations.issue_letter(
            letter,
            word=word,
            dated_on=day_of(self._ago(days)),
            version=letter.version,
            actor=actor,
            at=self._ago(days),
        )

    def _ago(self, days: int) -> datetime:
        return self.at - timedelta(days=days)
