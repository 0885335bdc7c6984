"""Several files in one field."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from lianxin.base.ui.forms import FilesField, TimeField


def file(name: str, content: bytes = b"x") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_several_files_are_a_list() -> None:
    files = [file("a.txt"), file("b.txt")]
    assert FilesField().clean(files) == files


def test_none_where_it_may_stay_empty() -> None:
    assert FilesField(required=False).clean([]) == []
    assert FilesField(required=False).clean(None) == []


def test_none_where_it_may_not() -> None:
    with pytest.raises(ValidationError):
        FilesField().clean([])


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(ValidationError):
        FilesField().clean([file("a.txt"), file("b.txt", b"")])


def test_too_many() -> None:
    with pytest.raises(ValidationError) as refused:
        FilesField(most=1).clean([file("a.txt"), file("b.txt")])
    assert refused.value.messages == ["Choose at most 1 files at a time."]


@pytest.mark.parametrize("typed", ["14:30", "14：30", "14时30分", "14:30:00"])
def test_times_as_people_write_them(typed: str) -> None:
    assert f"{TimeField().clean(typed):%H:%M}" == "14:30"
