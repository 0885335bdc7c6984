"""A year of meetings and goals in every branch, streamed as rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from random import Random

from lianxin.facts.records.models import (
    Leave,
    Participation,
    Record,
    RecordPart,
    Resolution,
)
from lianxin.org.people.models import Affiliation
from lianxin.org.units.models import Unit
from lianxin.site.demo.enterprise import Enterprise
from lianxin.site.demo.rows import Rows, finish
from lianxin.work.goals.models import CompletionReport, Evidence, Goal, Verification

MEETINGS = (
    ("branch_committee_meeting", "研究本月重点工作和党员教育安排", "支部活动室"),
    ("party_day", "学习重要文件，交流岗位实践体会", "党员活动中心"),
    ("general_meeting", "听取支部工作报告，讨论下一步安排", "二楼会议室"),
    ("party_lecture", "结合生产实际讲安全生产责任", "培训教室"),
)
MISSED_ONE_IN = 23
GOALS = (
    (
        "开展“党员身边无事故”活动，全年党员责任区不发生人身轻伤及以上事故",
        "有方案、有记录、有总结",
    ),
    (
        "建立党员联系班组制度，每名支部委员联系一个班组并每月到现场一次",
        "联系记录齐全，问题有答复",
    ),
    ("完成年度党员教育培训计划，组织不少于四次集中学习", "有签到、有课件、有心得交流"),
    (
        "围绕降低检修返工率成立党员攻关小组，形成一项可推广的做法",
        "攻关成果经生产部门确认",
    ),
    ("征集并答复职工意见建议，做到件件有回音", "答复率百分之百"),
    ("开展一次廉洁警示教育，签订廉洁承诺书", "全体党员参加"),
)
HOURS = {"party_lecture": 2}
RESOLVED = (
    "每名支部委员联系一个班组，每月到现场一次",
    "月底前公布党员责任区和联系方式",
)
MINUTES = (
    "会议由{host}主持。与会人员结合岗位实际交流了体会，对下一步工作提出了意见。"
    "会议议定：一、按计划推进当月重点任务；二、支部委员分片联系班组，月底前反馈；"
    "三、做好资料归集，及时公开。"
)


@dataclass
class Year:
    """Makes records and goals for every branch of an enterprise just made."""

    enterprise: Enterprise
    months: int
    random: Random = field(default_factory=lambda: Random(7))  # noqa: S311 -- invented data
    records: Rows = field(default_factory=lambda: Rows(Record))
    parts: Rows = field(default_factory=lambda: Rows(RecordPart))
    resolutions: Rows = field(default_factory=lambda: Rows(Resolution))
    participations: Rows = field(default_factory=lambda: Rows(Participation))
    leaves: Rows = field(default_factory=lambda: Rows(Leave))
    goals: Rows = field(default_factory=lambda: Rows(Goal))
    evidence: Rows = field(default_factory=lambda: Rows(Evidence))
    reports: Rows = field(default_factory=lambda: Rows(CompletionReport))
    verifications: Rows = field(default_factory=lambda: Rows(Verification))

    def make(self) -> None:
        """Write the year; the ledgers are made anew afterwards by the command."""
        for branch, members in self._members():
            held = self._meetings(branch, members)
            self._goals(branch, held)
        finish(
            [
                self.records, self.parts, self.resolutions, self.participations,
                self.leaves, self.goals,
                self.evidence, self.reports, self.verifications,
            ]
        )  # fmt: skip

    def _members(self) -> Iterator[tuple[int, list[tuple[int, str]]]]:
        rows = (
            Affiliation.objects.filter(belonging="party")
            .order_by("unit_id", "person_id")
            .values_list("unit_id", "person_id", "person__name")
        )
        for unit, group in groupby(rows.iterator(chunk_size=2000), key=lambda r: r[0]):
            yield unit, [(person, name) for _, person, name in group]

    def _meetings(
        self, branch: int, members: list[tuple[int, str]]
    ) -> list[tuple[int, date]]:
        secretary = self.enterprise.secretaries[branch]
        name = dict(members)[secretary]
        held = []
        for back in range(self.months, 0, -1):
            self._group_meetings(branch, members, back)
        for back in range(self.months, 0, -1):
            for n, (kind, topic, place) in enumerate(MEETINGS):
                if n > 1 and back % 3:
                    continue
                if (branch * 5 + back * 7 + n) % MISSED_ONE_IN == 0:
                    continue
                day = self._day(back * 30 - 4 - 6 * n + self.random.randint(0, 4))
                record = self.records.add(
                    kind=kind, unit_id=branch, took_place_on=day, began_at=time(15, 30),
                    place=place, topic=topic, host_id=secretary, version=1,
                    minutes=MINUTES.format(host=name), recorded_by_id=secretary,
                    recorded_at=self._at(day, 18), hours=HOURS.get(kind), details={},
                )  # fmt: skip
                self._parts(
                    record, kind, is_lecture=kind == "party_day" and back % 3 == 0
                )
                held.append((record, day))
                self._attendance(
                    record,
                    members,
                    host=secretary,
                    few=kind == "branch_committee_meeting",
                )
        return held

    def _group_meetings(
        self, branch: int, members: list[tuple[int, str]], back: int
    ) -> None:
        groups = self._groups.get(branch, [])
        for number, group in enumerate(groups):
            if (group * 5 + back * 7) % MISSED_ONE_IN == 0:
                continue
            day = self._day(back * 30 - 12 - number)
            record = self.records.add(
                kind="group_meeting", unit_id=group, took_place_on=day,
                began_at=time(16), place="班组休息室", topic="学习讨论，安排本组党员当月工作",
                host_id=members[number][0], version=1, minutes="",
                recorded_by_id=members[number][0], recorded_at=self._at(day, 18),
            )  # fmt: skip
            self.parts.add(record_id=record, kind="group_meeting")
            there = members[number :: len(groups)]
            self._attendance(record, there, host=members[number][0], few=True)

    @cached_property
    def _groups(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        rows = Unit.objects.filter(kind="group").order_by("path")
        for group, branch in rows.values_list("pk", "parent_id"):
            found.setdefault(branch or 0, []).append(group)
        return found

    def _parts(self, record: int, kind: str, *, is_lecture: bool) -> None:
        self.parts.add(record_id=record, kind=kind)
        if is_lecture:
            self.parts.add(record_id=record, kind="political_birthday")
        if kind == "general_meeting":
            for number, text in enumerate(RESOLVED, start=1):
                self.resolutions.add(record_id=record, number=number, text=text)

    def _attendance(
        self, record: int, members: list[tuple[int, str]], *, host: int, few: bool
    ) -> None:
        for person, _ in members[:5] if few else members:
            dice = self.random.random()
            presence = (
                "leave" if dice < 0.06 else "absent" if dice < 0.07 else "present"
            )
            if person == host:
                presence = "present"
            row = self.participations.add(
                record_id=record, person_id=person, presence=presence
            )
            if presence == "leave":
                reason = self.random.choice(("official", "personal", "sick"))
                self.leaves.add(participation_id=row, reason=reason)

    def _goals(self, branch: int, held: list[tuple[int, date]]) -> None:
        giver = self.enterprise.root.id
        clerk = self.enterprise.holders[self.enterprise.root.name, "office_clerk"]
        for n, (text, standard) in enumerate(GOALS):
            given = self._day(150 - 3 * n)
            deadline = self._day((n - 3) * -20 + self.random.randint(-5, 4))
            goal = self.goals.add(
                unit_id=branch, text=text, standard=standard, measure="yes_no",
                deadline=deadline, giver_id=giver, given_by_id=clerk, version=1,
                given_at=self._at(given, 10), given_on=given,
            )  # fmt: skip
            if n != 5:
                self._evidence(goal, branch, [h for h in held if h[1] > given][n::5])
            if n < 3 and self.random.random() < 0.9:
                self._report(goal, branch, clerk, deadline, verified=n < 2)

    def _evidence(self, goal: int, branch: int, held: list[tuple[int, date]]) -> None:
        secretary = self.enterprise.secretaries[branch]
        for record, day in held[:3]:
            self.evidence.add(
                goal_id=goal, record_id=record, reason="会议专题研究并布置了这项任务",
                linked_by_id=secretary, linked_at=self._at(day, 19), linked_on=day,
            )  # fmt: skip

    def _report(
        self, goal: int, branch: int, clerk: int, deadline: date, *, verified: bool
    ) -> None:
        day = min(deadline, self._day(2)) - timedelta(days=self.random.randint(1, 5))
        report = self.reports.add(
            goal_id=goal, result="已按要求完成，资料附后。",
            reported_by_id=self.enterprise.secretaries[branch],
            reported_at=self._at(day, 16), reported_on=day,
        )  # fmt: skip
        if not verified:
            return
        struck = self.random.random() < 0.93
        self.verifications.add(
            report_id=report, struck_off=struck, verified_by_id=clerk,
            opinion="" if struck else "缺少现场联系的记录，请补充后再报。",
            verified_at=self._at(day + timedelta(days=1), 10),
            verified_on=day + timedelta(days=1),
        )  # fmt: skip

    def _day(self, ago: int) -> date:
        return self.enterprise.today - timedelta(days=ago)

    @staticmethod
    def _at(day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour), tzinfo=UTC) - timedelta(hours=8)
