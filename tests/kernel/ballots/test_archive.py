"""An archive has one form: any other byte anywhere is refused."""

import io
import tarfile
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.kernel.ballots import archive, canonical
from lianxin.kernel.ballots.hashes import hex_hash
from tests.kernel.ballots.elections import (
    MOTION,
    SECONDS,
    archive_of,
    opened,
    rebuilt,
    records_of,
    refusal_of,
    steps_of,
    world,
)


@pytest.fixture(scope="module")
def honest() -> bytes:
    one = world(MOTION, threshold=1, size=1)
    return archive_of(one, [one.ballot(0, [[1, 0, 0]])], by=(1,))


def test_taken_apart_and_put_together_it_is_the_same(honest: bytes) -> None:
    assert rebuilt(steps_of(honest)) == honest


def test_tar_reads_it_too(honest: bytes) -> None:
    with tarfile.open(fileobj=io.BytesIO(honest)) as tar:
        names = tar.getnames()
    assert names[0] == "BELENIOS"
    assert names[1:] == [
        record.name + (archive.EVENT if record.is_event else archive.DATA)
        for record in records_of(honest)
    ]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_byte_can_be_flipped(honest: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(honest) - 1))
    bit = data.draw(st.integers(0, 7))
    flipped = bytearray(honest)
    flipped[place] ^= 1 << bit
    assert refusal_of(bytes(flipped)) != ("", "")


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_it_can_be_cut_between_events_only(honest: bytes, data: st.DataObject) -> None:
    """Cut after an event it is what it was then: only an older copy shows the loss."""
    ends, offset = set(), 1024
    for record in records_of(honest):
        offset += 512 + len(record.body) + -len(record.body) % 512
        if record.is_event:
            ends.add(offset)
    length = data.draw(st.integers(0, len(honest) - 1))
    code, _ = refusal_of(honest[:length])
    assert (code == "") is (length in ends)
    assert refusal_of(honest[: data.draw(st.sampled_from(sorted(ends)))]) == ("", "")


def a_link() -> bytes:
    block = bytearray(archive.block_of("a" * 64 + archive.DATA, 0, SECONDS))
    block[156:157] = b"2"
    block[157:168] = b"/etc/passwd"
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def a_claim_of(size: bytes) -> bytes:
    block = bytearray(archive.block_of("a" * 64 + archive.DATA, 0, SECONDS))
    block[124:136] = size
    return bytes(block)


@pytest.mark.parametrize(
    ("trailer", "code"),
    [
        (bytes(512), "wrong_block"),
        (bytes(1024), "wrong_block"),
        (b"x", "too_short"),
        (b"x" * 512, "wrong_block"),
        (a_link(), "wrong_hash"),
        (a_claim_of(b"77777777777\0"), "too_large"),
        (a_claim_of(b"00000000001\0"), "too_short"),
        (a_claim_of(b"-0000000001\0"), "wrong_block"),
        (a_claim_of(b"0x000000001\0"), "wrong_block"),
        (a_claim_of(b"\x80\0\0\0\0\0\0\0\x01\0\0\0"), "wrong_block"),
        (archive.packed("../../etc/cron.d/x", b"{}", SECONDS), "wrong_name"),
        (archive.packed("README", b"{}", SECONDS), "wrong_name"),
        (archive.packed("b" * 64 + archive.DATA, b"{}", SECONDS), "wrong_hash"),
        (archive.packed(hex_hash(b"{}") + archive.DATA, b"{}", 1), "wrong_block"),
        (
            archive.packed(hex_hash(b"{}") + archive.DATA, b"{}", SECONDS),
            "stray_record",
        ),
        (archive.header(SECONDS), "wrong_name"),
    ],
)
def test_nothing_stands_behind_the_last_event(
    honest: bytes, trailer: bytes, code: str
) -> None:
    found, where = refusal_of(honest + trailer)
    assert found == code
    assert where == f"Record {len(records_of(honest)) + 2}"


def test_many_stray_records_are_not_gathered(honest: bytes) -> None:
    stray = [canonical.write({"stray": n}) for n in range(2_000)]
    packed = b"".join(
        archive.packed(hex_hash(one) + archive.DATA, one, SECONDS) for one in stray
    )
    began = time.process_time()
    assert refusal_of(honest + packed)[0] == "stray_record"
    assert time.process_time() - began < 2


def test_padding_is_of_zeros(honest: bytes) -> None:
    place = 512 + len(records_header(honest))
    assert honest[place : place + 1] == b"\0"
    found = refusal_of(honest[:place] + b"x" + honest[place + 1 :])
    assert found == ("not_padded", "Record 1")


def records_header(content: bytes) -> bytes:
    return content[512:1024].rstrip(b"\0")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"version": 2, "timestamp": "1"}, "wrong_version"),
        ({"version": 1, "timestamp": 1}, "not_text"),
        ({"version": 1, "timestamp": "01"}, "wrong_timestamp"),
        ({"version": 1, "timestamp": "-1"}, "wrong_timestamp"),
        ({"version": 1, "timestamp": "9" * 5_000}, "wrong_timestamp"),
        ({"version": 1, "timestamp": "99999999999"}, "wrong_timestamp"),
        ({"version": 1, "timestamp": "2"}, "wrong_block"),
        ({"timestamp": "1", "version": 1}, "order_of_members"),
    ],
)
def test_the_header_has_one_form(value: object, code: str) -> None:
    content = archive.packed("BELENIOS", canonical.write(value), 1)
    assert refusal_of(content) == (code, "Record 1")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_archive"),
        (b"PK\x03\x04" + bytes(600), "no_header"),
        (archive.header(1), "empty_archive"),
        (archive.header(1)[:700], "too_short"),
    ],
)
def test_what_is_no_archive_is_said_so(content: bytes, code: str) -> None:
    assert refusal_of(content)[0] == code


def test_an_archive_names_its_sha256(honest: bytes) -> None:
    assert opened(honest).archive == hex_hash(honest)
