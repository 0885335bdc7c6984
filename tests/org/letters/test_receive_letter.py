"""Entering letters that came."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from lianxin.base.files.queries import open_file
from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.letters import queries
from lianxin.org.letters.models import ReceivedLetter
from lianxin.org.letters.operations import Came, receive_letter
from tests.cast import AT, TODAY, Cast


def receive(cast: Cast, role="branch_secretary", upload=None, **changes):
    told = {"received_on": TODAY, "sender": "北川公司党委", "title": "关于学习的通知"}
    return receive_letter(
        unit=cast.units["branch"],
        came=Came(**told | changes),
        upload=upload,
        actor=cast.actor(role),
        at=AT,
    )


def test_it_gets_the_next_number_on_arrival(cast: Cast):
    numbers = [queries.number_of_received(receive(cast)) for _ in range(2)]
    assert numbers == ["2026-1", "2026-2"]
    earlier = receive(cast, received_on=TODAY.replace(year=2025))
    assert queries.number_of_received(earlier) == "2025-1"
    assert Entry.objects.filter(code="letters.received").first().after == {
        "letter_number": "2026-1",
        "sender": "北川公司党委",
        "title": "关于学习的通知",
        "on": TODAY.isoformat(),
    }


def test_its_file_is_kept(cast: Cast):
    upload = ContentFile("通知".encode(), name="通知.txt")
    received = receive(cast, upload=upload)
    assert received.file_name == "通知.txt"
    with open_file(received.file) as content:
        assert content.read().decode() == "通知"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"received_on": TODAY + timedelta(days=1)}, "received_on"),
        ({"dated_on": TODAY + timedelta(days=1)}, "dated_on"),
        ({"upload": ContentFile(b"", name="a.txt")}, "file"),
        ({"upload": ContentFile(b"#!/bin/sh\n", name="a.sh")}, "file"),
    ],
)
def test_what_cannot_be(cast: Cast, changes, field):
    with pytest.raises(ValidationError) as refused:
        receive(cast, **changes)
    assert list(refused.value.message_dict) == [field]
    assert not ReceivedLetter.objects.exists()


def test_marked_as_secret(cast: Cast):
    with pytest.raises(ValidationError, match="nothing was stored"):
        receive(cast, title="关于某事的通知（机密）")


def test_only_the_unit_itself(cast: Cast):
    with pytest.raises(Refused):
        receive(cast, role="sub_clerk")
