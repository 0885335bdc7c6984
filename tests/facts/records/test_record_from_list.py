"""Topics of a committee's meeting are taken from its list of prior study."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.facts.records import queries
from lianxin.facts.records.models import Record
from lianxin.facts.records.operations import record_from_list
from tests.cast import AT, Cast
from tests.facts.records.meetings import DAY, held
from tests.facts.records.prior_study import a_list


def record(cast: Cast, *numbers: int, **values) -> Record:
    edition = a_list(cast)
    given = {
        "kind": "committee_meeting",
        "topics": ("传达学习重要讲话",),
        "topic": "传达学习重要讲话",
        "attendance": {},
        "host": cast.people["secretary"],
    }
    return record_from_list(
        unit=cast.units["root"],
        held=held(cast, **given | values),
        matters=list(edition.matters.filter(number__in=numbers).order_by("number")),
        actor=cast.actor("clerk"),
        at=AT,
    )


def topics(found: Record) -> list[tuple[str, str, int | None]]:
    return [
        (item.topic, item.nature, item.matter.number if item.matter else None)
        for item in queries.items_of(found)
    ]


def test_what_is_chosen_stands_on_the_agenda_as_studied_first(cast: Cast):
    assert topics(record(cast, 2, 3)) == [
        ("传达学习重要讲话", "first", None),
        ("重大投资项目", "pre_study", 2),
        ("涉及职工权益的措施", "pre_study", 3),
    ]


def test_what_was_typed_as_well_stands_there_once(cast: Cast):
    found = record(cast, 2, topics=("传达学习重要讲话", "重大投资项目"))
    assert topics(found)[1:] == [("重大投资项目", "pre_study", 2)]


def test_a_meeting_before_the_list_takes_nothing_from_it(cast: Cast):
    with pytest.raises(ValidationError) as error:
        record(cast, 2, took_place_on=date(2025, 12, 30))
    assert list(error.value.message_dict) == ["matters"]
    assert Record.objects.count() == 0


def test_it_is_seen_by_whoever_sees_the_record(cast: Cast):
    found = record(cast, 2)
    seen = queries.prior_studies_visible_to(cast.actor("secretary"))
    assert [(item.record_id, item.topic) for item in seen] == [
        (found.pk, "重大投资项目")
    ]
    assert list(queries.prior_studies_visible_to(cast.actor("branch_secretary"))) == []
    assert found.took_place_on == DAY
