"""A wrong file is taken away from its step while the election is under way."""

import pytest

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.programmes.elections import operations, queries
from lianxin.programmes.elections.models import Election, StepFile
from tests.cast import AT, Cast
from tests.facts.polls.voting import HOLDER
from tests.programmes.elections.changing import begun, reported, take
from tests.programmes.elections.test_add_step_files import add
from tests.programmes.elections.test_conclude_election import conclude


def remove(cast: Cast, role: str = HOLDER) -> None:
    file = StepFile.objects.get()
    operations.remove_step_file(file, actor=cast.actor(role), at=AT)


def test_nobody_is_served_it_any_more(cast: Cast) -> None:
    election = begun(cast)
    take(cast, election, "request")
    add(cast, election)
    with pytest.raises(Refused):
        remove(cast, "member")
    remove(cast)
    assert queries.files_of(election) == []
    assert StepFile.objects.get().removed_at == AT
    assert Entry.objects.get(code="elections.file_removed").before["sha256"]


def test_not_from_an_election_that_is_concluded(cast: Cast) -> None:
    election = reported(cast)
    add(cast, election)
    conclude(cast, Election.objects.get(pk=election.pk))
    with pytest.raises(Refused, match="is concluded"):
        remove(cast)
