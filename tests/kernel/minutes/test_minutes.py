"""What is found in minutes that were already written, and beside which words."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.kernel.minutes import Absence, Found, Minutes, minutes_in
from tests.kernel.minutes.samples import (
    LABELLED,
    NAMES,
    SENTENCES,
    TABLE,
    TRADITIONAL,
)
from tests.kernel.minutes.ways import NAMES_IN_WAYS, WAYS


def test_labels_and_lists():
    found = minutes_in(LABELLED, names=NAMES)
    assert found.day is not None
    assert found.day.value == date(2026, 11, 20)
    assert found.day.words.startswith("时  间：2026年11月20日下午15:30")
    assert found.began_at.value == time(15, 30)
    assert found.place.value == "检修楼二楼会议室"
    assert (found.host.value, found.recorder.value) == ("周明远", "单雪")
    assert (found.expected.value, found.there.value) == (6, 4)
    assert found.present.value == ("周明远", "单雪", "何秋实", "唐小满")
    assert [row.value for row in found.absent] == [
        Absence("韩正阳", "official"),
        Absence("张三", "sick"),
    ]
    assert [row.value for row in found.topics] == [
        "传达学习上级会议精神",
        "讨论四季度检修安排",
    ]
    assert [row.value for row in found.resolutions] == [
        "由单雪牵头制定班组结对方案，12月5日前完成",
        "每月末检查一次照明",
    ]
    assert found.strangers == ()


def test_sentences():
    found = minutes_in(SENTENCES, names=NAMES)
    assert found.day.value == date(2026, 11, 6)
    assert found.began_at is None
    assert found.place.value == "机组现场"
    assert (found.host.value, found.recorder.value) == ("周明远", "单雪")
    assert (found.expected.value, found.there.value) == (3, 2)
    assert [row.value for row in found.absent] == [Absence("何秋实", "official")]
    assert [row.value for row in found.resolutions] == [
        "成立攻关小组，由唐小满任组长",
        "各班组月底前上报名单",
    ]
    assert found.present is None


def test_a_table_from_word():
    found = minutes_in(TABLE, names=NAMES[:5])
    assert (found.day.value, found.began_at.value) == (date(2026, 11, 12), time(9))
    assert found.place.value == "党员活动室"
    assert (found.host.value, found.recorder.value) == ("何秋实", "唐小满")
    assert (found.expected.value, found.there.value) == (5, 5)
    assert found.present.value == NAMES[:5]
    assert found.absent == ()
    assert [row.value for row in found.topics] == ["学习党章"]


def test_traditional_characters_and_han_numerals():
    found = minutes_in(TRADITIONAL, names=NAMES)
    assert (found.day.value, found.began_at.value) == (date(2026, 10, 9), time(9, 30))
    assert found.place.value == "職工之家"
    assert found.host.value == "单雪"
    assert [row.value for row in found.absent] == [
        Absence("唐小满", "official"),
        Absence("韩正阳", "absent"),
    ]
    assert [row.value for row in found.topics] == ["學習重要文件"]


@pytest.mark.parametrize(
    ("line", "reasons"),
    [
        ("请假：张三（病假）、何秋实（事假）", {"张三": "sick", "何秋实": "personal"}),
        ("请假人员：张三、何秋实", {"张三": "other", "何秋实": "other"}),
        ("缺席：张三", {"张三": "absent"}),
        ("缺席人员：张三（因病请假）", {"张三": "sick"}),
        ("请假情况：因公请假：张三、何秋实；因病请假：单雪", {"张三": "official", "何秋实": "official", "单雪": "sick"}),
        ("请假：张三、何秋实出差", {"张三": "official", "何秋实": "official"}),
        ("未到会人员：张三值班，何秋实家中有事", {"张三": "official", "何秋实": "personal"}),
        ("缺席人员：无", {}),
        ("请假人员：/", {}),
        ("请假人员：", {}),
    ],
)  # fmt: skip
def test_why_somebody_was_not_there(line: str, reasons: dict[str, str]):
    found = minutes_in(line, names=NAMES)
    assert {row.value.name: row.value.reason for row in found.absent} == reasons


@pytest.mark.parametrize(
    ("line", "day", "began"),
    [
        ("时间：2026年3月5日", date(2026, 3, 5), None),
        ("时间：2026.3.5 14:00", date(2026, 3, 5), time(14)),
        ("会议时间:2026/03/05 下午2点半", date(2026, 3, 5), time(14, 30)),
        ("日期：二○二六年三月五日", date(2026, 3, 5), None),
        ("时间：2026年3月5日（星期四）上午9：00—11：00", date(2026, 3, 5), time(9)),
        ("一、时间：2026 年 3 月 5 日 19 时 30 分", date(2026, 3, 5), time(19, 30)),
        ("【会议时间】2026年3月5日", date(2026, 3, 5), None),
        ("时间：2026年2月30日", None, None),
        ("时间：      年  月  日", None, None),
        ("时间：下周三", None, None),
    ],
)
def test_days_and_times(line: str, day, began):
    found = minutes_in(line)
    assert (found.day and found.day.value) == day
    assert (found.began_at and found.began_at.value) == began


@pytest.mark.parametrize("way", WAYS)
def test_each_clerks_way(way: str):
    text, expected = WAYS[way]
    found = minutes_in(text, names=NAMES_IN_WAYS)
    once = [
        one and one.value
        for one in (
            found.day,
            found.began_at,
            found.place,
            found.host,
            found.recorder,
            found.expected,
            found.there,
            found.present,
        )
    ]
    absent = {row.value.name: row.value.reason for row in found.absent}
    lists = (
        [row.value for row in found.topics],
        [row.value for row in found.resolutions],
    )
    assert (*once, absent, *lists) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("北川公司〔2026〕第12期\n时间：11月5日", date(2026, 11, 5)),
        ("2026年工作会议\n10月8日，支部开会。", date(2026, 10, 8)),
        ("2025年总结、2026年计划\n时间：11月5日", None),
        ("时间：11月5日", None),
        ("2026年工作会议\n时间：2月30日", None),
    ],
)
def test_a_day_without_its_year_takes_the_only_year_of_the_text(text: str, day):
    found = minutes_in(text)
    assert (found.day and found.day.value) == day


def test_a_cell_of_a_table_has_its_lines_in_one():
    found = minutes_in("会议议题\t1.听取报告 2.学习第 3、4条 3.讨论安排\n备注")
    assert [row.value for row in found.topics] == [
        "听取报告",
        "学习第 3、4条",
        "讨论安排",
    ]


def test_who_is_to_do_it_stays_in_the_words_of_a_resolution():
    text = "主持人：周明远\n会议决议：\n1.检查照明（负责人：唐小满，12月底前）\n2.月底复查，负责人：单雪"
    found = minutes_in(text, names=NAMES)
    assert found.host.value == "周明远"
    assert [row.value for row in found.resolutions] == [
        "检查照明（负责人：唐小满，12月底前）",
        "月底复查，负责人：单雪",
    ]


def test_a_name_that_is_stored_with_a_space_is_found():
    found = minutes_in("参加人员：周明远、刘洋", names=("周明远", "刘 洋"))
    assert (found.present.value, found.strangers) == (("周明远", "刘 洋"), ())


def test_somebody_unknown_is_named_and_not_counted():
    found = minutes_in("参加人员：周明远、王小二、单雪等", names=NAMES)
    assert found.present == Found(
        ("周明远", "单雪"), "参加人员：周明远、王小二、单雪等"
    )
    assert found.strangers == ("王小二",)


def test_a_longer_name_is_not_taken_for_a_shorter_one():
    found = minutes_in("参加人员：李四平", names=("李四", "李四平"))
    assert found.present.value == ("李四平",)


@pytest.mark.parametrize("text", ["", "\n\n", "主持人：\n记录人：\n时间：\n地点：____"])
def test_what_is_not_there_stays_empty(text: str):
    assert minutes_in(text, names=NAMES) == Minutes()


@given(
    st.text(
        alphabet="时间地点主持人记录应到实请假：:（）、；。\n\t 一二3年月日周明远张三1",
        max_size=120,
    )
)
def test_any_text_is_read_and_every_value_stands_in_it(text: str):
    found = minutes_in(text, names=NAMES)
    assert minutes_in(text, names=NAMES) == found
    for row in (*found.topics, *found.resolutions):
        assert "".join(row.value.split()) in "".join(text.split())
    if found.place:
        assert found.place.value in text
    for row in found.absent:
        assert row.value.name in NAMES
