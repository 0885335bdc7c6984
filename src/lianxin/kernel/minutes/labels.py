"""The labels under which clerks write things, and what stands after each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lianxin.kernel.zh.scripts import simplified

LABELS: Mapping[str, Sequence[str]] = {
    "day": (
        "会议时间", "召开时间", "活动时间", "学习时间", "开会时间", "授课时间", "上课时间", "党课时间", "谈话时间", "开始时间",
        "时间", "会议日期", "活动日期", "日期",
    ),
    "place": (
        "会议地点", "召开地点", "活动地点", "学习地点", "开会地点", "授课地点", "上课地点", "党课地点", "谈话地点", "地点",
        "会议室",
    ),
    "host": (
        "会议主持人", "会议主持", "主持人", "主持", "召集人", "主讲人", "授课人", "讲课人", "主讲", "领学人", "组织人",
        "活动负责人",
    ),
    "recorder": ("会议记录人", "记录人员", "记录人", "记录员", "记录", "会议记录"),
    "expected": (
        "应到会人数", "应到人数", "应到党员", "应到会", "应出席人数", "应出席", "应参加人数", "应参加党员", "应到",
    ),
    "there": (
        "实到会人数", "实到人数", "实到党员", "实到会", "实际出席", "实出席人数", "实出席", "实参加人数", "实参加党员", "实到",
        "参加人数", "参会人数", "到会人数", "出席人数",
    ),
    "present": (
        "参加会议人员", "参加人员签名", "参会人员签名", "出席人员签名", "到会人员签名", "与会人员签名", "参加人员", "参会人员",
        "出席会议人员", "出席人员", "与会人员", "到会人员", "实到人员", "听课人员", "参学人员", "参加人", "参会人", "出席人",
        "参会党员", "参加党员", "出席党员", "到会党员", "与会党员", "参加对象", "出席", "参加", "参会",
    ),
    "sitting_in": ("列席人员", "列席会议人员", "列席人", "列席", "上级指导", "指导领导"),
    "leave": (
        "缺席人员及原因", "缺席人员及事由", "缺席及请假人员", "请假人员及原因", "请假人员及事由", "请假人员",
        "请假党员", "请假人", "未到会人员", "未到人员", "未参加人员", "未参会人员", "缺席人员", "缺席党员", "缺席人",
        "缺席情况", "请假情况", "缺席及原因", "请假", "缺席", "缺勤人员", "缺勤", "未到",
    ),
    "why": ("缺席原因", "请假原因", "缺席事由", "请假事由", "未到原因"),
    "topic": (
        "会议议题", "会议主题", "活动主题", "活动名称", "党课题目", "授课题目", "党课主题", "学习主题", "学习内容", "授课内容", "主要议题",
        "会议议程", "会议程序", "议题", "主题", "议程", "题目",
    ),
    "matter": ("会议内容", "活动内容"),
    "resolved": (
        "会议决议", "会议决定", "会议议定事项", "会议议定", "议定事项", "决议事项", "形成决议", "形成如下决议", "形成以下决议",
        "会议形成决议", "会议形成如下决议", "会议形成以下决议", "会议作出如下决议", "会议作出以下决议", "会议通过以下决议",
        "会议议定以下事项", "会议议定如下事项", "会议决定如下", "会议决定事项", "会议研究决定", "决定事项", "决议",
    ),
    "contents": (
        "会议记录内容", "记录内容", "会议纪要", "发言记录", "讨论情况", "主要内容", "会议情况", "谈话内容", "会议小结", "会议名称", "会议类型",
        "签名", "签字", "审核人", "备注",
    ),
}  # fmt: skip
_ORDERED = "议题"
_IN_SENTENCE = (",", "。", "、", ";")
_NAMED = {name: code for code, names in LABELS.items() for name in names}
_FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0xA0: 0x20,
}


def _spaced(name: str) -> str:
    return r"[ ]{0,4}".join(map(re.escape, name))


_ANY = "|".join(_spaced(name) for name in sorted(_NAMED, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?:(?P<first>^[ ]{{0,4}}|(?<=\t))|(?<=  )|(?<=[ \t|;。,、])|(?<=\()(?=[^()\n]{{1,8}}\))|(?<=[)）】]))[【\[]?"
    rf"(?P<number>(?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}})[、.]\s?)?"
    rf"(?P<label>{_ANY}|{_ORDERED}[一二三四五六七八九十]{{1,2}}|{_ORDERED}\d{{1,2}})"
    rf"(?:\([^()]{{0,12}}\)|(?<=人)\))?[】\]]?"
    rf"(?P<sign>[ ]?:[ ]?|[ ]?\|[ ]?|\t+|(?=[ ]?(?:会)?\d)|[ ]{{1,4}}(?=[\u4e00-\u9fff])"
    rf"|(?(first)(?=[ ]*\n)|(?!)))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """What stands after a label: as far as the next label, over several lines.

    `text` is plain for looking in, `words` are the clerk's own; both are of one length.
    One `in_sentence` stands amid other words.
    """

    code: str
    text: str
    words: str
    label: str
    in_sentence: bool = False

    @property
    def first(self) -> str:
        """What stands in the label's own line or cell."""
        return self.text.split("\n", 1)[0].split("\t", 1)[0].strip()

    @property
    def line(self) -> str:
        """The label with its line, as the clerk wrote it."""
        return f"{self.label}{self.words.split(chr(10), 1)[0]}".strip()


def plain(text: str) -> str:
    """The text to look in: half-width, simplified, sign for sign where it lies."""
    narrow = text.translate(_FULL)
    lines = []
    for line in narrow.split("\n"):
        converted = simplified(line)
        lines.append(converted if len(converted) == len(line) else line)
    return "\n".join(lines)


def labelled(text: str, looked_in: str) -> Iterator[Labelled]:
    """Each label of the text with what stands after it; `looked_in` is its plain form."""
    found = list(_LABEL.finditer(looked_in))
    for number, match in enumerate(found, start=1):
        end = found[number].start() if number < len(found) else len(looked_in)
        yield Labelled(
            _NAMED.get(match["label"].replace(" ", ""), "topic"),
            looked_in[match.end() : end],
            text[match.end() : end],
            text[match.start() : match.end()],
            in_sentence=looked_in[match.start() - 1 : match.start()] in _IN_SENTENCE,
        )
