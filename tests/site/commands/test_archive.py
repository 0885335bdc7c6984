"""What is read in equals what was taken along, whatever the engines and the keys are."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.site.places import Place, place

pytestmark = pytest.mark.xdist_group("archives")

HERE = connection.vendor
WAYS = (
    [("sqlite", "sqlite")]
    if HERE == "sqlite"
    else [("postgresql", "sqlite"), ("sqlite", "postgresql")]
)
INIT = (
    "init",
    "--committee=华岭集团党委",
    "--founded=1998-07-01",
    "--person=管理员",
    "--number=1",
    "--username=admin",
)
# About files that the first of the tests below holds to be the same on both engines.
of_files = pytest.mark.no_database
PHONE, IDENTITY = "13800138000", "110101199003070038"
SOME_LIFE = f"""
from datetime import UTC, date, datetime
import django; django.setup()
from lianxin.base.crypto.fields import keyed_hash
from lianxin.base.files.operations import store
from lianxin.base.log.operations import seal
from lianxin.org.people.models import Contact, Person
from lianxin.org.people.operations import rebuild_keys
AT = datetime(2026, 11, 23, 1, 30, 0, 123456, tzinfo=UTC)
first = Person.objects.get()
Contact.objects.create(person=first, phone="{PHONE}", phone_hash=keyed_hash("{PHONE}"),
    identity_number="{IDENTITY}", identity_hash=keyed_hash("{IDENTITY}"))
Person.objects.create(name="\\U00020bb7\\u7530 \\\\N \\t\\n", employee_number="2",
    birth_on=date(1976, 2, 29))
rebuild_keys()
store(b"minutes of a meeting\\n" * 50_000, name="minutes.txt", at=AT, kinds=("text",))
assert seal(at=AT, everywhere=True)
"""
FOUND = """
import django; django.setup()
from lianxin.base.crypto.fields import keyed_hash
from lianxin.org.people.models import Contact
held = Contact.objects.get(phone_hash=keyed_hash("13800138000"))
same = Contact.objects.get(identity_hash=keyed_hash("110101199003070038"))
from lianxin.org.people.models import PersonKeyLedger
from lianxin.org.people.queries import phone_key
keys = PersonKeyLedger.objects.filter(key=phone_key(held.phone_hash))
print(held.phone, held.identity_number, held == same, keys.get().person_id)
"""


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("words") / "words"
    file.write_text("four words of a long night\n")
    return file


@pytest.fixture(scope="module")
def origin(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    words: Path,
) -> Iterator[Place]:
    """A place with some life in it, and its archives: clear and under a passphrase."""
    folder = tmp_path_factory.mktemp("origin") / "data"
    with place(folder, engine=getattr(request, "param", HERE)) as made:
        assert made.lianxin(*INIT).returncode == 0
        made.python(SOME_LIFE)
        for name, how in (
            ("clear.zip", ["--in-clear"]),
            ("closed.zip", ["--passphrase-file", str(words)]),
        ):
            written = made.lianxin("archive", "write", str(folder / name), *how)
            assert written.returncode == 0, written.stderr
        yield made


def members(file: Path) -> dict[str, bytes]:
    """All that is in an archive, the manifest without the time at which it was made."""
    with zipfile.ZipFile(file) as packed:
        found = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(found["manifest.json"])
    del manifest["made_at"]
    return found | {"manifest.json": json.dumps(manifest).encode()}


@pytest.mark.parametrize(("origin", "engine"), WAYS, indirect=["origin"])
def test_an_archive_read_in_gives_the_same_archive(
    origin: Place, engine: str, words: Path, tmp_path: Path
) -> None:
    """From the one under a passphrase, with other keys, to one in clear: byte by byte."""
    with place(tmp_path / "other", engine=engine) as other:
        closed = str(origin.folder / "closed.zip")
        read = other.lianxin("archive", "read", closed, "--passphrase-file", str(words))
        assert read.returncode == 0, read.stderr
        again = tmp_path / "again.zip"
        assert (
            other.lianxin("archive", "write", str(again), "--in-clear").returncode == 0
        )
        assert members(again) == members(origin.folder / "clear.zip")
        assert other.python(FOUND).split() == [PHONE, IDENTITY, "True", "1"]
        assert other.lianxin("log").returncode == 0
        added = other.python(
            "import django; django.setup()\n"
            "from lianxin.org.people.models import Person\n"
            "print(Person.objects.create(name='x', employee_number='new').pk)"
        )
        assert int(added) == 3
        twice = other.lianxin(
            "archive", "read", closed, "--passphrase-file", str(words)
        )
        assert twice.returncode == 1
        assert "not empty" in twice.stderr


@of_files
def test_under_a_passphrase_nothing_encrypted_is_in_clear(origin: Place) -> None:
    text = b"".join(members(origin.folder / "closed.zip").values())
    assert PHONE.encode() not in text
    assert IDENTITY.encode() not in text
    clear = members(origin.folder / "clear.zip")["tables/people.Contact.jsonl"]
    assert json.loads(clear)["identity_number"] == IDENTITY
    assert "identity_hash" not in json.loads(clear)


@of_files
def test_who_has_other_words_reads_nothing(origin: Place, tmp_path: Path) -> None:
    other = tmp_path / "words"
    other.write_text("other words than those\n")
    with place(tmp_path / "other", engine="sqlite") as empty:
        closed = str(origin.folder / "closed.zip")
        read = empty.lianxin("archive", "read", closed, "--passphrase-file", str(other))
        assert read.returncode == 1
        assert "not the passphrase" in read.stderr
        shut = tmp_path / "short"
        shut.write_text("short\n")
        written = empty.lianxin(
            "archive", "write", str(tmp_path / "x.zip"), "--passphrase-file", str(shut)
        )
        assert written.returncode == 1
        assert "at least 12" in written.stderr
        assert list(tmp_path.glob("x.zip*")) == []


@of_files
@pytest.mark.parametrize("harm", ["changed", "added", "taken"])
def test_a_damaged_archive_is_refused_and_nothing_written(
    harm: str, origin: Place, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.zip"
    table = "tables/people.Person.jsonl"
    with (
        zipfile.ZipFile(origin.folder / "clear.zip") as packed,
        zipfile.ZipFile(damaged, "w") as other,
    ):
        for name in packed.namelist():
            content = packed.read(name)
            if name == table and harm == "taken":
                continue
            other.writestr(
                name, content + b"{}\n" * (name == table and harm == "changed")
            )
        if harm == "added":
            other.writestr("files/../../etc/x", b"x")
    with place(tmp_path / "place", engine="sqlite") as empty:
        read = empty.lianxin("archive", "read", str(damaged))
        assert read.returncode == 1
        assert "damaged" in read.stderr
        with closing(sqlite3.connect(empty.folder / "lianxin.sqlite3")) as database:
            found = database.execute("SELECT COUNT(*) FROM people_person")
            assert found.fetchone() == (0,)


@of_files
def test_what_is_no_archive_is_told_so(tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("x", b"x")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(io.BytesIO(b"PK\x03\x04").getvalue())
    with place(tmp_path / "place", engine="sqlite") as empty:
        for file, words in ((other, "no archive"), (broken, "cannot be read")):
            read = empty.lianxin("archive", "read", str(file))
            assert read.returncode == 1
            assert words in read.stderr
