"""Deleting an archive."""

import pytest

from lianxin.base.archives import queries
from lianxin.base.archives.models import Archive
from lianxin.base.archives.operations import discard_archive
from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from tests.base.archives.test_take_archive import archive
from tests.cast import AT, Cast


def test_the_file_goes_with_it(
    cast: Cast, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.LIANXIN_ARCHIVES = tmp_path
    made = archive()
    path = queries.path_of(made)
    path.write_bytes(b"x")
    with django_capture_on_commit_callbacks(execute=True):
        discard_archive(made, actor=cast.actor("administrator"), at=AT)
    assert not path.exists()
    assert not Archive.objects.exists()
    assert Entry.objects.filter(code="archives.discarded").count() == 1


def test_only_administrators(cast: Cast):
    with pytest.raises(Refused):
        discard_archive(archive(), actor=cast.actor("secretary"), at=AT)
