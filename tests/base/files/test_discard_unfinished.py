"""What a killed process had received of a file does not lie about for good."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from lianxin.base.files.operations import discard_unfinished, store
from lianxin.base.files.queries import path_of
from tests.cast import AT


@pytest.mark.django_db
def test_only_old_and_unfinished_ones_go(settings, tmp_path: Path) -> None:
    settings.LIANXIN_FILES = tmp_path
    whole = path_of(store("会议记录".encode(), name="minutes.txt", at=AT).sha256)
    old, new = tmp_path / "incoming" / "old", tmp_path / "incoming" / "new"
    for path, hours in ((old, 25), (new, 23), (whole, 25)):
        path.touch()
        then = (AT - timedelta(hours=hours)).timestamp()
        os.utime(path, (then, then))
    assert discard_unfinished(at=AT) == 1
    assert (old.exists(), new.exists(), whole.exists()) == (False, True, True)
    assert discard_unfinished(at=AT) == 0


def test_where_nothing_was_ever_stored_nothing_is_done(settings, tmp_path: Path):
    settings.LIANXIN_FILES = tmp_path / "none"
    assert discard_unfinished(at=AT) == 0
