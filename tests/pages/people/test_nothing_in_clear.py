"""After a journey through the pages neither database nor log holds a number in clear."""

import logging
from collections.abc import Iterator

import pytest
from django.db import connection
from django.urls import reverse

from lianxin.base.ui import clock
from lianxin.org.letters.models import Letter
from lianxin.org.transfers.models import Transfer
from tests.cast import Cast
from tests.org.letters.letters import INTRODUCTION
from tests.org.transfers.moving import ask_out, release

PHONE, IDENTITY = "13812345678", "11010519491231002X"


def cells() -> Iterator[tuple[str, str]]:
    """Every value of every table, as text, with the name of its table."""
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- names of our own tables
            for row in cursor.fetchall():
                for value in row:
                    raw = bytes(value) if isinstance(value, memoryview) else value
                    text = (
                        raw.decode("utf-8", "replace")
                        if isinstance(raw, bytes)
                        else str(raw)
                    )
                    yield table, text


def test_a_whole_journey(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    clerk, member = cast.client("sub_clerk"), cast.people["member"]
    numbers = {"phone": PHONE, "identity_number": IDENTITY}
    stored = clerk.post(reverse("people:set_contact", args=[member.pk]), numbers)
    assert stored.status_code == 302
    wrong = {"phone": PHONE, "identity_number": IDENTITY[:-1]}
    refused = clerk.post(reverse("people:set_contact", args=[member.pk]), wrong)
    assert refused.status_code == 422
    shown = clerk.post(reverse("people:contact", args=[member.pk])).content.decode()
    assert PHONE in shown
    assert IDENTITY in shown
    for number in (PHONE, IDENTITY):
        found = clerk.post(reverse("people:find"), {"number": number})
        assert member.name in found.content.decode()
    for kind in ("xlsx", "docx"):
        card = reverse("cards:card", args=[member.pk])
        assert clerk.get(card, {"format": kind}).status_code == 200
        assert clerk.get(reverse("people:list"), {"format": kind}).status_code == 200
    _introduce(cast)
    leaks = {
        (table, number)
        for table, text in cells()
        for number in (PHONE, IDENTITY, IDENTITY[:-1])
        if number in text
    }
    assert leaks == set()
    logged = " ".join(f"{r.getMessage()} {r.args}" for r in caplog.records)
    assert [n for n in (PHONE, IDENTITY, IDENTITY[:-1]) if n in logged] == []


def _introduce(cast: Cast) -> None:
    """The member goes elsewhere; the letter of introduction names both numbers."""
    transfer = release(cast, ask_out(cast), "secretary")
    secretary = cast.client("branch_secretary")
    values = INTRODUCTION | {
        "identity_number": IDENTITY,
        "phone": PHONE,
        "addressee": "江城供电公司党委",
        "language": "zh-Hans",
    }
    path = reverse("transfers:letter", args=[transfer.pk])
    assert secretary.post(path, values).status_code == 302
    letter = Letter.objects.get()
    assert IDENTITY in letter.body
    issue = {"version": "1", "word": "检修介", "dated_on": clock.today().isoformat()}
    secretary.post(reverse("letters:issue", args=[letter.pk]), issue)
    received = {"received_on": clock.today().isoformat()}
    path = reverse("transfers:receive", args=[transfer.pk])
    assert secretary.post(path, received).status_code == 302
    assert Transfer.objects.get().ending.how == "received"
