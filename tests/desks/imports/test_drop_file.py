"""A file is kept once, encrypted, and the worker is told."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.imports import queries as staged
from lianxin.base.imports.models import Import
from lianxin.base.journal.models import Entry
from lianxin.desks.imports.operations import drop_file
from lianxin.kernel.actor import Refused
from lianxin.org.units.queries import ref
from tests.cast import AT, Cast


def drop(cast: Cast, data: bytes = b"x", role: str = "sub_clerk", unit: str = "sub"):
    actor, place = cast.actor(role), ref(cast.units[unit])
    return drop_file(data, name="a/b\\花名册.xlsx", unit=place, actor=actor, at=AT)


def test_it_is_kept_as_it_came_and_the_worker_is_told(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        made, is_new = drop(cast, b"\x00PK")
    assert (is_new, made.name, made.size, len(waiting)) == (True, "花名册.xlsx", 3, 1)
    assert staged.content_of(made) == b"\x00PK"
    entry = Entry.objects.get(code="imports.dropped")
    assert entry.after == {"file": "花名册.xlsx", "sha256": made.sha256}


def test_the_same_contents_are_kept_once_for_a_unit(cast: Cast) -> None:
    first, _ = drop(cast)
    assert drop(cast) == (first, False)
    assert drop(cast, role="clerk", unit="root")[1]
    Import.objects.update(undone_at=AT)
    assert drop(cast)[1]


def test_nothing_and_too_much_are_refused(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr("lianxin.desks.imports.operations.dropping.MEGABYTE", 0)
    for data in (b"", b"x"):
        with pytest.raises(ValidationError) as refused:
            drop(cast, data)
        assert list(refused.value.message_dict) == ["workbooks"]


def test_only_clerks_drop_in_files(cast: Cast) -> None:
    for role in ("secretary", "branch_secretary", "member"):
        with pytest.raises(Refused):
            drop(cast, role=role)
    assert not Import.objects.exists()
