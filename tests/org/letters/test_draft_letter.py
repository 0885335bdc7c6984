"""Drafting a letter from a template."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import NotVisible, Ref, Refused
from lianxin.org.letters import queries
from lianxin.org.letters.enums import Language, Stage
from lianxin.org.letters.models import Letter
from tests.cast import TODAY, Cast
from tests.org.letters.letters import INTRODUCTION, draft


def test_the_template_is_filled(cast: Cast):
    letter = draft(cast)
    assert letter.title == "关于联合开展主题党日的函"
    assert letter.body == "请贵支部派五名党员参加。\n专此函达。"
    assert (letter.signed_as, letter.number) == ("检修一支部", None)
    assert queries.stage_of(letter) is Stage.DRAFT
    assert Entry.objects.get(code="letters.drafted").after == {
        "title": "关于联合开展主题党日的函",
        "addressee": "运行二支部",
    }


def test_days_are_written_out_and_empty_clauses_fall_out(cast: Cast):
    values = {
        "person_name": "何秋实",
        "post": "组织委员",
        "day": "2026-12-01",
        "meeting": "支部委员会",
        "former_post": "",
    }
    letter = draft(cast, "appoint_notice", values=values)
    assert letter.body.split("\n") == [
        "经支部委员会研究决定：",
        "何秋实同志任组织委员，任职时间自2026年12月1日起计算。",
        "特此通知。",
    ]


def test_a_form_has_its_slips(cast: Cast):
    letter = draft(cast, "introduction")
    slips = json.loads(letter.slips)
    assert slips["counterfoil"]["paragraphs"] == [
        "何秋实同志系中共正式党员，组织关系由检修一支部转到运行二支部。"
    ]
    assert slips["receipt"]["addressee"] == "检修一支部"
    assert letter.signed_as == ""


def test_in_traditional_characters(cast: Cast):
    letter = draft(cast, language=Language.HANT)
    assert letter.body.split("\n")[-1] == "專此函達。"


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, ["matter", "text"]),
        ({"matter": " ", "text": "x"}, ["matter"]),
    ],
)
def test_what_must_be_filled_in(cast: Cast, values, fields):
    with pytest.raises(ValidationError) as refused:
        draft(cast, values=values)
    assert list(refused.value.message_dict) == fields
    assert not Letter.objects.exists()


def test_a_day_that_is_none(cast: Cast):
    values = {"person_name": "a", "post": "b", "day": "soon", "meeting": "c"}
    with pytest.raises(ValidationError) as refused:
        draft(cast, "appoint_notice", values=values)
    assert list(refused.value.message_dict) == ["day"]


def test_nothing_that_is_marked_as_secret(cast: Cast):
    with pytest.raises(ValidationError, match="nothing was stored"):
        draft(cast, values={"matter": "安排", "text": "机密★1年\n请参加。"})
    assert not Letter.objects.exists()


def test_there_is_no_such_template(cast: Cast):
    with pytest.raises(NotVisible):
        draft(cast, "castle")


@pytest.mark.parametrize("role", ["clerk", "sub_clerk", "member", "outsider"])
def test_only_the_unit_itself_writes(cast: Cast, role):
    with pytest.raises(Refused):
        draft(cast, actor=cast.actor(role))


def test_the_database_holds_no_word_of_it_in_clear(cast: Cast):
    identity = "110101199003070038"
    draft(cast, "introduction", values=INTRODUCTION | {"identity_number": identity})
    with connection.cursor() as cursor:
        for table in ("letters_letter", "journal_entry"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 -- names of ours
            assert identity not in str(cursor.fetchall())


def test_facts_fill_it_as_far_as_the_actor_sees_them(cast: Cast):
    person = Ref("people.person", cast.people["member"].pk)
    template = queries.template("introduction")

    def begins(role: str) -> dict[str, str]:
        return dict(
            queries.beginning_of(
                template,
                about=person,
                language="zh-Hans",
                actor=cast.actor(role),
                today=TODAY,
            )
        )

    assert begins("branch_secretary") == {
        "person_name": "何秋实",
        "gender": "",
        "age": "",
        "standing": "正式党员",
        "from_unit": "检修一支部",
        "days": "90",
    }
    assert begins("leader")["standing"] == "正式党员"
    assert begins("administrator")["standing"] == ""
    with pytest.raises(NotVisible):
        begins("outsider")
