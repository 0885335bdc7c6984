"""Taking in a document."""

import os
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.work.guidance.models import Clause, Document, Plan
from lianxin.work.guidance.queries.review import (
    clause_views,
    counts_of,
    preamble_of,
    proposals_of,
)
from tests.cast import Cast
from tests.work.guidance.taken_in import TEXT, clause, recognise, take_in


def test_what_was_recognised_is_stored(cast: Cast):
    plan = take_in(cast)
    document = Document.objects.get()
    assert (document.title, document.number, document.issuer, document.openness) == (
        "关于加强基层党组织建设的意见",
        "华党发〔2026〕8号",
        "中共华岭集团党委",
        "public",
    )
    assert document.text == TEXT
    assert (plan.year, plan.unit, plan.title) == (
        2026,
        cast.units["root"],
        "Breakdown table of 《关于加强基层党组织建设的意见》",
    )
    found = [(c.path, c.level, c.is_heading) for c in Clause.objects.order_by("order")]
    assert found == [
        ("一", 1, True),
        ("一(一)", 2, False),
        ("一(二)", 2, False),
        ("二", 1, False),
    ]
    assert counts_of(plan).clauses == 3
    assert Entry.objects.get().code == "guidance.document_taken_in"
    assert "战斗堡垒" not in str(Entry.objects.get().after)


def test_the_words_of_each_clause_are_found_by_their_place(cast: Cast):
    plan = take_in(cast)
    one = clause(plan, "一(二)")
    assert TEXT[one.text_start : one.own_end].startswith("发挥政治核心作用。")
    assert [p.text for p in proposals_of(one)] == [
        "组织党员开展安全生产示范岗活动，每季度检查一次"
    ]


def test_without_a_title_the_file_gives_one(cast: Cast):
    take_in(
        cast,
        text="一、开展培训\n要组织培训。\n二、做好宣传\n要做好宣传。\n",
        file_name="工作要点.txt",
    )
    document = Document.objects.get()
    assert document.title == "工作要点"
    assert "title_made" in [p["kind"] for p in document.problems]


def test_a_second_document_joins_a_plan(cast: Cast):
    plan = take_in(cast)
    assert take_in(cast, plan=plan) == plan
    assert [b.order for b in plan.bases.order_by("order")] == [1, 2]
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("marking", ["机密★1年", "严禁外传", "密级：秘密"])
def test_a_marked_text_is_stored_by_nobody(cast: Cast, marking: str):
    recognised = recognise()
    marked = type(recognised)(text=f"{marking}\n{recognised.text}")
    with pytest.raises(ValidationError):
        take_in(cast, recognised=marked)
    assert not Document.objects.exists()


def test_it_is_said_whether_it_is_public(cast: Cast):
    with pytest.raises(ValidationError):
        take_in(cast, openness="secret")


@pytest.mark.parametrize("role", ["secretary", "leader", "member", "sub_clerk"])
def test_nobody_but_the_units_clerk(cast: Cast, role: str):
    with pytest.raises(Refused):
        take_in(cast, role=role)


def test_three_thousand_clauses(cast: Cast, django_assert_max_num_queries):
    text = "关于任务的通知\n" + "".join(
        f"第{chapter}章 专项工作\n"
        + "".join(f"{n}.落实第{n}项工作，开展专项检查。\n" for n in range(1, 75))
        for chapter in range(1, 41)
    )
    plan = take_in(cast, text=text)
    assert Clause.objects.count() == 3000
    document = Document.objects.get()
    with django_assert_max_num_queries(4):
        assert len(clause_views(plan, document)) == 200


def test_the_real_document(cast: Cast):
    shared = Path(os.environ.get("LIANXIN_SHARED", "/work/shared"))
    source = shared / "input" / "guidance.txt"
    if not source.exists():
        pytest.skip("the shared input is not here")
    take_in(cast, text=source.read_text(encoding="utf-8"), file_name="guidance.txt")
    document = Document.objects.get()
    plan = Plan.objects.get()
    assert counts_of(plan).clauses == 12
    views = clause_views(plan, document)
    lost = [p.text for v in views for p in v.pieces if p.kind == "lost"]
    assert lost == ["?fù)?dān)"]
    shown = "".join(p.text for v in views for p in v.pieces)
    assert "fā" not in shown + "".join(p.text for p in preamble_of(document))
    assert [v.pieces[0].kind for v in views] == ["heading"] * 13
    taken = [p for v in views for p in v.proposals]
    assert any(p.text.startswith("稳步推进党务公开") for p in taken)
    for proposal in taken:
        assert document.text[proposal.start : proposal.end].strip()
