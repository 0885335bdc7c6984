"""What a row proposed from a clause is filled with, and the names that are offered."""

from datetime import date

import pytest
from django.utils import translation

from lianxin.kernel.zh.deadlines import read_deadline
from lianxin.org.posts.models import Charge
from lianxin.work.goals.enums import DueKind
from lianxin.work.guidance.queries.deadlines import due_as_typed
from lianxin.work.guidance.queries.directory import Directory
from lianxin.work.guidance.queries.review import proposals_of, row_views
from lianxin.work.guidance.queries.suggestions import offered, values_for
from tests.cast import LONG_AGO, TODAY, Cast
from tests.work.guidance.taken_in import clause, quoted, recognise, take_in, task


def values(cast: Cast, plan, path: str):
    actor = cast.actor("clerk")
    found = clause(plan, path)
    return values_for(
        plan,
        found,
        proposals_of(found)[0],
        directory=Directory(plan.unit, actor=actor, today=TODAY),
        today=TODAY,
    )


def test_deadline_units_and_the_leader_in_charge(cast: Cast):
    post = cast.appointments["leader"].post
    department = cast.units["department"]
    Charge.objects.create(post=post, field="安全", unit=department, valid_from=LONG_AGO)
    found = values(cast, take_in(cast), "一(二)")
    assert found == {
        "text": "组织党员开展安全生产示范岗活动，每季度检查一次",
        "due": "每季度",
        "lead_unit": "安全生产部",
        "remark": "宣传处",
        "leader": "高远山",
    }


def test_the_leader_whose_field_the_words_name(cast: Cast):
    post = cast.appointments["leader"].post
    Charge.objects.create(post=post, field="党务公开、宣传", valid_from=LONG_AGO)
    found = values(cast, take_in(cast), "一(一)")
    assert (found["leader"], found["due"]) == ("高远山", "12月底前")
    assert "lead_unit" not in found


ONE = "（一）开展责任区建设。各党支部于2027年3月31日前划定责任区，明确责任人。"
TWO = "（一）建立目录。各党支部要建立公开目录。各党支部要完善议事制度。完成时限：6月底"


@pytest.mark.parametrize(("work", "due"), [(ONE, "2027年3月31日前"), (TWO, None)])
def test_a_deadline_beside_the_only_work_of_a_clause(cast: Cast, work, due):
    text = f"关于加强基层党组织建设的意见\n各党支部：\n一、重点任务\n{work}\n"
    plan = take_in(cast, recognised=recognise(text))
    assert len(proposals_of(clause(plan, "一(一)"))) == (1 if due else 2)
    assert values(cast, plan, "一(一)").get("due") == due


def test_last_years_lead_unit_is_remembered(cast: Cast):
    earlier = take_in(cast, year=2025)
    task(cast, earlier, "各党支部建立党务公开目录，定期公布", lead_unit="集团工会")
    assert values(cast, take_in(cast), "一(一)")["lead_unit"] == "集团工会"


@pytest.mark.parametrize(
    ("of", "typed", "expected"),
    [
        ("units", "aqsc", ["安全生产部"]),
        ("units", "工会", ["集团工会"]),
        ("units", "", []),
        ("persons", "马立", ["马立群"]),
        ("persons", "mlq", ["马立群"]),
        ("leader", "高", ["高远山"]),
        ("leader", "gys", ["高远山"]),
        ("leader", "没有", []),
    ],
)
def test_names_are_offered_by_characters_and_pinyin(cast: Cast, of, typed, expected):
    plan = take_in(cast)
    found = offered(of, typed, plan=plan, actor=cast.actor("clerk"), today=TODAY)
    assert [each["name"] for each in found] == expected


def test_nobody_is_offered_whom_one_may_not_see(cast: Cast):
    plan = take_in(cast)
    actor = cast.actor("branch_secretary")
    found = offered("persons", "林若溪", plan=plan, actor=actor, today=TODAY)
    assert found == []


def flags(cast: Cast, plan):
    rows = row_views(plan, actor=cast.actor("clerk"), today=TODAY)
    return [[(f.kind, dict(f.values)) for f in row.flags] for row in rows]


def test_former_wordings_and_copied_standards_are_flagged(cast: Cast):
    plan = take_in(cast)
    task(cast, plan, "发挥政治核心作用", standard="发挥政治核心作用。")
    task(cast, plan, "建立目录", actions="列出事项，报支部大会讨论")
    first, second = flags(cast, plan)
    assert [kind for kind, _values in first] == ["superseded", "copied"]
    assert first[0][1]["now"].startswith("领导作用")
    assert first[1][1] == {"cell": "standard"}
    assert second == []


def test_measures_equal_to_the_quote_are_flagged(cast: Cast):
    plan = take_in(cast)
    quote = quoted(plan, "一(一)")
    words = plan.documents.get().text[quote.start : quote.end]
    task(cast, plan, "目录", actions=words, quotes=[quote])
    assert flags(cast, plan) == [[("copied", {"cell": "actions"})]]


def test_the_same_task_of_another_plan_is_flagged(cast: Cast):
    other, plan = take_in(cast), take_in(cast)
    task(cast, other, "建立党务公开目录，定期公布")
    task(cast, plan, "建立党务公开目录并定期公布")
    ((kind, told),) = flags(cast, plan)[0]
    assert (kind, told["text"]) == ("duplicate", "建立党务公开目录，定期公布")


END = date(2026, 12, 31)


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
@pytest.mark.parametrize(
    ("kind", "on", "event"),
    [
        (DueKind.DATE, date(2026, 12, 5), ""),
        (DueKind.MONTH, date(2026, 9, 30), ""),
        (DueKind.QUARTER, date(2026, 9, 30), ""),
        (DueKind.YEAR, END, ""),
        (DueKind.EVERY_MONTH, END, ""),
        (DueKind.EVERY_QUARTER, END, ""),
        (DueKind.EVERY_MONTH, END, "每月5日前"),
        (DueKind.LONG_TERM, None, ""),
        (DueKind.EVENT, None, "换届前"),
    ],
)
def test_a_deadline_is_shown_as_it_may_be_typed(language, kind, on, event):
    with translation.override(language):
        shown = due_as_typed(kind, on, event)
    read = read_deadline(shown, year=2026)
    assert read is not None
    assert (read.kind, read.on, read.event) == (kind, on, event)
