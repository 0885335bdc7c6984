"""The archive of an election: a file of records that only grows.

Each record is named by the SHA-256 of its contents and stands behind a block of 512
bytes that can have one form only, so that an archive has one form only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.hashes import hex_hash
from lianxin.kernel.ballots.refusals import Refused

BLOCK = 512
HEADER = "BELENIOS"
DATA = ".data.json"
EVENT = ".event.json"
# The list of credentials of 100,000 voters has 62 MB; no record is larger.
LARGEST = 64 * 1024 * 1024
_MOST_SECONDS = 8**11 - 1
_NAME = slice(0, 100)
_SIZE = slice(124, 135)
_SUM = slice(148, 156)


class Readable(Protocol):
    """An open file, or what reads like one."""

    def read(self, size: int, /) -> bytes:
        """As many bytes as asked for, or all that are left."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its number in the file from 1, its hash, and what it says."""

    place: int
    name: str
    body: bytes
    is_event: bool

    @property
    def where(self) -> str:
        """How a refusal names it."""
        return f"Record {self.place}"


def block_of(name: str, size: int, seconds: int) -> bytes:
    """The block before a record."""
    block = bytearray(BLOCK)
    block[0 : len(name)] = name.encode("ascii")
    block[100:108] = b"0000644\0"
    block[108:116] = block[116:124] = b"0000000\0"
    block[124:136] = b"%011o\0" % size
    block[136:148] = b"%011o\0" % seconds
    block[_SUM] = b" " * 8
    block[156:157] = b"0"
    block[_SUM] = b"%06o\0 " % sum(block)
    return bytes(block)


def packed(name: str, body: bytes, seconds: int) -> bytes:
    """A record as it stands in the file."""
    padding = bytes(-len(body) % BLOCK)
    return block_of(name, len(body), seconds) + body + padding


def header(seconds: int) -> bytes:
    """The first record of an archive."""
    value = {"version": 1, "timestamp": str(seconds)}
    return packed(HEADER, canonical.write(value), seconds)


def records_in(file: Readable, seconds: int) -> Iterator[Record]:
    """The records of an archive after its header; Refused at the first that is not
    exactly as the format has it.

    Records are read one at a time, so that a large archive needs no large memory.
    """
    place = 1
    while block := file.read(BLOCK):
        place += 1
        try:
            record = _read_record(file, block, place, seconds)
        except Refused as refusal:
            raise refusal.at(f"Record {place}") from refusal
        yield record


def read_header(file: Readable) -> int:
    """The time stamp of an archive, in seconds, which all its records bear."""
    block = file.read(BLOCK)
    if not block:
        raise Refused("empty_archive")
    if block[_NAME] != HEADER.encode().ljust(100, b"\0"):
        raise Refused("no_header")
    try:
        body = _body(file, block)
        version, stamp = canonical.members(
            canonical.read(body), "the header", "version", "timestamp"
        )
        if canonical.count(version, "the version") != 1:
            raise Refused("wrong_version", version=version)
        seconds = _seconds(stamp)
        if block != block_of(HEADER, len(body), seconds):
            raise Refused("wrong_block")
    except Refused as refusal:
        raise refusal.at("Record 1") from refusal
    return seconds


def _seconds(stamp: object) -> int:
    text = canonical.text(stamp, "the time stamp")
    is_number = (
        text.isascii() and text.isdigit() and len(text) <= len(str(_MOST_SECONDS))
    )
    if not is_number or str(int(text)) != text or int(text) > _MOST_SECONDS:
        raise Refused("wrong_timestamp")
    return int(text)


def _read_record(file: Readable, block: bytes, place: int, seconds: int) -> Record:
    body = _body(file, block)
    name = block[_NAME].rstrip(b"\0").decode("ascii", "replace")
    stem, dot, ending = name.partition(".")
    if dot + ending not in {DATA, EVENT}:
        raise Refused("wrong_name", name=name[:80])
    if stem != hex_hash(body):
        raise Refused("wrong_hash")
    if block != block_of(name, len(body), seconds):
        raise Refused("wrong_block")
    return Record(place, stem, body, dot + ending == EVENT)


def _body(file: Readable, block: bytes) -> bytes:
    """The contents after a block; no more is read than the block may claim."""
    size = _claimed(block)
    body = file.read(size)
    padding = file.read(-size % BLOCK)
    if len(body) < size or len(padding) < -size % BLOCK:
        raise Refused("too_short")
    if any(padding):
        raise Refused("not_padded")
    return body


def _claimed(block: bytes) -> int:
    if len(block) < BLOCK:
        raise Refused("too_short")
    digits = block[_SIZE]
    if set(digits) - set(b"01234567"):
        raise Refused("wrong_block")
    size = int(digits, 8)
    if size > LARGEST:
        raise Refused("too_large", size=size, most=LARGEST)
    return size
