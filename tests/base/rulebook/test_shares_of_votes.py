"""What polls ask of votes and what the library tells of it are the same numbers."""

from datetime import date

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.shapes import Share, Than

TODAY = date(2026, 11, 26)
SAME = {
    "election_quorum": "election_quorum",
    "election_majority": "election_majority",
    "branch_majority": "branch_meeting_majority",
    "admission_quorum": "admission_quorum",
    "admission_majority": "admission_majority",
    "congress_quorum": "congress_quorum",
    "congress_majority": "congress_majority",
}


def test_a_poll_counts_as_the_library_tells() -> None:
    beyond = {"election_candidates"}  # there the seats themselves are part of it
    assert set(rulebook.shares()) == set(SAME) | beyond
    for poll, code in SAME.items():
        edition = rulebook.shares()[poll].on(TODAY)
        told = rulebook.value(code, on=TODAY)
        assert edition is not None, poll
        assert told is not None, code
        value, share = told.value, edition.share
        assert isinstance(value, Share)
        assert value.fraction * share.whole == share.parts, poll
        assert (value.than is Than.MORE_THAN) is share.is_strict, poll
        assert told.source.article == edition.source.article, poll


def test_candidates_are_so_many_more_than_the_seats() -> None:
    edition = rulebook.shares()["election_candidates"].on(TODAY)
    told = rulebook.value("committee_candidates_beyond", on=TODAY)
    assert edition is not None
    assert told is not None
    assert isinstance(told.value, Share)
    share = edition.share
    assert (told.value.fraction + 1) * share.whole == share.parts
