"""The motions that votes have passed: each may become a goal."""

from collections.abc import Sequence

from django.db.models import QuerySet

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.polls.models import Item, Poll
from lianxin.facts.polls.queries.polls import kind_of, visible_to
from lianxin.kernel.actor import Actor, NotVisible, Ref

MOTION = "polls.item"


def motion_ref(item: Item) -> Ref:
    """The reference of a motion."""
    return Ref(MOTION, item.pk)


def motions_passed(poll: Poll) -> Sequence[Item]:
    """The motions that were passed, in order; none where such a vote resolves nothing."""
    result = getattr(poll, "result", None)
    if result is None or not kind_of(poll).resolves:
        return ()
    passed = {pk for one in result.figures["decisions"] for pk in one["chosen"]}
    return [item for item in poll.items.all() if item.pk in passed]


def motions_visible_to(actor: Actor) -> QuerySet[Item]:
    """What was voted on where such votes resolve something, as far as `actor` sees it."""
    kinds = [kind.code for kind in rulebook.poll_kinds().values() if kind.resolves]
    seen = visible_to(actor).filter(kind__in=kinds, result__isnull=False).order_by()
    return Item.objects.filter(poll__in=seen.values("pk")).select_related(
        "poll__unit", "poll__result"
    )


def motion_visible_to(actor: Actor, pk: int) -> Item:
    """One motion that was passed; NotVisible for any other."""
    found = motions_visible_to(actor).filter(pk=pk).first()
    if found is None or found not in motions_passed(found.poll):
        raise NotVisible
    return found
