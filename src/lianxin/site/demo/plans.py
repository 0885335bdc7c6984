"""Plans, business targets and a review in the demo, made by the pages' operations."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor
from lianxin.kernel.sheets.intake import outline_unless_marked
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals.operations import agree
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.units.models import Unit
from lianxin.site.demo.signins import FIRST_BRANCH
from lianxin.work.goals import operations as goals
from lianxin.work.goals.models import Goal
from lianxin.work.guidance import operations as guidance
from lianxin.work.guidance.models import Clause, ConsultedUnit, Plan
from lianxin.work.guidance.queries.review import proposals_of
from lianxin.work.reviews import operations as reviews
from lianxin.work.targets import operations as targets

ISSUED = """关于抓实基层党建、服务安全生产的实施意见
各党支部、各部门：
一、抓实基本组织
（一）健全支部班子分工。各党支部要建立委员联系班组制度，做到问题有答复。由党委工作部牵头，各党支部配合。
（二）开好主题党日。各党支部要把主题党日开到作业现场，请一线职工讲安全。由党委工作部牵头。
二、服务安全生产
（一）开展党员身边无隐患活动。组织党员排查身边隐患并跟踪整改。由安全生产部牵头，各党支部配合。
（二）深刻认识安全生产的重大意义。安全生产是企业发展的重要保证。
三、联系服务职工
（一）办好职工身边的实事。梳理职工关心的事项，定期公布办理结果。由综合管理部牵头，各党支部配合。
"""
DRAFTED = """关于推进学习型党组织建设的工作安排
一、组织好集中学习。各党支部要制定年度学习计划，明确主讲人。
二、用好身边课堂。组织党员骨干到班组讲一课，讲操作、讲规程。
三、交流学习成果。组织一次学习成果交流，推广好的做法。
"""
# clause, words, measures, standard, lead unit, who carries it out, days until it is due
ROWS = (
    ("一(一)", "建立支部委员联系班组制度", "每名委员联系一个班组，每月到现场一次",
     "联系记录齐全，问题件件有答复", "党委工作部", "各党支部", 120),
    ("一(二)", "把主题党日开到作业现场", "请一线职工讲安全故事",
     "有方案、有记录，现场问题当场答复", "党委工作部", "各党支部", 60),
    ("二(一)", "开展党员身边无隐患活动", "排查、登记、整改、复查四步走",
     "隐患整改率百分之百", "安全生产部", "各党支部", 45),
    ("三(一)", "梳理并公布职工身边的实事", "征集、公布、办理、反馈",
     "办理结果公布，职工无异议", "综合管理部", "", 90),
)  # fmt: skip
TARGETS = (
    ("安全生产部", "检修返工率", "%", Decimal(2), False, Decimal("1.7")),
    ("安全生产部", "一般隐患整改率", "%", Decimal(100), True, Decimal("98.5")),
    ("计划财务部", "单位供电成本", "元/千千瓦时", Decimal(38), False, None),
    ("科技信息部", "职工创新成果", "项", Decimal(24), True, Decimal(19)),
)


BUSY = 14  # how many branches are further than the others
DEFAULT_NAME = "文件"


@dataclass
class PlanStory:
    """What the office did with two documents, the targets, and one quarter's review."""

    at: datetime
    actor: Callable[[str, str, int], Actor]
    root: Unit

    def tell(self) -> None:
        """One plan issued and followed, one under consultation."""
        self._targets()
        issued = self._issued()
        self._consulted()
        guidance.add_wording(
            self.root,
            old="五型班组",
            now="六型班组",
            since=day_of(self._ago(200)),
            basis="集团公司班组建设管理办法（修订）",
            actor=self.actor(self.root.name, "office_clerk", 2),
            at=self._ago(2),
        )
        self._work_on(issued)
        self._others_work_on(issued)
        self._change(issued)
        self._review()

    def _issued(self) -> Plan:
        clerk = self.actor(self.root.name, "office_clerk", 30)
        leader = self.actor(self.root.name, "leader_in_charge", 29)
        plan = self._take_in(ISSUED, clerk, days=33)
        for path, text, actions, standard, lead, reach, days in ROWS:
            due = day_of(self.at) + timedelta(days=days)
            self._row(
                plan, path, clerk,
                {
                    "text": text, "actions": actions, "standard": standard,
                    "lead_unit": lead, "reach": reach, "due": due.isoformat(),
                },
            )  # fmt: skip
        guidance.handle_clauses(
            plan,
            clauses=[Clause.objects.get(document__plans__plan=plan, path="二(二)")],
            reason="说明意义，不单列任务",
            actor=clerk,
            at=self._ago(32),
        )
        post = self._post_of(leader)
        sent = guidance.submit_plan(plan, steps=[post], actor=clerk, at=self._ago(31))
        assert sent.approval is not None  # noqa: S101 -- the operation has just made it
        agree(sent.approval, actor=leader, at=self._ago(30), reason="同意，抓好落实。")
        issue = guidance.issue_plan(
            plan,
            number=f"华岭党发〔{plan.year}〕21号",
            issued_on=day_of(self._ago(30)),
            meeting="集团党委会第18次会议",
            actor=clerk,
            at=self._ago(30),
        )
        guidance.give_issue(issue, actor=clerk, at=self._ago(30))
        return plan

    def _consulted(self) -> None:
        clerk = self.actor(self.root.name, "office_clerk", 4)
        plan = self._take_in(DRAFTED, clerk, days=4)
        due = day_of(self.at) + timedelta(days=150)
        for path in ("一", "二"):
            clause = Clause.objects.get(document__plans__plan=plan, path=path)
            values = {
                "text": clause.heading,
                "due": due.isoformat(),
                "reach": "各党支部",
            }
            self._row(plan, path, clerk, values)
        branch = Unit.objects.get(name=FIRST_BRANCH)
        departments = Unit.objects.filter(kind="department").order_by("path")[:2]
        consultation = guidance.open_consultation(
            plan,
            units=[*departments, branch],
            until=day_of(self.at) + timedelta(days=6),
            words="请结合业务提出意见，没有意见也请说明。",
            actor=clerk,
            at=self._ago(3),
        )
        asked = ConsultedUnit.objects.get(
            consultation=consultation, unit=departments[0]
        )
        guidance.comment_on_draft(
            asked,
            comments=[guidance.Said(None, "建议每季度安排一次，不要与检修高峰重叠。")],
            actor=clerk,
            at=self._ago(1),
        )

    def _work_on(self, plan: Plan) -> None:
        """The first branch words one of its goals for itself and links a target."""
        secretary = self.actor(FIRST_BRANCH, "branch_secretary", 20)
        goal = Goal.objects.get(
            unit__name=FIRST_BRANCH,
            source_kind="guidance.task",
            source_id__in=plan.tasks.filter(text=ROWS[2][1]).values("pk"),
        )
        goals.refine_goal(
            goal,
            text="检修班组每周查一次作业面隐患，党员带头签字销号",
            actions="周一排查登记\n周三复查整改\n周五班前会通报",
            version=0,
            actor=secretary,
            at=self._ago(20),
        )
        target = self.target
        goals.link_target(goal, target=target, actor=secretary, at=self._ago(20))

    def _change(self, plan: Plan) -> None:
        """Since it was issued the office has put a row more exactly: a second issue is due."""
        row = plan.tasks.get(text=ROWS[3][1])
        due = day_of(self.at) + timedelta(days=ROWS[3][-1] + 30)
        typed = {
            "standard": "每季度公布一次办理结果，职工无异议",
            "due": due.isoformat(),
        }
        guidance.edit_whole_task(
            plan,
            edits=[
                guidance.CellEdit(row.pk, row.version, cell, words)
                for cell, words in typed.items()
            ],
            actor=self.actor(self.root.name, "office_clerk", 1),
            at=self._ago(1),
        )

    def _others_work_on(self, plan: Plan) -> None:
        """Some branches showed what they did, some reported it done, two were verified."""
        clerk = self.actor(self.root.name, "office_clerk", 1)
        row = plan.tasks.get(text=ROWS[1][1])
        given = Goal.objects.filter(
            source_kind="guidance.task", source_id=row.pk, unit__kind="branch"
        )
        for place, goal in enumerate(given.order_by("unit__path")[:BUSY]):
            held = Record.objects.filter(
                unit=goal.unit_id, took_place_on__gte=goal.given_on
            )
            record = held.order_by("took_place_on").first()
            if record is None or goal.unit.name == FIRST_BRANCH:
                continue
            secretary = self.actor(goal.unit.name, "branch_secretary", 2)
            said: dict[str, Any] = {"actor": secretary, "at": self._ago(2)}
            reason = "在作业现场开展，请一线职工讲了安全"
            goals.link_evidence(goal, record=record, reason=reason, **said)
            if place % 3:
                continue
            done = goals.report_done(
                goal, result="主题党日已在作业现场开展，问题当场答复。", **said
            )
            if place % 2 == 0:
                opinion = "记录齐全，同意销号。"
                goals.strike_off(done, opinion=opinion, actor=clerk, at=self._ago(1))

    def _targets(self) -> None:
        year = day_of(self.at).year
        for unit, name, measured_in, value, more, reached in TARGETS:
            owner = Unit.objects.get(name=unit)
            clerk = self.actor(self.root.name, "office_clerk", 60)
            target = targets.set_target(
                owner,
                aim=targets.Aim(
                    name=name,
                    measured_in=measured_in,
                    begins_on=date(year, 1, 1),
                    ends_on=date(year, 12, 31),
                    value=value,
                    more_is_better=more,
                ),
                actor=clerk,
                at=self._ago(60),
            )
            if name == TARGETS[0][1]:
                self.target = target
            if reached is not None:
                targets.enter_actual(
                    target,
                    on=max(date(year, 1, 1), day_of(self._ago(5))),
                    value=reached,
                    words="生产日报",
                    actor=clerk,
                    at=self._ago(4),
                )

    def _review(self) -> None:
        clerk = self.actor(self.root.name, "office_clerk", 2)
        today = day_of(self.at)
        found = reviews.open_round(
            self.root,
            year=today.year,
            quarter=(today.month + 2) // 3,
            until=today + timedelta(days=8),
            actor=clerk,
            at=self._ago(2),
        )
        branches = Unit.objects.filter(kind="branch").exclude(name=FIRST_BRANCH)
        branch = branches.order_by("path")[0]
        goal = Goal.objects.filter(unit=branch, ledger__is_ended=False).order_by("pk")
        reviews.enter_lines(
            found,
            unit=branch,
            words={
                goal[0].pk: reviews.Words(
                    "方案已定，班组已分工", "检修高峰人手紧", "错峰安排，月底补齐"
                )
            },
            actor=self.actor(branch.name, "branch_secretary", 1),
            at=self._ago(1),
        )

    def _take_in(self, text: str, clerk: Actor, *, days: int) -> Plan:
        found = json.loads(outline_unless_marked(text.encode(), name=""))
        outline = found["outline"]
        return guidance.take_in_document(
            unit=self.root,
            recognised=guidance.Recognised(
                text=found["text"],
                title=outline["title"] or "",
                guidance=outline["guidance"],
                reason=outline["guidance_reason"],
                nodes=outline["nodes"],
                problems=outline["problems"],
            ),
            openness="internal",
            file_name=f"{outline['title'] or DEFAULT_NAME}.txt",
            original=text.encode(),
            year=day_of(self.at).year,
            actor=clerk,
            at=self._ago(days),
        )

    def _row(self, plan: Plan, path: str, clerk: Actor, values: dict[str, str]) -> None:
        clause = Clause.objects.get(document__plans__plan=plan, path=path)
        first = next(iter(proposals_of(clause)), None)
        start, end = (
            (first.start, first.end) if first else (clause.text_start, clause.own_end)
        )
        guidance.write_task(
            plan,
            values=values,
            quotes=[guidance.Quoted(clause, start, end)],
            actor=clerk,
            at=plan.begun_at,
        )

    @staticmethod
    def _post_of(actor: Actor) -> Post:
        assert actor.post is not None  # noqa: S101 -- the story's people hold posts
        return Appointment.objects.get(pk=actor.post.id).post

    def _ago(self, days: int) -> datetime:
        return self.at - timedelta(days=days)
