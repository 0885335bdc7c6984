"""Taking one's own data is kept in the journal, and nobody takes another's."""

import io
import json
import zipfile
from dataclasses import replace

import pytest
from django.utils import translation

from lianxin.base.journal.models import Entry
from lianxin.desks.mine import exports, operations
from lianxin.desks.mine.enums import PARTS
from lianxin.kernel.actor import Actor, NotVisible, Ref
from tests.cast import ACTION, AT


def test_the_journal_keeps_that_it_was_taken(cast):
    actor = cast.actor("member")
    data = operations.take_own_data(cast.people["member"], actor=actor, at=AT)
    entry = Entry.objects.get()
    assert (entry.code, entry.person_id, entry.subject_id, entry.at) == (
        "mine.data_taken",
        cast.people["member"].pk,
        cast.people["member"].pk,
        AT,
    )
    assert entry.after == {}
    assert data["person"][0]["name"] == "何秋实"


def test_nobody_takes_the_data_of_another(cast):
    with pytest.raises(NotVisible):
        operations.take_own_data(
            cast.people["member"], actor=cast.actor("clerk"), at=AT
        )
    with pytest.raises(NotVisible):
        operations.take_own_data(None, actor=cast.actor("clerk"), at=AT)
    assert not Entry.objects.exists()


def test_an_account_without_a_person_has_data_too(cast):
    account = cast.people["employee"].account
    actor = Actor(name="x", action=ACTION, account=Ref("accounts.user", account.pk))
    data = operations.take_own_data(None, actor=actor, at=AT)
    assert list(data) == ["account", "journal_about_me"]
    assert data["account"][0]["username"] == "employee"


def test_the_file_says_what_its_parts_are(cast):
    account = Ref("accounts.user", cast.people["member"].account_id)
    actor = replace(cast.actor("member"), account=account)
    data = operations.take_own_data(cast.people["member"], actor=actor, at=AT)
    with translation.override("en"):
        made = exports.archive(data, name="何秋实", at=AT)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["README.txt", "data.json"]
        readme = archive.read("README.txt").decode()
        read = json.loads(archive.read("data.json"))
    assert readme.startswith("What this system holds about 何秋实\n2026-11-23 09:30\n")
    assert "person: Your entry (1)" in readme
    with translation.override("en"):
        assert all(f"\n{part}: {PARTS[part]} (" in readme for part in data)
    assert set(read) == set(PARTS)
    assert read["person"][0]["employee_number"] == cast.people["member"].employee_number
