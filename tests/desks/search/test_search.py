"""One search over everything that somebody may see."""

import pytest
from django.utils import translation

from lianxin.desks.search import queries
from lianxin.facts.records.models import Record
from lianxin.kernel.zh import name_pinyin, text_pinyin
from lianxin.work.goals.models import Goal, GoalLedger
from tests.cast import AT, TODAY


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def house(cast):
    for person in cast.people.values():
        person.pinyin = name_pinyin(person.name)
        person.save()
    for unit in cast.units.values():
        unit.pinyin = text_pinyin(unit.name)
        unit.save()
    goal = Goal.objects.create(
        unit=cast.units["branch"],
        text="完成检修规程修订",
        deadline=TODAY,
        giver=cast.units["root"],
        given_by=cast.people["clerk"],
        given_at=AT,
        given_on=TODAY,
    )
    GoalLedger.objects.create(goal=goal, due=TODAY)
    Record.objects.create(
        kind="party_day",
        unit=cast.units["branch"],
        took_place_on=TODAY,
        topic="检修现场主题党日 Safety",
        recorded_by=cast.people["branch_secretary"],
        recorded_at=AT,
    )
    return cast


def found(cast, role, words):
    sections = queries.search(words, actor=cast.actor(role), today=TODAY)
    return {s.title: [hit.title for hit in s.hits] for s in sections}


@pytest.mark.parametrize(
    "words", ["单雪", "shanxue", "ShanX", "sx", "shan xue", "T009"]
)
def test_a_person_is_found_by_name_sound_initials_and_number(house, words):
    number = house.people["branch_member"].employee_number
    words = number if words == "T009" else words
    assert found(house, "secretary", words)["People"] == ["单雪"]


def test_one_word_finds_all_sorts(house):
    assert found(house, "secretary", "检修") == {
        "Units": ["检修一支部", "检修一支部第一党小组", "检修车间"],
        "Goals": ["完成检修规程修订"],
        "Records": ["检修现场主题党日 Safety"],
    }
    assert found(house, "secretary", "safety") == {
        "Records": ["检修现场主题党日 Safety"]
    }
    assert found(house, "secretary", "beichuan") == {"Units": ["北川公司党委"]}


def test_units_are_found_by_traditional_characters(house):
    assert found(house, "outsider", "檢修車間") == {"Units": ["检修车间"]}
    assert found(house, "outsider", "檢修一支部第一黨小組") == {
        "Units": ["检修一支部第一党小组"]
    }


def test_goals_and_records_are_found_by_traditional_characters(house):
    assert found(house, "secretary", "檢修規程修訂") == {"Goals": ["完成检修规程修订"]}
    assert found(house, "secretary", "檢修現場 safety") == {
        "Records": ["检修现场主题党日 Safety"]
    }
    assert found(house, "employee", "規程") == {}


def test_nobody_finds_what_they_may_not_see(house):
    assert found(house, "outsider", "检修") == {
        "Units": ["检修一支部", "检修一支部第一党小组", "检修车间"]
    }
    assert found(house, "outsider", "单雪") == {}
    assert found(house, "employee", "规程") == {}


@pytest.mark.parametrize("words", ["", "  ", "%", "_", "'; DROP TABLE", "不存在", "\\"])
def test_words_that_fit_nothing_find_nothing(house, words):
    assert found(house, "secretary", words) == {}


def test_a_hit_says_what_tells_it_apart_and_where_it_is(house):
    (goals,) = queries.search("规程", actor=house.actor("secretary"), today=TODAY)
    goal = Goal.objects.get()
    assert goals.hits == [
        queries.Hit("完成检修规程修订", "检修一支部 · 2026-11-23", f"/goals/{goal.pk}/")
    ]
    assert goals.more_url == ""


def test_at_most_eight_and_a_way_to_all(house):
    for number in range(9):
        Record.objects.create(
            kind="party_day",
            unit=house.units["branch"],
            took_place_on=TODAY,
            topic=f"安全学习 {number}",
            recorded_by=house.people["branch_secretary"],
            recorded_at=AT,
        )
    (records,) = queries.search("安全学习", actor=house.actor("secretary"), today=TODAY)
    assert len(records.hits) == 8
    assert records.more_url.startswith("/records/?")


def test_the_number_of_queries_does_not_grow(house, django_assert_num_queries):
    actor = house.actor("secretary")
    for words in ("单雪", "检修"):
        with django_assert_num_queries(7):
            queries.search(words, actor=actor, today=TODAY)
