"""An archive of one of everything, and what is told of one that was edited by hand."""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.site.commands.test_archive import WAYS, members
from tests.site.places import Place, place

pytestmark = pytest.mark.xdist_group("archives")

# What has an address, and besides: rows that are no more, a large file, numbers found.
EVERYTHING = """
import django; django.setup()
from tests.cast import AT, assemble
from tests.pages.world import assembled_world
world = assembled_world(assemble())
from datetime import time
from lianxin.facts.records.models import Record, RecordFile
from lianxin.facts.records.operations import remove_file
from lianxin.base.files.operations import store
from lianxin.org.people.operations import set_contact
cast = world.cast
Record.objects.filter(pk=world.numbers["record"]).update(began_at=time(14, 30, 0, 5))
remove_file(
    RecordFile.objects.get(pk=world.numbers["file"]),
    actor=cast.actor("branch_secretary"), at=AT,
)
set_contact(cast.people["member"], phone="13900000011",
    identity_number="110101199001019968", actor=cast.actor("clerk"), at=AT)
line = ("检修" * 40 + chr(10)).encode()
store(line * (20 * 1024 * 1024 // len(line)), name="large.txt", at=AT)
from lianxin.site.rebuilds import REBUILDS
from lianxin.base.ui import clock
for rebuild in REBUILDS.values():
    rebuild(clock.today())
"""


@pytest.fixture(scope="module")
def origin(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """A place with one of everything, and the archive of it in clear."""
    folder = tmp_path_factory.mktemp("everything") / "data"
    engine = getattr(request, "param", connection.vendor)
    with place(folder, engine=engine) as made:
        made.python(EVERYTHING)
        written = made.lianxin("archive", "write", str(folder / "a.zip"), "--in-clear")
        assert written.returncode == 0, written.stderr
        yield made


@pytest.mark.parametrize(("origin", "engine"), WAYS, indirect=["origin"])
def test_read_in_on_the_other_engine_it_is_the_same(
    origin: Place, engine: str, tmp_path: Path
) -> None:
    first, again = origin.folder / "a.zip", tmp_path / "again.zip"
    with place(tmp_path / "other", engine=engine) as other:
        read = other.lianxin("archive", "read", str(first))
        assert read.returncode == 0, read.stderr
        written = other.lianxin("archive", "write", str(again), "--in-clear")
        assert written.returncode == 0, written.stderr
        here, there = caches(origin), caches(other)
    assert members(again) == members(first)
    assert here == there


def caches(at: Place) -> Mapping[str, list[str]]:
    """All that the caches hold, but their own numbers and when they were made."""
    held: dict[str, Any] = at.everything()["rows"]
    return {
        name: sorted(str(json.loads(row)[1:]) for row in rows)
        for name, rows in held.items()
        if name.endswith("Ledger") and not name.endswith("RunLedger")
        if name != "people.PersonKeyLedger"  # phones: by the keys of the place
    }


def told(archive: Path) -> dict[str, Any]:
    with zipfile.ZipFile(archive) as packed:
        found: dict[str, Any] = json.loads(packed.read("manifest.json"))
    return found


@pytest.mark.no_database
def test_every_type_of_column_has_a_value_in_it(origin: Place) -> None:
    """So that no type is written and read for the first time when somebody leaves."""
    seen, known = set(), set()
    contents = members(origin.folder / "a.zip")
    for table in told(origin.folder / "a.zip")["tables"]:
        known |= {column["type"] for column in table["columns"]}
        rows = contents[f"tables/{table['name']}.jsonl"].splitlines()
        for row in map(json.loads, rows):
            seen |= {
                column["type"]
                for column in table["columns"]
                if row[column["name"]] not in (None, "", [], {})
            }
    assert known - seen == set()


@pytest.mark.no_database
def test_no_cache_and_no_keyed_hash_is_in_it(origin: Place) -> None:
    manifest = told(origin.folder / "a.zip")
    assert [t["name"] for t in manifest["tables"] if t["name"].endswith("Ledger")] == []
    assert [
        column["name"]
        for table in manifest["tables"]
        for column in table["columns"]
        if column["name"] in ("phone_hash", "identity_hash")
    ] == []


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A place that stays empty, as all that is read there is refused."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    with place(folder, engine="sqlite") as made:
        yield made


def assert_refused(archive: Path, words: str, empty: Place) -> None:
    files = empty.folder / "files"
    files.mkdir(exist_ok=True)
    read = empty.lianxin("archive", "read", str(archive))
    assert (read.returncode, read.stdout) == (1, "")
    assert words in read.stderr
    assert "Traceback" not in read.stderr
    with closing(sqlite3.connect(empty.folder / "lianxin.sqlite3")) as database:
        for table in ("people_person", "units_unit", "accounts_user"):
            asked = f"SELECT COUNT(*) FROM {table}"  # noqa: S608 -- names from above
            assert database.execute(asked).fetchone() == (0,)
    assert files.is_dir(), "it may be where a volume is mounted"
    assert list(files.iterdir()) == []


def damage(file: Path) -> None:
    """Its contents go bad; beside it lies what nobody stored."""
    file.write_bytes(b"x" + file.read_bytes())
    file.with_name(".DS_Store").write_bytes(b"x")


@pytest.mark.no_database
@pytest.mark.parametrize("lose", [Path.unlink, damage])
def test_files_that_are_gone_are_told(
    origin: Place, tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    """The archive is written all the same, and can be read."""
    whole = told(origin.folder / "a.zip")
    assert whole["missing_files"] == []
    gone = whole["files"][0]["sha256"]
    with place(tmp_path / "place", engine="sqlite") as other:
        first = str(origin.folder / "a.zip")
        assert other.lianxin("archive", "read", first).returncode == 0
        lose(other.folder / "files" / gone[:2] / gone[2:])
        again = tmp_path / "again.zip"
        written = other.lianxin("archive", "write", str(again), "--in-clear")
        assert written.returncode == 0
        assert "1 files are entered but lie" in written.stderr
    assert told(again)["missing_files"] == [gone]
    with place(tmp_path / "third", engine="sqlite") as third:
        assert third.lianxin("archive", "read", str(again)).returncode == 0


Edit = Callable[[dict[str, bytes], dict[str, Any]], None]
PERSON = "tables/people.Person.jsonl"


def in_rows(change: Callable[[list[dict[str, Any]]], None]) -> Edit:
    """Edit the people, and let hash and number of rows agree with it."""

    def edit(entries: dict[str, bytes], manifest: dict[str, Any]) -> None:
        rows = [json.loads(line) for line in entries[PERSON].splitlines()]
        change(rows)
        entries[PERSON] = b"".join(json.dumps(r).encode() + b"\n" for r in rows)
        agree(entries, manifest, len(rows))

    return edit


def agree(entries: dict[str, bytes], manifest: dict[str, Any], rows: int) -> None:
    [table] = [t for t in manifest["tables"] if t["name"] == "people.Person"]
    table["sha256"] = hashlib.sha256(entries[PERSON]).hexdigest()
    table["rows"] = rows


def no_json(entries: dict[str, bytes], manifest: dict[str, Any]) -> None:
    entries[PERSON] += b"{]\n"
    agree(entries, manifest, entries[PERSON].count(b"\n"))


def a_row_too_many(entries: dict[str, bytes], manifest: dict[str, Any]) -> None:
    agree(entries, manifest, entries[PERSON].count(b"\n") + 1)


def another_version(entries: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["lianxin"] = "0.0.1"
    manifest["tables"][0]["columns"].pop()


def another_format(entries: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["format"] = 2


def half_a_manifest(entries: dict[str, bytes], manifest: dict[str, Any]) -> None:
    del manifest["tables"][0]["sha256"]


def a_file_of_another_hash(entries: dict[str, bytes], manifest: dict[str, Any]) -> None:
    held = manifest["files"][0]
    entries[held["name"]] += b"x"
    held["sha256"] = hashlib.sha256(entries[held["name"]]).hexdigest()


EDITS: Mapping[str, tuple[Edit, str]] = {
    "no JSON": (no_json, f"{PERSON} cannot be read in, at line"),
    "rows": (a_row_too_many, "rows are told of"),
    "a column less": (in_rows(lambda rows: rows[2].pop("name")), "at line 3"),
    "a column more": (in_rows(lambda rows: rows[2].update(x=1)), "at line 3"),
    "no day": (in_rows(lambda rows: rows[0].update(birth_on="31.12.")), PERSON),
    "no number": (in_rows(lambda rows: rows[0].update(version="x")), PERSON),
    "twice": (in_rows(lambda rows: rows.append(rows[0])), PERSON),
    "nobody's account": (
        in_rows(lambda rows: rows[0].update(account_id=99_999)),
        "refers to rows that it lacks",
    ),
    "somebody less": (in_rows(lambda rows: rows.pop()), "refers to rows that it lacks"),
    "version": (another_version, "made by Lianxin 0.0.1"),
    "format": (another_format, "archives of this format"),
    "manifest": (half_a_manifest, "damaged: manifest.json"),
    "file": (a_file_of_another_hash, "damaged: files/"),
}


@pytest.mark.no_database
@pytest.mark.parametrize("name", EDITS)
def test_what_was_edited_by_hand_is_refused_in_words(
    name: str, origin: Place, empty: Place, tmp_path: Path
) -> None:
    """With hashes made to agree; nothing of it is in the database or the folder."""
    edit, words = EDITS[name]
    manifest = told(origin.folder / "a.zip")
    entries = members(origin.folder / "a.zip")
    edit(entries, manifest)
    edited = tmp_path / "edited.zip"
    with zipfile.ZipFile(edited, "w") as packed:
        for entry, content in entries.items():
            if entry != "manifest.json":
                packed.writestr(entry, content)
        packed.writestr("manifest.json", json.dumps(manifest))
    assert_refused(edited, words, empty)


@pytest.mark.no_database
@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_half_an_archive_is_refused(
    origin: Place, empty: Place, tmp_path: Path, part: float
) -> None:
    whole = (origin.folder / "a.zip").read_bytes()
    half = tmp_path / "half.zip"
    half.write_bytes(whole[: int(len(whole) * part)])
    assert_refused(half, "cannot be read", empty)


@pytest.mark.no_database
def test_an_archive_that_went_bad_is_refused(
    origin: Place, empty: Place, tmp_path: Path
) -> None:
    whole = bytearray((origin.folder / "a.zip").read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    bad = tmp_path / "bad.zip"
    bad.write_bytes(whole)
    assert_refused(bad, "Nothing was written", empty)
