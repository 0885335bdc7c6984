"""Taking a file away from a record."""

import pytest
from django.core.files.base import ContentFile

from lianxin.facts.records import queries
from lianxin.facts.records.operations import add_files, remove_file
from lianxin.kernel.actor import NotVisible, Refused
from tests.cast import AT, Cast
from tests.facts.records.meetings import meeting


def added(cast: Cast):
    text = ContentFile("签到表".encode(), name="签到.txt")
    record = meeting(cast)
    actor = cast.actor("branch_secretary")
    return add_files(record, uploads=[text], actor=actor, at=AT)[0]


def test_it_is_served_no_more(cast: Cast):
    file = added(cast)
    remove_file(file, actor=cast.actor("branch_secretary"), at=AT)
    assert list(queries.files_of(file.record)) == []
    with pytest.raises(NotVisible):
        queries.file_of(file.record, file.pk)


@pytest.mark.parametrize("role", ["clerk", "member", "outsider"])
def test_only_those_who_record_remove(cast: Cast, role: str):
    file = added(cast)
    with pytest.raises(Refused):
        remove_file(file, actor=cast.actor(role), at=AT)
