"""Sealing: committed journal entries become leaves, and one hash covers them all."""

import json
from datetime import datetime
from itertools import count
from pathlib import Path

from django.db import IntegrityError, transaction

from lianxin.base.journal import queries as journal
from lianxin.base.log import queries
from lianxin.base.log.models import Leaf, Seal
from lianxin.kernel.log import tree

BATCH = 5000
# An entry may commit this many entries late and be sealed in the same minute; one
# that comes later still is found by the nightly run, which looks everywhere.
WINDOW = 50_000


def seal(*, at: datetime, everywhere: bool = False) -> int:
    """Seal every committed entry that is not sealed yet; return how many.

    Idempotent. Looks `everywhere`, or only as far back as `WINDOW`. Where another
    worker seals at the same moment, this one leaves the rest to it.
    """
    sealed = 0
    while True:
        try:
            batch = _seal_batch(at=at, everywhere=everywhere)
        except IntegrityError:  # the other worker took the same places
            return sealed
        sealed += batch
        if batch < BATCH:
            return sealed


@transaction.atomic
def _seal_batch(*, at: datetime, everywhere: bool) -> int:
    last = queries.last_seal()
    size = last.size if last else 0
    after = 0 if everywhere else _newest_sealed() - WINDOW
    entries = list(queries.unsealed(after=after)[:BATCH])
    if not entries:
        return 0
    hashes = [tree.leaf_hash(journal.canonical(entry)) for entry in entries]
    Leaf.objects.bulk_create(
        Leaf(place=place, entry_id=entry.pk, hash=digest)
        for place, entry, digest in zip(count(size), entries, hashes, strict=False)
    )
    held = [bytes.fromhex(peak) for peak in last.peaks] if last else []
    peaks = tree.grow(held, size, hashes)
    Seal.objects.create(
        size=size + len(entries),
        root=tree.root_of(peaks),
        peaks=[peak.hex() for peak in peaks],
        sealed_at=at,
    )
    return len(entries)


def _newest_sealed() -> int:
    newest = Leaf.objects.order_by("-entry_id").first()
    return newest.entry_id if newest else 0


def export(folder: Path) -> int:
    """Write the log for somebody else to check; return how many entries.

    ``log.jsonl`` has one canonical entry a line, in the log's order, and
    ``seals.jsonl`` one seal a line: what ``tools/verify_log.py`` reads. Entries that
    are gone leave an empty line, which the check then tells.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entries = 0
    with (folder / "log.jsonl").open("wb") as out:
        for _leaf, entry in queries.all_sealed_entries():
            out.write((journal.canonical(entry) if entry else b"") + b"\n")
            entries += 1
    with (folder / "seals.jsonl").open("w", encoding="ascii") as out:
        for held in queries.all_seals():
            line = {
                "size": held.size,
                "root": bytes(held.root).hex(),
                "sealed_at": held.sealed_at.isoformat(),
            }
            out.write(json.dumps(line) + "\n")
    return entries
