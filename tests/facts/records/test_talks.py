"""Records that not everybody may read: talks and visits."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection

from lianxin.base.journal.models import Entry
from lianxin.facts.records import panels, queries
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import PrivateMinutes, Record
from lianxin.facts.records.operations import (
    amend_record,
    record_meeting,
    withdraw_record,
)
from lianxin.kernel.actor import NotVisible
from tests.cast import AT, Cast
from tests.facts.records.meetings import held, meeting

WORDS = "家里老人住院，想调整班次。"


def talk(cast: Cast, *, role: str = "branch_secretary", **values) -> Record:
    given = {
        "kind": "heart_to_heart_talk",
        "topic": "季度谈心",
        "minutes": WORDS,
        "attendance": {cast.people["member"].pk: Mark.PRESENT},
    }
    return meeting(cast, role=role, **given | values)


@pytest.mark.parametrize(
    ("role", "sees", "said"),
    [
        ("branch_secretary", True, WORDS),
        ("member", True, WORDS),
        ("branch_member", True, None),
        ("secretary", True, None),
        ("sub_clerk", True, None),
        ("discipline_officer", False, None),
        ("employee", False, None),
        ("outsider", False, None),
    ],
)
def test_who_sees_that_it_took_place_and_who_reads_it(cast: Cast, role, sees, said):
    record = talk(cast)
    actor = cast.actor(role)
    assert queries.visible_to(actor).filter(pk=record.pk).exists() is sees
    if not sees:
        with pytest.raises(NotVisible):
            queries.record_visible_to(actor, record.pk)
    assert queries.said_in(record, actor=actor) == said


def test_a_party_day_is_seen_where_a_talk_is_not(cast: Cast):
    talk(cast)
    open_one = meeting(cast)
    seen = queries.visible_to(cast.actor("discipline_officer"))
    assert list(seen) == [open_one]


def test_its_words_lie_nowhere_in_clear(cast: Cast):
    record = talk(cast)
    assert Record.objects.get(pk=record.pk).minutes == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM records_privateminutes")
        [(stored,)] = cursor.fetchall()
    assert WORDS not in stored
    assert PrivateMinutes.objects.get().text == WORDS
    assert WORDS not in str(list(Entry.objects.values_list("before", "after")))
    found = queries.among(queries.visible_to(cast.actor("clerk")), words="住院")
    assert list(found) == []


def test_somebody_else_does_not_write_what_was_said(cast: Cast):
    with pytest.raises(ValidationError) as error:
        talk(cast, role="branch_member")
    assert error.value.message_dict == {
        "minutes": ["What was said is written by one of those who took part."]
    }


def test_that_it_took_place_may_be_entered_by_another(cast: Cast):
    record = talk(cast, role="branch_member", minutes="")
    assert queries.said_in(record, actor=cast.actor("member")) == ""


def test_a_talk_takes_two(cast: Cast):
    with pytest.raises(ValidationError) as error:
        talk(cast, attendance={})
    assert error.value.message_dict == {
        "attendance": ["Say who held the talk, and with whom."]
    }


def test_no_file_is_kept_beside_it(cast: Cast):
    with pytest.raises(ValidationError) as error:
        record_meeting(
            unit=cast.units["branch"],
            held=held(
                cast,
                kind="heart_to_heart_talk",
                attendance={cast.people["member"].pk: Mark.PRESENT},
                minutes="",
            ),
            uploads=[ContentFile(b"a", name="a.txt")],
            actor=cast.actor("branch_secretary"),
            at=AT,
        )
    assert list(error.value.message_dict) == ["uploads"]
    assert Record.objects.count() == 0


def amended(cast: Cast, record: Record, *, role: str, **values) -> Record:
    given = {
        "kind": "heart_to_heart_talk",
        "topic": "季度谈心",
        "minutes": WORDS,
        "attendance": {cast.people["member"].pk: Mark.PRESENT},
    }
    return amend_record(
        record,
        held=held(cast, **given | values),
        reason="写错",
        version=record.version,
        actor=cast.actor(role),
        at=AT,
    )


def test_new_words_keep_the_former_ones_and_tell_nobody(cast: Cast):
    record = talk(cast)
    amended(cast, record, role="branch_secretary", minutes="另有安排。")
    rows = PrivateMinutes.objects.order_by("version").values_list("version", "text")
    assert list(rows) == [(1, WORDS), (2, "另有安排。")]
    assert record.amendments.get().former == {"minutes": ""}


def test_who_was_not_there_corrects_the_place_and_leaves_the_words(cast: Cast):
    record = talk(cast)
    amended(cast, record, role="branch_member", place="班组", minutes="")
    assert PrivateMinutes.objects.get().text == WORDS
    assert Record.objects.get().place == "班组"


def test_a_talk_does_not_become_a_party_day(cast: Cast):
    record = talk(cast)
    with pytest.raises(ValidationError) as error:
        amended(cast, record, role="branch_secretary", kind="party_day")
    assert list(error.value.message_dict) == ["kind"]


def test_why_it_was_corrected_or_withdrawn_is_not_in_the_journal(cast: Cast):
    record = talk(cast)
    reason = "他没有谈家里老人的事"
    actor = cast.actor("branch_secretary")
    amended(cast, record, role="branch_secretary", place=reason[:4])
    record.refresh_from_db()
    withdraw_record(record, reason=reason, actor=actor, at=AT)
    told = Entry.objects.filter(code__in=("records.amended", "records.withdrawn"))
    assert [entry.after["reason"] for entry in told] == ["•", "•"]
    assert Record.objects.get(pk=record.pk).withdrawal_reason == reason


def reasons_at_rest() -> list[str]:
    """Why records were withdrawn and corrected, as the database holds it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT withdrawal_reason FROM records_record UNION ALL "
            "SELECT reason FROM records_amendment"
        )
        return sorted(reason for (reason,) in cursor.fetchall())


def corrected_and_withdrawn(cast: Cast) -> Record:
    record = amended(cast, talk(cast), role="branch_secretary", place="别处")
    actor = cast.actor("branch_secretary")
    return withdraw_record(record, reason="谈的是另一家的事", actor=actor, at=AT)


@pytest.mark.parametrize(
    ("role", "told"),
    [("branch_secretary", True), ("member", True), ("secretary", False)],
)
def test_why_it_was_corrected_or_withdrawn_is_for_the_two(
    cast: Cast, role: str, *, told: bool
):
    record, actor = corrected_and_withdrawn(cast), cast.actor(role)
    [correction] = panels.corrections(record, actor=actor)
    assert bool(correction.reason) is told
    assert bool(queries.withdrawal_reason_of(record, actor=actor)) is told
    page = cast.client(role).get(f"/records/{record.pk}/").content.decode()
    assert ("谈的是另一家的事" in page) is told


def test_reasons_lie_nowhere_in_clear(cast: Cast):
    corrected_and_withdrawn(cast)
    assert [reason[:5] for reason in reasons_at_rest()] == ["gAAAA", "gAAAA"]


def test_reasons_that_lay_in_clear_are_encrypted_and_back(cast: Cast):
    migration = import_module(
        "lianxin.facts.records.migrations.0003_reasons_lie_encrypted"
    )
    record = corrected_and_withdrawn(cast)
    other = meeting(cast)  # never withdrawn: there is nothing to encrypt
    editor = SimpleNamespace(connection=connection)
    migration.decrypt(None, editor)
    assert [r for r in reasons_at_rest() if "谈" in r] == ["谈的是另一家的事"]
    migration.encrypt(None, editor)
    assert [r for r in reasons_at_rest() if "谈" in r] == []
    record.refresh_from_db()
    other.refresh_from_db()
    assert record.withdrawal_reason == "谈的是另一家的事"
    assert other.withdrawal_reason == ""
