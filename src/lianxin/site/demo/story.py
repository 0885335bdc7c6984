"""The last days in one branch, done through the same operations as from the pages.

So that the journal, the approvals and what waits for each role have real contents.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID, uuid5

from django.utils import translation

from lianxin.facts.records import operations as records
from lianxin.facts.records.enums import Decider, Mark, Nature
from lianxin.facts.records.models import MatterList
from lianxin.facts.records.queries import entitled_people, expected_people
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals import operations as approvals
from lianxin.org.approvals.models import Approval
from lianxin.org.people.models import Person
from lianxin.org.posts import queries as posts
from lianxin.org.units.models import Unit
from lianxin.site.demo.duties import Duties
from lianxin.site.demo.elections import Elections
from lianxin.site.demo.elsewhere import Elsewhere
from lianxin.site.demo.enterprise import Enterprise
from lianxin.site.demo.imports import Imports
from lianxin.site.demo.inspections import Inspections
from lianxin.site.demo.keeping import Keeping
from lianxin.site.demo.letters import Letters
from lianxin.site.demo.personnel import Personnel
from lianxin.site.demo.plans import PlanStory
from lianxin.site.demo.polls import Polls
from lianxin.site.demo.signins import FIRST_BRANCH, FIRST_COMPANY
from lianxin.site.demo.transfers import Transfers
from lianxin.site.demo.union import Union
from lianxin.work.goals import operations as goals
from lianxin.work.goals.models import Goal

FOR_THE_BOARD = (
    "企业发展战略、中长期规划和重要改革方案",
    "重大投资和技术改造项目",
    "年度财务预算方案、利润分配方案",
    "重要规章制度的制定和修改",
)
FOR_THE_MANAGERS = ("涉及安全生产、职工权益的重大措施", "大额捐赠和对外赞助")
NAMES = UUID("5f0a3f1e-2d61-4e0c-9d0b-6a6f2f0f5c11")


@dataclass
class Story:
    """Tells the story as of `at`, the moment the demo is made."""

    enterprise: Enterprise
    at: datetime
    has_archive: bool = True

    @translation.override("zh-hans")  # approvals keep their title in the asker's words
    def tell(self) -> None:
        """Give, record, link, report, verify, return, ask for more time, agree."""
        clerk = self._actor(self.enterprise.root.name, "office_clerk", days=6)
        secretary = self._actor(FIRST_BRANCH, "branch_secretary", days=3)
        branch = Unit.objects.get(name=FIRST_BRANCH)
        given = self._give(branch, clerk)
        self._work(branch, given, secretary)
        self._committee()
        self._verify(branch, clerk)
        self._more_time(branch, secretary)
        PlanStory(
            self.at, self._of, Unit.objects.get(pk=self.enterprise.root.id)
        ).tell()
        Duties(self.at, self._of, branch).tell()
        Letters(self.at, self._of).tell()
        Personnel(self.at, self._of).tell()
        Imports(self.at, self._of).tell()
        Transfers(self.at, self._of).tell()
        Elsewhere(self.at, self._of).tell()
        Polls(self.at, self._of).tell()
        Inspections(self.at, self._of).tell()
        Elections(self.at, self._of).tell()
        Union(self.at, self._of).tell()
        if self.has_archive:
            Keeping(self.at, self._of).tell(self.enterprise.root.name)

    def _of(self, unit: str, kind: str, days: int) -> Actor:
        return self._actor(unit, kind, days=days)

    def _give(self, branch: Unit, clerk: Actor) -> list[Goal]:
        company = Unit.objects.get(name=FIRST_COMPANY)
        others = Unit.objects.filter(kind="branch", parent=company)
        units = [branch, *others.exclude(pk=branch.pk).order_by("path")[:2]]
        today = day_of(self.at)
        first = goals.give_goals(
            units=units,
            asked=goals.Undertaking(
                text="组织一次“走进检修现场”主题党日，请一线职工讲安全故事",
                standard="有方案、有照片以外的成果记录，问题当场答复",
                deadline=today + timedelta(days=9),
            ),
            actor=clerk,
            at=self._ago(6),
        )
        second = goals.give_goals(
            units=units,
            asked=goals.Undertaking(
                text="梳理党员责任区，公布责任人和联系方式",
                deadline=today + timedelta(days=5),
            ),
            actor=clerk,
            at=self._ago(6, hours=1),
        )
        return [first[0], second[0]]

    def _work(self, branch: Unit, given: list[Goal], secretary: Actor) -> None:
        members = expected_people("party_day", branch, today=day_of(self.at))
        held = records.Held(
            kind="party_day",
            took_place_on=day_of(self._ago(2)),
            began_at=time(15, 0),
            place="检修车间现场",
            topic="走进检修现场：一线职工讲安全故事",
            host=Person.objects.get(pk=self.enterprise.secretaries[branch.pk]),
            minutes=(
                "参观二号机组检修现场，三位班组长讲了各自经历的险情和处置。"
                "职工提出照明不足、工具摆放两个问题，当场明确由车间本周内解决。"
            ),
            attendance={person.pk: Mark.PRESENT for person in members},
        )
        record = records.record_meeting(
            unit=branch, held=held, actor=secretary, at=self._ago(2)
        )
        self._talk(branch, secretary, [person.pk for person in members])
        goals.link_evidence(
            given[0],
            record=record,
            reason="主题党日在检修现场举行，职工讲了安全故事",
            actor=secretary,
            at=self._ago(2, hours=-1),
        )
        goals.report_done(
            given[0],
            result="已按方案完成，两个问题由车间本周内解决。",
            actor=secretary,
            at=self._ago(1),
        )

    def _talk(self, branch: Unit, secretary: Actor, members: list[int]) -> None:
        """A talk, whose words only the two read."""
        me = self.enterprise.secretaries[branch.pk]
        other = next(pk for pk in members if pk != me)
        records.record_meeting(
            unit=branch,
            held=records.Held(
                kind="heart_to_heart_talk",
                took_place_on=day_of(self._ago(1)),
                topic="季度谈心谈话",
                place="支部活动室",
                host=Person.objects.get(pk=me),
                minutes="了解近期倒班和家庭情况，商定调整班次后再谈一次。",
                attendance={other: Mark.PRESENT},
            ),
            actor=secretary,
            at=self._ago(1),
        )

    def _committee(self) -> None:
        """A committee's meeting that studied something before the board decided."""
        root = Unit.objects.get(pk=self.enterprise.root.id)
        there = expected_people("committee_meeting", root, today=day_of(self.at))
        seated = entitled_people("committee_meeting", root, on=day_of(self.at))
        leaders = {self.enterprise.holders[root.name, "leader_in_charge"]}
        secretary = self.enterprise.holders[root.name, "committee_secretary"]
        edition = self._list_of_matters(root)
        meeting = records.record_from_list(
            unit=root,
            matters=list(edition.matters.filter(number__in=(3,))),
            held=records.Held(
                kind="committee_meeting",
                took_place_on=day_of(self._ago(3)),
                began_at=time(9, 0),
                place="集团一楼会议室",
                host=Person.objects.get(pk=secretary),
                topic="传达学习重要讲话精神",
                topics=(
                    "传达学习重要讲话精神",
                    "二号机组改造投资方案",
                    "研究季度党建重点任务",
                ),
                resolutions=("各支部十二月底前完成党员责任区公示",),
                attendance={
                    person.pk: Mark.PRESENT
                    for person in there
                    if person.pk in seated | leaders
                },
            ),
            actor=self._actor(self.enterprise.root.name, "office_clerk", days=3),
            at=self._ago(3),
        )
        records.settle_item(
            meeting.items.get(number=2),
            nature=Nature.PRE_STUDY,
            is_major=True,
            opinion="同意方案，提交董事会审议；请补充安全评估。",
            result="董事会审议通过。",
            matter=edition.matters.get(number=2),
            decided_on=day_of(self._ago(2)),
            version=1,
            actor=self._actor(self.enterprise.root.name, "office_clerk", days=2),
            at=self._ago(2),
        )

    def _list_of_matters(self, root: Unit) -> MatterList:
        """What the committee studies before the board or the managers decide."""
        listed = records.Listed(
            since=max(root.founded_on, day_of(self._ago(300)).replace(day=1)),
            basis="集团党委《前置研究讨论重大经营管理事项清单》",
            matters=[(text, Decider.BOARD) for text in FOR_THE_BOARD]
            + [(text, Decider.MANAGERS) for text in FOR_THE_MANAGERS],
        )
        clerk = self._actor(self.enterprise.root.name, "office_clerk", days=4)
        return records.list_matters(root, listed=listed, actor=clerk, at=self._ago(4))

    def _verify(self, branch: Unit, clerk: Actor) -> None:
        own = Goal.objects.filter(
            unit=branch, reports__verification=None, ledger__reports=1
        ).exclude(given_on__gte=day_of(self._ago(7)))
        for goal in own:
            goals.return_report(
                goal.reports.get(verification=None),
                opinion="请补充第四次集中学习的签到和交流材料。",
                actor=clerk,
                at=self._ago(1),
            )
        waiting = Goal.objects.filter(
            reports__verification__isnull=True, reports__isnull=False
        )
        elsewhere = waiting.exclude(unit=branch).order_by("pk")[:2]
        for goal, good in zip(elsewhere, (True, False), strict=True):
            report = goal.reports.get(verification__isnull=True)
            if good:
                goals.strike_off(report, actor=clerk, at=self._ago(1, hours=-1))
            else:
                goals.return_report(
                    report,
                    opinion="请补充攻关前后返工率的数据。",
                    actor=clerk,
                    at=self._ago(1, hours=-2),
                )

    def _more_time(self, branch: Unit, secretary: Actor) -> None:
        today = day_of(self.at)
        still_open = Goal.objects.filter(
            unit=branch, ledger__struck_off_on=None, ledger__reports=0
        ).order_by("-deadline", "pk")
        leader = self._actor(self.enterprise.root.name, "leader_in_charge", days=1)
        for goal, agreed in zip(still_open[:2], (True, False), strict=False):
            goals.ask_for_later_deadline(
                goal,
                deadline=max(goal.deadline or today, today) + timedelta(days=20),
                reason="机组抢修占用了主要人员，需要顺延。",
                actor=secretary,
                at=self._ago(1, hours=3),
            )
            if agreed:
                asked = Approval.objects.order_by("-pk")[0]
                approvals.agree(
                    asked,
                    actor=leader,
                    at=self._ago(0, hours=2),
                    reason="同意顺延，请保证质量。",
                )

    def _actor(self, unit: str, kind: str, *, days: int) -> Actor:
        pk = self.enterprise.holders[unit, kind]
        today = day_of(self.at)
        person = Person.objects.get(pk=pk)
        held = posts.appointments_of(person, today=today)
        chosen = next(a for a in held if a.post.kind == kind)
        action = uuid5(NAMES, f"{unit}{kind}{days}")
        return posts.actor_of(person, chosen=chosen, today=today, action=action)

    def _ago(self, days: int, *, hours: int = 0) -> datetime:
        return self.at - timedelta(days=days, hours=hours)
