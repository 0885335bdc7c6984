"""Elections for the world of pages: one at its vote, of the branch."""

from django.utils import translation

from lianxin.programmes.elections.models import Election
from tests.cast import Cast
from tests.facts.polls.voting import election
from tests.programmes.elections.changing import ready


# The journal keeps titles of posts in the language of whoever acts.
@translation.override("zh-hans")
def numbers_of_elections(cast: Cast) -> dict[str, int]:
    """One with all steps before the vote taken, and one whose vote is prepared."""
    first = ready(cast)
    vote = election(cast, candidates=("branch_secretary", "branch_member"), seats=1)
    prepared = Election.objects.create(
        unit=first.unit,
        seats=1,
        meeting_on=first.meeting_on,
        vote=vote,
        begun_by=first.begun_by,
        begun_at=first.begun_at,
    )
    return {"election": first.pk, "prepared_election": prepared.pk}
