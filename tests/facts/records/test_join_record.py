"""Two writings of a committee's meeting become one; topics from the list stay such."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.facts.records import queries
from lianxin.facts.records.forms import held_in
from lianxin.facts.records.models import Record
from lianxin.facts.records.operations import join_record, with_matters
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast
from tests.facts.records.prior_study import a_list
from tests.facts.records.test_record_from_list import record, topics

REASON = "两份记录合并"


def joined(cast: Cast, stored: Record, number: int, *, role: str = "clerk", **values):
    matters = [queries.matters_of(stored.unit, on=values.pop("on", AT.date()))[number]]
    held = with_matters(held_in(stored), matters)
    return join_record(
        stored,
        held=replace(held, **values),
        matters=matters,
        reason=REASON,
        version=stored.version,
        is_other=held != held_in(stored) or bool(values),
        actor=cast.actor(role),
        at=AT,
    )


def test_a_topic_of_the_other_writing_keeps_its_place_on_the_list(cast: Cast):
    joined(cast, record(cast, 2), 2)
    assert topics(Record.objects.get()) == [
        ("传达学习重要讲话", "first", None),
        ("重大投资项目", "pre_study", 2),
        ("涉及职工权益的措施", "pre_study", 3),
    ]


def test_what_was_typed_by_hand_is_the_one_on_the_list(cast: Cast):
    stored = record(cast, topics=("传达学习重要讲话", "重大投资项目"))
    joined(cast, stored, 1)
    found = Record.objects.get()
    assert topics(found)[1] == ("重大投资项目", "pre_study", 2)
    assert found.version == 1


def test_a_topic_that_was_not_chosen_is_left_out(cast: Cast):
    joined(cast, record(cast, 2), 2, topics=["传达学习重要讲话"])
    assert topics(Record.objects.get()) == [("传达学习重要讲话", "first", None)]


def test_what_was_noted_of_a_topic_stays(cast: Cast):
    stored = record(cast, 2)
    stored.items.filter(matter__isnull=False).update(opinion="同意提交董事会")
    told = Entry.objects.filter(code="records.item_settled").count()
    joined(cast, stored, 1)
    item = stored.items.get(matter__number=2)
    assert (
        item.opinion,
        Entry.objects.filter(code="records.item_settled").count(),
    ) == (
        "同意提交董事会",
        told,
    )


def test_a_matter_of_another_edition_is_refused(cast: Cast):
    stored = record(cast, 2)
    a_list(cast, since=date(2026, 11, 21), matters=[("机构调整", "board")])
    with pytest.raises(ValidationError) as error:
        joined(cast, stored, 0, on=date(2026, 11, 22))
    assert list(error.value.message_dict) == ["matters"]


def test_only_whoever_may_correct_the_record_joins(cast: Cast):
    stored = record(cast, 2)
    with pytest.raises(Refused):
        joined(cast, stored, 2, role="branch_secretary")
    assert topics(stored)[1:] == [("重大投资项目", "pre_study", 2)]
