"""Polls of the branch for the world of pages: prepared, open, and without a quorum."""

from django.utils import translation

from tests.cast import Cast
from tests.facts.polls import sealed
from tests.facts.polls.named import named_poll
from tests.facts.polls.reviews import reviewed
from tests.facts.polls.voting import (
    counted_twice,
    declared,
    election,
    opened,
    prepared,
)


# The journal keeps titles of posts in the language of whoever acts.
@translation.override("zh-hans")
def numbers_of_polls(cast: Cast) -> dict[str, int]:
    """A motion being prepared, one open, one counted, an election where too few came."""
    three = ("branch_secretary", "branch_member", "sub_clerk")
    failed = opened(cast, election(cast, candidates=three, seats=2))
    declared(cast, failed, (3, 0, 0), (3, 0, 0), (0, 3, 0), present=3)
    budget = opened(cast, prepared(cast, title="通过经费预算"))
    return {
        "counted_poll": counted_twice(cast, budget, (3, 1, 0), present=4).pk,
        "prepared_poll": prepared(cast).pk,
        "open_poll": opened(cast, prepared(cast, title="通过工作总结")).pk,
        "declared_poll": failed.pk,
        "reviewed_poll": reviewed(cast).pk,
        "named_poll": named_poll(cast).pk,
        "planned_poll": sealed.planned(cast).poll.pk,
        "sealed_poll": sealed.begun(cast).poll.pk,
        "closed_poll": sealed.closed(cast, ballots=0).poll.pk,
    }
