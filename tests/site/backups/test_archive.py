"""What is restored equals what was backed up, whatever the engines are."""

import gzip
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from lianxin.org.units.models import Unit
from lianxin.site import keys
from lianxin.site.backups import Refusal, read_archive, write_archive
from tests.cast import AT
from tests.site.places import Place, place

# One worker makes the places that all tests of this file use.
pytestmark = pytest.mark.xdist_group("backups")

SOME_LIFE = """
from datetime import UTC, date, datetime
import django; django.setup()
from django.utils import timezone
from lianxin.base.files.operations import store
from lianxin.org.people.models import Contact, Person
AT = datetime(2026, 11, 23, 1, 30, 0, 123456, tzinfo=UTC)
first = Person.objects.get()
Contact.objects.create(person=first, phone="13800000000")
Person.objects.create(name="\U00020bb7\u7530 \\\\N \\t\\n", employee_number="", birth_on=date(1976, 2, 29))
store(b"minutes of a meeting\\n" * 50_000, name="minutes.txt", at=AT, kinds=("text",))
"""
HERE = connection.vendor
# From which engine to which; the run on SQLite needs no server.
WAYS = (
    [("sqlite", "sqlite")]
    if HERE == "sqlite"
    else [
        ("postgresql", "postgresql"),
        ("postgresql", "sqlite"),
        ("sqlite", "postgresql"),
    ]
)
INIT = (
    "init",
    "--committee=华岭集团党委",
    "--founded=1998-07-01",
    "--person=管理员",
    "--number=1",
    "--username=admin",
)


@pytest.fixture(scope="module")
def origin(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Place]:
    """A place with some life in it, its archive and its keys beside."""
    folder = tmp_path_factory.mktemp("origin") / "data"
    with place(folder, engine=getattr(request, "param", HERE)) as made:
        assert made.lianxin(*INIT).returncode == 0
        made.python(SOME_LIFE)
        written = made.lianxin(
            "backup", str(folder / "a.tar.gz"), "--keys", str(folder / "k.json")
        )
        assert written.returncode == 0, written.stderr
        yield made


@pytest.mark.parametrize(("origin", "engine"), WAYS, indirect=["origin"])
def test_what_is_restored_equals_what_was_backed_up(
    origin: Place, engine: str, tmp_path: Path
) -> None:
    archive, held = str(origin.folder / "a.tar.gz"), str(origin.folder / "k.json")
    with place(tmp_path / "other", engine=engine) as other:
        restored = other.lianxin("restore", archive, "--keys", held)
        assert restored.returncode == 0, restored.stderr
        assert other.everything() == origin.everything()
        again = other.lianxin("restore", archive)
        assert again.returncode == 1
        assert "not empty" in again.stderr
        added = other.python(
            "import django; django.setup()\n"
            "from lianxin.org.people.models import Person\n"
            "print(Person.objects.create(name='x', employee_number='new').pk)"
        )
        assert int(added) == 3


def test_the_archive_holds_nothing_in_the_clear(origin: Place) -> None:
    text = gzip.decompress((origin.folder / "a.tar.gz").read_bytes())
    assert b"13800000000" not in text
    held = keys.read(origin.folder / "k.json")
    assert not any(key.encode() in text for key in (*held.fields, held.hashing))


def test_every_row_and_file_is_counted_in_the_manifest(origin: Place) -> None:
    with tarfile.open(origin.folder / "a.tar.gz") as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))
    assert names[-1] == "manifest.json"
    assert set(manifest["members"]) == set(names[:-1])
    assert manifest["members"]["tables/people.Person.jsonl"]["rows"] == 2
    assert sum(name.startswith("files/") for name in names) == 1


@pytest.fixture
def here(db: None, settings, tmp_path: Path) -> Path:
    """The empty test database with an empty folder for files."""
    settings.LIANXIN_FILES = tmp_path / "files"
    return tmp_path / "files"


def test_other_keys_are_told_so(origin: Place, here: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="not the keys"):
        read_archive(origin.folder / "a.tar.gz", keys=keys.load(tmp_path / "others"))
    assert not here.exists()


def test_damage_is_found_before_anything_is_written(
    origin: Place, here: Path, tmp_path: Path
) -> None:
    plain = gzip.decompress((origin.folder / "a.tar.gz").read_bytes())
    damaged = tmp_path / "damaged.tar.gz"
    damaged.write_bytes(gzip.compress(plain.replace(b"minutes of", b"minutes or", 1)))
    with pytest.raises(Refusal, match="damaged: files/"):
        read_archive(damaged, keys=keys.read(origin.folder / "k.json"))
    assert not Unit.objects.exists()


def test_half_an_archive_is_refused(origin: Place, here: Path, tmp_path: Path) -> None:
    whole = (origin.folder / "a.tar.gz").read_bytes()
    half = tmp_path / "half.tar.gz"
    half.write_bytes(whole[: len(whole) // 2])
    # Which of the two depends on whether the cut falls between two members.
    with pytest.raises(Refusal, match=r"cannot be read|has no manifest"):
        read_archive(half, keys=keys.read(origin.folder / "k.json"))
    assert not Unit.objects.exists()


def test_files_in_the_way_are_left_alone(origin: Place, here: Path) -> None:
    (here / "ab").mkdir(parents=True)
    (here / "ab" / "one").write_bytes(b"kept")
    with pytest.raises(Refusal, match="folder of files is not empty"):
        read_archive(
            origin.folder / "a.tar.gz", keys=keys.read(origin.folder / "k.json")
        )
    assert (here / "ab" / "one").read_bytes() == b"kept"


def test_an_archive_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.tar.gz").write_bytes(b"kept")
    with pytest.raises(Refusal, match="exists already"):
        write_archive(tmp_path / "a.tar.gz", at=AT)
    assert (tmp_path / "a.tar.gz").read_bytes() == b"kept"
