"""Writing what an inspection found, and what it rests on."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.facts.records.enums import Mark
from lianxin.kernel.actor import Refused
from lianxin.programmes.inspections import queries
from lianxin.programmes.inspections.operations import Seen, write_finding
from tests.cast import AT, TODAY, Cast
from tests.facts.records.meetings import meeting
from tests.programmes.inspections.inspecting import begun, found


def shown_by(cast: Cast, role: str) -> list[tuple[str, str]]:
    actor = cast.actor(role)
    rows = list(queries.findings_visible_to(actor).order_by("pk"))
    queries.attach(rows, actor=actor, today=TODAY)
    return [row.shown_by for row in rows]


def test_it_rests_on_a_record_on_a_duty_or_on_words(cast: Cast) -> None:
    record, made = meeting(cast), begun(cast)
    found(cast, made, record=record)
    found(
        cast,
        made,
        duty="general_meeting",
        first_day=TODAY.replace(month=7, day=1),
        about="支部党员大会",
    )
    found(cast, made)
    branch = cast.units["branch"].pk
    assert shown_by(cast, "branch_secretary") == [
        ("2026-11-20 学习重要文件", f"/records/{record.pk}/"),
        ("支部党员大会", f"/duties/{branch}/general_meeting/2026-07-01/"),
        ("", ""),
    ]
    assert Entry.objects.latest("pk").code == "inspections.found"
    assert shown_by(cast, "outsider") == []


def test_a_record_that_one_may_not_see_is_not_named(cast: Cast) -> None:
    private = meeting(
        cast,
        kind="heart_to_heart_talk",
        topic="谈心",
        attendance={cast.people["branch_member"].pk: Mark.PRESENT},
    )
    found(cast, begun(cast), record=private)
    assert shown_by(cast, "member") == [("", "")]


def test_only_the_inspecting_unit_writes(cast: Cast) -> None:
    made = begun(cast)
    for role in ("clerk", "branch_secretary", "discipline_officer"):
        with pytest.raises(Refused):
            write_finding(
                made,
                unit=cast.units["branch"],
                seen=Seen(text="问题"),
                actor=cast.actor(role),
                at=AT,
            )


def test_another_units_record_and_empty_words_are_told(cast: Cast) -> None:
    made = begun(cast)
    elsewhere = meeting(
        cast,
        unit="other",
        role="outsider",
        host=None,
        attendance={cast.people["outsider"].pk: Mark.PRESENT},
    )
    for field, rest in (("text", {"text": " "}), ("about", {"record": elsewhere})):
        with pytest.raises(ValidationError) as told:
            found(cast, made, **rest)
        assert list(told.value.message_dict) == [field]


def test_a_unit_of_another_inspection_is_refused(cast: Cast) -> None:
    made = begun(cast)
    made.inspected.all().delete()
    with pytest.raises(Refused):
        found(cast, made)
