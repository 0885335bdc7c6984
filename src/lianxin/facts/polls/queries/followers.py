"""A vote and those that followed it, whom they elected, and who votes in a poll."""

from collections.abc import Sequence

from django.db.models import OuterRef, QuerySet

from lianxin.base.remembered import Exists
from lianxin.facts.polls.models import Item, Poll
from lianxin.facts.polls.queries.polls import TO_ELECT, entitled_people, kind_of
from lianxin.kernel.zh.strokes import by_strokes
from lianxin.org.people.models import Person
from lianxin.org.people.queries import holding


def votes_from(first: Poll | None) -> Sequence[Poll]:
    """A vote and those that followed it, in their order."""
    found, poll = [], first
    while poll is not None:
        found.append(poll)
        poll = Poll.objects.select_related("result").filter(follows=poll).first()
    return found


def chosen_in(votes: Sequence[Poll]) -> Sequence[Item]:
    """Whom these votes together elected, by the strokes of their names."""
    chosen = [
        number
        for poll in votes
        if hasattr(poll, "result")
        for decision in poll.result.figures["decisions"]
        for number in decision["chosen"]
    ]
    items = Item.objects.filter(pk__in=chosen).select_related("person")
    return sorted(items, key=lambda item: by_strokes(item.text))


def voters_of(poll: Poll) -> QuerySet[Person]:
    """Who may vote in a poll that is prepared, as things stand on its day.

    Where a new committee votes, those whom `electors_of` and what followed it elected.
    """
    if poll.electors_of is None:
        return entitled_people(kind_of(poll), poll.unit, today=poll.held_on)
    elected = chosen_in(votes_from(poll.electors_of))
    people = [item.person_id for item in elected if item.person_id]
    able = holding(TO_ELECT, on=poll.held_on).filter(person=OuterRef("pk"))
    rows = Person.objects.filter(Exists(able), pk__in=people)
    return rows.order_by("pinyin", "pk")
