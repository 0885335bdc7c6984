"""Noting what a topic is, what the committee said, what was decided afterwards."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.facts.records import panels, queries
from lianxin.facts.records.enums import Nature
from lianxin.facts.records.models import AgendaItem, Record
from lianxin.facts.records.operations import amend_record, settle_item
from lianxin.kernel.actor import Conflict, Refused
from tests.cast import AT, Cast
from tests.facts.records.meetings import held, meeting
from tests.facts.records.prior_study import a_list

TOPICS = ("传达学习重要讲话", "研究年度检修投资方案", "研究评先推荐")


def committee(cast: Cast, **values):
    given = {"kind": "committee_meeting", "topics": TOPICS, "attendance": {}}
    given["host"] = cast.people["secretary"]
    return meeting(cast, unit="root", role="clerk", **given | values)


def settle(cast: Cast, item: AgendaItem, *, role: str = "clerk", **values):
    given = {
        "nature": Nature.PRE_STUDY,
        "is_major": True,
        "opinion": "同意提交董事会",
        "result": "",
        "version": item.version,
    }
    return settle_item(item, actor=cast.actor(role), at=AT, **given | values)


def test_from_topic_to_the_boards_result(cast: Cast):
    record = committee(cast)
    item = settle(cast, queries.items_of(record)[1])
    settled = settle(cast, item, result="董事会审议通过")
    assert (settled.nature, settled.is_major, settled.opinion, settled.result) == (
        "pre_study",
        True,
        "同意提交董事会",
        "董事会审议通过",
    )


def reworded(cast: Cast, record: Record, second: str) -> list[tuple[str, str, str]]:
    """The agenda once its second topic was corrected to these words."""
    amend_record(
        record,
        held=held(
            cast,
            kind="committee_meeting",
            topics=(TOPICS[0], second, TOPICS[2]),
            attendance={},
            host=cast.people["secretary"],
        ),
        reason="写错",
        version=1,
        actor=cast.actor("clerk"),
        at=AT,
    )
    rows = queries.items_of(record)
    return list(rows.values_list("topic", "nature", "opinion"))


def test_a_topic_in_other_words_keeps_what_was_noted(cast: Cast):
    record = committee(cast)
    settle(cast, queries.items_of(record)[1])
    second = "研究2027年度检修投资方案"
    assert reworded(cast, record, second) == [
        (TOPICS[0], "first", ""),
        (second, "pre_study", "同意提交董事会"),
        (TOPICS[2], "ordinary", ""),
    ]


def test_another_topic_in_its_place_has_nothing_of_it(cast: Cast):
    record = committee(cast)
    settle(cast, queries.items_of(record)[1])
    assert reworded(cast, record, "慰问困难职工") == [
        (TOPICS[0], "first", ""),
        ("慰问困难职工", "ordinary", ""),
        (TOPICS[2], "ordinary", ""),
    ]


def test_what_was_noted_stays_readable_with_why_it_was_changed(cast: Cast):
    record = committee(cast)
    item = settle(cast, queries.items_of(record)[1], result="通过")
    with pytest.raises(ValidationError) as error:
        settle(cast, item, result="未通过")
    assert list(error.value.message_dict) == ["reason"]
    settle(cast, item, result="未通过", reason="抄错")
    [correction] = panels.corrections(record, actor=cast.actor("clerk"))
    assert correction.reason == "抄错"
    assert correction.former == [
        ("Note on a topic", "研究年度检修投资方案; 通过"),
    ]


def test_what_is_added_to_a_note_needs_no_reason(cast: Cast):
    record = committee(cast)
    item = settle(cast, queries.items_of(record)[1])
    settle(cast, item, result="通过", decided_on=date(2026, 11, 22))
    assert panels.corrections(record, actor=cast.actor("clerk")) == ()


def test_a_topic_is_one_of_the_list_and_the_board_decides_on_a_day(cast: Cast):
    matter = a_list(cast).matters.get(number=2)
    item = queries.items_of(committee(cast))[1]
    settled = settle(
        cast, item, matter=matter, result="通过", decided_on=date(2026, 11, 22)
    )
    stored = AgendaItem.objects.get(pk=settled.pk)
    assert (stored.matter, stored.decided_on) == (matter, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"decided_on": date(2026, 11, 22)}, "result"),
        ({"result": "通过", "decided_on": date(2026, 11, 19)}, "decided_on"),
        ({"result": "通过", "decided_on": date(2026, 11, 24)}, "decided_on"),
    ],
)
def test_the_board_decides_after_the_committee_and_not_in_future(
    cast: Cast, values, field: str
):
    item = queries.items_of(committee(cast))[1]
    with pytest.raises(ValidationError) as error:
        settle(cast, item, **values)
    assert list(error.value.message_dict) == [field]


def test_what_stands_on_the_list_is_studied_before_others_decide(cast: Cast):
    matter = a_list(cast).matters.get(number=2)
    item = queries.items_of(committee(cast))[1]
    with pytest.raises(ValidationError) as error:
        settle(cast, item, nature=Nature.ORDINARY, matter=matter)
    assert list(error.value.message_dict) == ["nature"]


def test_a_list_of_later_days_is_none_of_the_meeting(cast: Cast):
    item = queries.items_of(committee(cast))[1]
    matter = a_list(cast, since=date(2026, 11, 21)).matters.get(number=2)
    with pytest.raises(ValidationError) as error:
        settle(cast, item, matter=matter)
    assert list(error.value.message_dict) == ["matter"]


def test_a_matter_taken_stays_when_the_list_changes(cast: Cast):
    matter = a_list(cast).matters.get(number=2)
    item = settle(cast, queries.items_of(committee(cast))[1], matter=matter)
    a_list(cast, since=date(2026, 11, 1))
    settled = settle(cast, item, matter=matter, result="通过")
    assert settled.matter == matter


def test_a_result_follows_an_opinion(cast: Cast):
    item = queries.items_of(committee(cast))[1]
    with pytest.raises(ValidationError) as error:
        settle(cast, item, opinion="", result="通过")
    assert list(error.value.message_dict) == ["opinion"]


def test_two_who_note_at_once(cast: Cast):
    item = queries.items_of(committee(cast))[1]
    settle(cast, item)
    with pytest.raises(Conflict):
        settle(cast, item)


def test_nobody_else_notes(cast: Cast):
    item = queries.items_of(committee(cast))[1]
    with pytest.raises(Refused):
        settle(cast, item, role="sub_clerk")


def test_a_corrected_agenda_keeps_what_was_noted(cast: Cast):
    record = committee(cast)
    settle(cast, queries.items_of(record)[1])
    amend_record(
        record,
        held=held(
            cast,
            kind="committee_meeting",
            topics=(TOPICS[2], TOPICS[1]),
            attendance={},
            host=cast.people["secretary"],
        ),
        reason="次序写错",
        version=1,
        actor=cast.actor("clerk"),
        at=AT,
    )
    rows = queries.items_of(record).values_list("number", "topic", "nature", "opinion")
    assert list(rows) == [
        (1, TOPICS[2], "ordinary", ""),
        (2, TOPICS[1], "pre_study", "同意提交董事会"),
    ]
