"""Names that voters wrote in and elected become people, before these vote themselves."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.base.journal.operations import NOT_KEPT
from lianxin.facts.polls.models import Item
from lianxin.kernel.actor import Refused
from lianxin.org.people.models import Person
from lianxin.programmes.elections import operations, queries
from lianxin.programmes.elections.models import Election
from tests.cast import AT, Cast
from tests.facts.polls.voting import HOLDER
from tests.programmes.elections.changing import (
    plenary,
    ready,
    take,
    voted_with_a_name_written_in,
)


def name(
    cast: Cast, election: Election, named: dict[int, Person], role: str = HOLDER
) -> None:
    operations.name_elected(election, named=named, actor=cast.actor(role), at=AT)


def test_only_who_could_have_been_elected_is_meant(cast: Cast) -> None:
    election = voted_with_a_name_written_in(cast)
    item = Item.objects.get(was_written_in=True)
    people = cast.people
    for named, words in (
        ({}, "which person it is"),
        ({item.pk: people["branch_member"]}, "could not be elected"),
        ({item.pk: people["outsider"]}, "could not be elected"),
        ({item.pk: people["branch_secretary"]}, "could not be elected"),
    ):
        with pytest.raises(ValidationError, match=words):
            name(cast, election, named)
    with pytest.raises(Refused):
        name(cast, election, {item.pk: people["member"]}, "member")
    name(cast, election, {item.pk: people["member"]})
    item.refresh_from_db()
    assert (item.person, item.text) == (people["member"], people["member"].name)
    assert queries.nameless(election) == []
    assert Entry.objects.get(code="elections.named").after == {"people": NOT_KEPT}


def test_the_plenary_waits_until_it_is_said(cast: Cast) -> None:
    election = voted_with_a_name_written_in(cast)
    take(cast, election, "announcement")
    with pytest.raises(ValidationError, match="Say first who is meant"):
        plenary(cast, election)


def test_where_nobody_was_written_in_nothing_is_to_be_said(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="which person it is"):
        name(cast, ready(cast), {})
