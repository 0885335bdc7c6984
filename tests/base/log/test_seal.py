"""Every committed entry is sealed once, in the log's own order."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lianxin.base.journal import operations as journal
from lianxin.base.journal.models import Entry
from lianxin.base.log import operations, queries
from lianxin.base.log.models import Leaf, Seal
from lianxin.base.log.queries import Difference, Fault
from lianxin.kernel.actor import Ref, system_actor
from lianxin.kernel.log import tree
from lianxin.org.units.events import UnitRenamed
from tests.cast import ACTION, AT

pytestmark = pytest.mark.django_db

VERIFIER = Path(__file__).parents[3] / "tools" / "verify_log.py"


def write(count=1):
    for number in range(count):
        journal.write(
            UnitRenamed(
                subject=Ref("units.unit", number),
                actor=system_actor("tests.job", ACTION),
                at=AT,
                after={"name": "检修一支部", "on": AT.date()},
            )
        )


def late_entry(pk):
    """An entry whose number was drawn before others that are sealed already."""
    before = list(Entry.objects.values_list("pk", flat=True))
    write()
    Entry.objects.exclude(pk__in=before).update(id=pk)


def entries_in_log():
    return list(Leaf.objects.order_by("place").values_list("place", "entry_id"))


def test_entries_become_leaves_and_one_root_covers_them():
    write(3)
    assert operations.seal(at=AT) == 3
    leaves = [bytes(leaf.hash) for leaf in Leaf.objects.order_by("place")]
    assert leaves == [
        tree.leaf_hash(queries.journal.canonical(e))
        for e in Entry.objects.order_by("pk")
    ]
    seal = Seal.objects.get()
    assert (seal.size, bytes(seal.root), seal.sealed_at) == (3, tree.root(leaves), AT)


def test_sealing_again_adds_nothing():
    write(2)
    operations.seal(at=AT)
    assert operations.seal(at=AT + timedelta(minutes=1)) == 0
    assert Seal.objects.count() == 1


def test_the_tree_grows_over_several_seals_and_batches(monkeypatch):
    monkeypatch.setattr(operations, "BATCH", 2)
    write(5)
    assert operations.seal(at=AT) == 5
    write(2)
    assert operations.seal(at=AT) == 2
    assert list(queries.all_seals().values_list("size", flat=True)) == [2, 4, 5, 7]
    assert queries.verify() == queries.Check(entries=7, seals=4)


def test_an_entry_that_commits_late_is_sealed_next_time():
    write(3)
    first = Entry.objects.order_by("pk").first().pk
    Entry.objects.filter(pk=first).update(id=first + 1000)
    operations.seal(at=AT)
    late_entry(first)
    assert operations.seal(at=AT) == 1
    assert entries_in_log()[-1] == (3, first)
    assert queries.verify().fault is None


def test_an_entry_later_than_the_window_is_sealed_by_the_nightly_run(monkeypatch):
    monkeypatch.setattr(operations, "WINDOW", 10)
    write(1)
    Entry.objects.update(id=1000)
    operations.seal(at=AT)
    late_entry(5)
    assert operations.seal(at=AT) == 0
    assert operations.seal(at=AT, everywhere=True) == 1


def test_another_worker_that_seals_first_is_left_alone(monkeypatch):
    write(2)
    operations.seal(at=AT)
    write(1)
    monkeypatch.setattr(operations.queries, "last_seal", lambda: None)
    assert operations.seal(at=AT) == 0
    monkeypatch.undo()
    assert operations.seal(at=AT) == 1


def test_a_changed_entry_is_named():
    write(5)
    operations.seal(at=AT)
    changed = Entry.objects.order_by("pk")[2]
    Entry.objects.filter(pk=changed.pk).update(actor_name="Somebody else")
    assert queries.verify().fault == Fault(Difference.CHANGED, 2, changed.pk)
    with pytest.raises(CommandError, match=f"entry {changed.pk} was changed"):
        call_command("log")


def test_a_deleted_entry_is_named():
    write(5)
    operations.seal(at=AT)
    gone = Entry.objects.order_by("pk")[4]
    Entry.objects.filter(pk=gone.pk).delete()
    assert queries.verify().fault == Fault(Difference.MISSING, 4, gone.pk)


def test_a_leaf_changed_with_its_entry_breaks_the_seal():
    write(3)
    operations.seal(at=AT)
    entry = Entry.objects.order_by("pk").first()
    entry.actor_name = "Somebody else"
    entry.save()
    forged = tree.leaf_hash(queries.journal.canonical(entry))
    Leaf.objects.filter(entry_id=entry.pk).update(hash=forged)
    assert queries.verify().fault == Fault(Difference.SEAL, 3)


def test_lost_leaves_and_lost_seals_are_noticed():
    write(2)
    operations.seal(at=AT)
    write(2)
    operations.seal(at=AT)
    Seal.objects.filter(size=4).delete()
    assert queries.verify().fault == Fault(Difference.SEAL, 4)
    Leaf.objects.filter(place=1).delete()
    assert queries.verify().fault.difference == Difference.MOVED
    Leaf.objects.all().delete()
    assert queries.verify().fault == Fault(Difference.SEAL, 0)


def test_an_empty_log_is_sound():
    assert queries.verify() == queries.Check(0, 0)
    assert queries.last_seal() is None


def test_an_entry_tells_the_first_seal_that_covers_it():
    write(2)
    operations.seal(at=AT)
    write(1)
    operations.seal(at=AT + timedelta(minutes=1))
    write(1)
    first, second, third, fourth = Entry.objects.order_by("pk")
    assert queries.seal_of(second.pk).size == 2
    assert queries.seal_of(second.pk).sealed_at == AT
    assert queries.seal_of(third.pk).size == 3
    assert queries.seal_of(third.pk).place == 2
    assert queries.seal_of(fourth.pk) is None
    assert queries.seal_of(first.pk).root == bytes(Seal.objects.get(size=2).root).hex()


def verifier(folder, *root):
    done = subprocess.run(  # noqa: S603 -- our own script
        [sys.executable, "-I", str(VERIFIER), str(folder), *root],
        check=False,
        capture_output=True,
        text=True,
    )
    return done.returncode, (done.stdout + done.stderr).strip()


@pytest.fixture
def exported(tmp_path):
    write(5)
    operations.seal(at=AT)
    write(3)
    operations.seal(at=AT)
    assert operations.export(tmp_path) == 8
    return tmp_path


def test_anybody_can_check_the_exported_log(exported):
    root = bytes(queries.last_seal().root).hex()
    assert verifier(exported) == (0, "8 entries are sound, 0 are not sealed")
    assert verifier(exported, root)[0] == 0
    assert verifier(exported, "00" * 32) == (1, f"no seal has the root {'00' * 32}")


def test_a_change_in_the_exported_log_is_told(exported):
    log = exported / "log.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    assert json.loads(lines[6])["after"] == {"name": "检修一支部", "on": "2026-11-23"}
    lines[6] = lines[6].replace("检修".encode(), "运行".encode())
    log.write_bytes(b"".join(lines))
    assert verifier(exported) == (1, "an entry of lines 6 to 8 was changed")
    log.write_bytes(b"".join(lines[:6]))
    assert verifier(exported)[1] == (
        "entries are missing: a seal covers 8, there are 6"
    )


def test_the_command_tells_that_all_is_sound_and_what_waits(capsys):
    write(2)
    operations.seal(at=AT)
    write(1)
    call_command("log")
    root = bytes(queries.last_seal().root).hex()
    assert capsys.readouterr().out == (
        "2 sealed entries and 1 seals are sound; 1 entries wait to be sealed.\n"
        f"root {root}\n"
    )


def test_the_command_exports(tmp_path, capsys):
    write(1)
    operations.seal(at=AT)
    call_command("log", export=tmp_path / "new")
    assert capsys.readouterr().out == f"1 entries written to {tmp_path / 'new'}\n"
    assert verifier(tmp_path / "new")[0] == 0
