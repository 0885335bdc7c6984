"""Taking an archive along."""

import pytest

from lianxin.base.archives.models import Archive
from lianxin.base.archives.operations import take_archive
from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast


def archive() -> Archive:
    return Archive.objects.create(asked_by="甲", asked_at=AT, made_at=AT, rows=7)


def test_it_is_in_the_journal(cast: Cast):
    take_archive(archive(), actor=cast.actor("administrator"), at=AT)
    assert Entry.objects.get(code="archives.taken").after == {"rows": 7, "files": 0}


def test_only_administrators(cast: Cast):
    with pytest.raises(Refused):
        take_archive(archive(), actor=cast.actor("clerk"), at=AT)
