"""Asking for an archive: what the worker then makes."""

import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from lianxin.base.archives import queries
from lianxin.base.archives.models import Archive
from lianxin.base.archives.operations import (
    ask_for_archive,
    discard_stale,
    make_archive,
)
from lianxin.base.archives.operations.protection import of_archive
from lianxin.base.crypto.fields import EncryptedTextField
from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast, assemble

WORDS = "four words of a long night"


@pytest.fixture(autouse=True)
def here(settings, tmp_path: Path) -> Path:
    settings.LIANXIN_ARCHIVES = tmp_path / "archives"
    settings.LIANXIN_FILES = tmp_path / "files"
    return tmp_path


def ask(cast: Cast, role: str = "administrator", words: str = WORDS) -> Archive:
    return ask_for_archive(passphrase=words, actor=cast.actor(role), at=AT)


def test_the_worker_is_told_and_the_journal_too(
    cast: Cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as waiting:
        archive = ask(cast)
    assert len(waiting) == 1
    assert (archive.asked_by, archive.made_at) == ("管理员甲", None)
    entry = Entry.objects.get(code="archives.asked")
    assert (entry.subject_id, entry.after) == (archive.pk, {})


def test_the_passphrase_waits_encrypted(cast: Cast):
    ask(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT passphrase FROM archives_archive")
        assert WORDS not in str(cursor.fetchall())


def test_a_short_passphrase(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        ask(cast, words="short")
    assert list(refused.value.message_dict) == ["password"]


@pytest.mark.parametrize("role", ["clerk", "secretary", "branch_secretary"])
def test_only_administrators(cast: Cast, role: str):
    with pytest.raises(Refused):
        ask(cast, role)


@pytest.mark.django_db(transaction=True)
def test_what_is_made_holds_every_table_of_ours():
    cast = assemble()
    archive = make_archive(ask(cast), at=AT)
    assert (archive.passphrase, archive.fault) == ("", "")
    with zipfile.ZipFile(queries.path_of(archive)) as packed:
        manifest = json.loads(packed.read("manifest.json"))
        lines = packed.read("tables/people.Person.jsonl").decode().splitlines()
    assert [json.loads(line)["name"] for line in lines] == [
        person.name for person in cast.people.values()
    ]
    told = {table["name"]: table["rows"] for table in manifest["tables"]}
    assert set(told) == {table._meta.label for table in queries.our_tables()}
    assert told["people.Person"] == len(cast.people)
    assert sum(told.values()) == archive.rows
    assert of_archive(manifest["protection"], lambda: WORDS).key is not None
    again = make_archive(archive, at=AT + timedelta(hours=1))
    assert again.made_at == AT


def test_what_cannot_be_made_says_why(cast: Cast, here: Path):
    archive = ask(cast)
    path = queries.path_of(archive)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"in the way")
    made = make_archive(archive, at=AT)
    assert (made.made_at, made.passphrase) == (None, "")
    assert "exists already" in made.fault


def test_old_ones_are_deleted(cast: Cast, django_capture_on_commit_callbacks):
    archive = ask(cast)
    path = queries.path_of(archive)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    assert discard_stale(at=AT + timedelta(days=7)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert discard_stale(at=AT + timedelta(days=7, seconds=1)) == 1
    assert not path.exists()
    assert not Archive.objects.exists()


def test_every_table_of_ours_says_what_it_holds():
    assert [
        t._meta.label for t in queries.our_tables() if not queries.meaning_of(t)
    ] == []


def test_no_key_of_an_archived_table_leads_out_of_the_archive():
    ours = {table._meta.label for table in queries.our_tables()}
    wrong = [
        f"{table._meta.label}.{column.name}"
        for table in queries.our_tables()
        for column in queries.archived_columns(table)
        if column.refers_to and column.refers_to not in ours
    ]
    assert wrong == []


def test_every_keyed_hash_is_made_anew_from_its_field():
    found = {
        f"{table._meta.label}.{name}": of
        for table in queries.our_tables()
        for name, of in queries.hash_columns(table).items()
    }
    assert found["people.Contact.phone_hash"] == "phone"
    assert found["people.Contact.identity_hash"] == "identity_number"
    for table in queries.our_tables():
        fields = table._meta.concrete_fields
        if any(isinstance(field, EncryptedTextField) for field in fields):
            hashes = {f.column for f in fields if f.column.endswith("_hash")}
            assert set(queries.hash_columns(table)) == hashes
