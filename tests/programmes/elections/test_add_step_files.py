"""The signed paper of a step is put beside it, even after the conclusion."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from lianxin.base.journal.models import Entry
from lianxin.base.journal.operations import NOT_KEPT
from lianxin.kernel.actor import NotVisible, Refused
from lianxin.programmes.elections import operations, queries
from lianxin.programmes.elections.models import Election, StepFile
from tests.cast import AT, Cast
from tests.facts.polls.voting import HOLDER
from tests.programmes.elections.changing import begun, reported, take
from tests.programmes.elections.test_conclude_election import conclude


def add(
    cast: Cast, election: Election, code: str = "request", role: str = HOLDER, **values
) -> None:
    file = ContentFile("请示，已签章".encode(), name="../请示.txt")
    operations.add_step_files(
        election,
        code=code,
        uploads=values.get("uploads", [file]),
        actor=cast.actor(role),
        at=AT,
    )


def names(election: Election, code: str) -> list[str]:
    return [file.name for file in queries.files_of(election, code)]


def test_it_is_kept_under_a_clean_name_and_nothing_is_missing(cast: Cast) -> None:
    election = begun(cast)
    take(cast, election, "request")
    missing = [s.missing for s in queries.steps_of(election, ()) if s.code == "request"]
    assert missing == ["written by the software; the signed paper is not there"]
    add(cast, election)
    assert names(election, "request") == ["请示.txt"]
    assert names(election, "reply") == []
    missing = [s.missing for s in queries.steps_of(election, ()) if s.code == "request"]
    assert missing == [""]
    entry = Entry.objects.get(code="elections.files_added")
    assert entry.after == {"election_step": "request", "names": NOT_KEPT, "files": 1}


def test_only_beside_a_step_that_was_taken(cast: Cast) -> None:
    election = begun(cast)
    with pytest.raises(ValidationError, match="not noted yet"):
        add(cast, election)
    with pytest.raises(NotVisible):
        add(cast, election, "delegates")
    take(cast, election, "request")
    with pytest.raises(ValidationError, match="at least one file"):
        add(cast, election, uploads=[])
    with pytest.raises(Refused):
        add(cast, election, role="member")
    lie = ContentFile(b"%PDF-1.7 not a picture", name="photo.png")
    with pytest.raises(ValidationError):
        add(cast, election, uploads=[lie])
    assert not StepFile.objects.exists()


def test_the_reply_comes_back_after_the_conclusion(cast: Cast) -> None:
    election = reported(cast)
    with pytest.raises(ValidationError, match="not noted yet"):
        add(cast, election, "approval")
    conclude(cast, election)
    add(cast, Election.objects.get(pk=election.pk), "approval")
    assert names(election, "approval") == ["请示.txt"]
