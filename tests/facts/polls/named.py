"""A consultation of the department by name on line: the eight voters of `sealed`."""

from lianxin.facts.polls import operations
from lianxin.facts.polls.models import Item, Poll
from lianxin.facts.polls.operations import Planned
from tests.cast import AT, Cast
from tests.facts.polls.sealed import HOLDER, MOTIONS
from tests.facts.polls.voting import DAY


def planned_poll(cast: Cast, **values) -> Poll:
    given = {
        "kind": "consultation",
        "title": "征求对食堂和班车的意见",
        "held_on": DAY,
        "mode": "named",
        "lines": MOTIONS,
    }
    return operations.prepare_poll(
        unit=cast.units["department"],
        planned=Planned(**given | values),
        actor=cast.actor(HOLDER),
        at=AT,
    )


def named_poll(cast: Cast, **values) -> Poll:
    """Open: votes are given."""
    poll = planned_poll(cast, **values)
    return operations.open_poll(poll, actor=cast.actor(HOLDER), at=AT)


def vote(cast: Cast, poll: Poll, role: str, *columns: str) -> None:
    """Votes on the items in their order; an empty column leaves an item out."""
    items = Item.objects.filter(poll=poll).order_by("order")
    pairs = zip(items, columns, strict=True)
    operations.vote_by_name(
        poll,
        votes={item.pk: column for item, column in pairs if column},
        actor=cast.actor(role),
        at=AT,
    )
