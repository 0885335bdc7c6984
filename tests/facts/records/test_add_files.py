"""Putting files beside a record."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from lianxin.base.journal.models import Entry
from lianxin.facts.records import queries
from lianxin.facts.records.operations import add_files
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast
from tests.facts.records.meetings import meeting

TEXT = ContentFile("签到表".encode(), name="../签到.txt")


def test_a_file_is_kept_under_a_clean_name(cast: Cast):
    record = meeting(cast)
    add_files(record, uploads=[TEXT], actor=cast.actor("branch_member"), at=AT)
    assert [f.name for f in queries.files_of(record)] == ["签到.txt"]
    assert Entry.objects.get(code="records.files_added").after == {
        "names": "•",
        "files": 1,
    }


def test_no_file_is_refused(cast: Cast):
    with pytest.raises(ValidationError):
        add_files(
            meeting(cast), uploads=[], actor=cast.actor("branch_secretary"), at=AT
        )


def test_a_file_that_lies_about_its_kind_is_refused(cast: Cast):
    record = meeting(cast)
    lie = ContentFile(b"%PDF-1.7 not a picture", name="photo.png")
    with pytest.raises(ValidationError):
        add_files(record, uploads=[lie], actor=cast.actor("branch_secretary"), at=AT)
    assert list(queries.files_of(record)) == []


@pytest.mark.parametrize("role", ["clerk", "member", "outsider"])
def test_only_those_who_record_add(cast: Cast, role: str):
    record = meeting(cast)
    with pytest.raises(Refused):
        add_files(record, uploads=[TEXT], actor=cast.actor(role), at=AT)
