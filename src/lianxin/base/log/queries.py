"""Reading the sealed log, and checking the journal against it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import OuterRef, QuerySet

from lianxin.base.journal import queries as journal
from lianxin.base.journal.models import Entry
from lianxin.base.log.models import Leaf, Seal
from lianxin.base.remembered import Exists
from lianxin.kernel.log import tree

CHUNK = 2000


class Difference(StrEnum):
    """In which way the journal is not what was sealed."""

    CHANGED = "changed"
    MISSING = "missing"
    MOVED = "moved"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first difference: of an entry at a place, or of the seal of a size."""

    difference: Difference
    place: int
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """How many entries and seals were read, until the end or the first fault."""

    entries: int
    seals: int
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """That an entry is sealed: its place, and the first seal that covers it."""

    place: int
    size: int
    root: str
    sealed_at: datetime


def all_seals() -> QuerySet[Seal]:
    """Every seal, in the order in which they were set."""
    return Seal.objects.order_by("size")


def last_seal() -> Seal | None:
    """The seal over the whole log, or None while nothing is sealed."""
    return Seal.objects.order_by("-size").first()


def unsealed(*, after: int = 0) -> QuerySet[Entry]:
    """Entries beyond number `after` that no leaf covers, in the order of numbers."""
    leaf = Leaf.objects.filter(entry_id=OuterRef("pk"))
    return journal.all_entries().filter(~Exists(leaf), pk__gt=after).order_by("pk")


def seal_of(entry_id: int) -> Sealed | None:
    """The first seal that covers this entry, or None while it waits for one."""
    leaf = Leaf.objects.filter(entry_id=entry_id).first()
    if leaf is None:
        return None
    seal = Seal.objects.filter(size__gt=leaf.place).order_by("size").first()
    if seal is None:
        return None
    return Sealed(leaf.place, seal.size, bytes(seal.root).hex(), seal.sealed_at)


def all_sealed_entries() -> Iterator[tuple[Leaf, Entry | None]]:
    """Every leaf in the log's order, each with its entry, or None where it is gone."""
    place = 0
    while True:
        leaves = list(Leaf.objects.filter(place__gte=place).order_by("place")[:CHUNK])
        entries = journal.all_entries().in_bulk([leaf.entry_id for leaf in leaves])
        for leaf in leaves:
            yield leaf, entries.get(leaf.entry_id)
        if len(leaves) < CHUNK:
            return
        place = leaves[-1].place + 1


def verify() -> Check:
    """Compute the whole log anew and compare; stop at the first difference.

    Every entry is held against its leaf, every seal against the leaves before it.
    """
    seals = {seal.size: seal for seal in all_seals()}
    peaks: list[bytes] = []
    size = seals_seen = 0
    for leaf, entry in all_sealed_entries():
        difference = _difference(leaf, entry, place=size)
        if difference:
            return Check(size, seals_seen, Fault(difference, size, leaf.entry_id))
        peaks = tree.grow(peaks, size, [bytes(leaf.hash)])
        size += 1
        seal = seals.pop(size, None)
        if seal is not None:
            if bytes(seal.root) != tree.root_of(peaks):
                return Check(size, seals_seen, Fault(Difference.SEAL, size))
            seals_seen += 1
    last = last_seal()
    if (last.size if last else 0) != size:
        return Check(size, seals_seen, Fault(Difference.SEAL, size))
    return Check(size, seals_seen)


def _difference(leaf: Leaf, entry: Entry | None, *, place: int) -> Difference | None:
    if leaf.place != place:
        return Difference.MOVED
    if entry is None:
        return Difference.MISSING
    if tree.leaf_hash(journal.canonical(entry)) != bytes(leaf.hash):
        return Difference.CHANGED
    return None
