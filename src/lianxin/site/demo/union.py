"""What the union of the group does in the demo: a goal that it was given, and its work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from lianxin.facts.records import operations as records
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit
from lianxin.work.goals import operations as goals

UNION = "华岭能源集团工会"
GIVEN = (
    ("征集职工合理化建议，逐条答复并公布采纳结果", "件件有答复，采纳的有落实时间", 4),
    ("办好一线班组夏送清凉、冬送温暖慰问", "一线班组全覆盖，慰问情况有记录", 33),
)
# kind, topic, place, what was written down, days ago
HELD = (
    (
        "work_meeting", "研究合理化建议征集和冬季慰问安排", "工会会议室",
        "确定征集期一个月，由各分会收集，工会每周汇总；慰问以高温、高空、夜班班组为先。", 26,
    ),
    (
        "discussion", "听取一线班组对食堂和通勤的意见", "检修车间班组休息室",
        "职工提出夜班餐供应和末班通勤车时间两件事，会后转综合管理部研究答复。", 12,
    ),
    (
        "culture_activity", "职工健步走", "厂区环路", "百余名职工参加，午休时间进行，自愿报名。", 5,
    ),
)  # fmt: skip


@dataclass
class Union:
    """Told by its chair; `actor` finds who holds a post: unit, kind, days ago."""

    at: datetime
    actor: Callable[[str, str, int], Actor]

    def tell(self) -> None:
        """Two goals from the group's office, three records, one goal shown by them."""
        root = Unit.objects.get(parent=None, path__isnull=False)
        union = Unit.objects.get(name=UNION)
        given = [
            goals.give_goals(
                units=[union],
                asked=goals.Undertaking(
                    text=text,
                    standard=standard,
                    deadline=day_of(self.at) + timedelta(days=days),
                ),
                actor=self.actor(root.name, "office_clerk", 30),
                at=self._ago(30),
            )[0]
            for text, standard, days in GIVEN
        ]
        held = [self._held(union, *row) for row in HELD]
        goals.link_evidence(
            given[0],
            record=held[1],
            reason="座谈中收集到两条建议，已登记转办",
            actor=self._chair(),
            at=self._ago(10),
        )

    def _held(
        self, union: Unit, kind: str, topic: str, place: str, minutes: str, days: int
    ) -> Record:
        chair = self._chair()
        assert chair.person is not None  # noqa: S101 -- a post is held by somebody
        host = Person.objects.get(pk=chair.person.id)
        return records.record_meeting(
            unit=union,
            held=records.Held(
                kind=kind,
                took_place_on=day_of(self._ago(days)),
                began_at=time(14, 30),
                place=place,
                topic=topic,
                host=host,
                minutes=minutes,
                attendance={host.pk: Mark.PRESENT},
            ),
            actor=chair,
            at=self._ago(days - 1),
        )

    def _chair(self) -> Actor:
        return self.actor(UNION, "union_chair", 30)

    def _ago(self, days: int) -> datetime:
        return self.at - timedelta(days=days)
