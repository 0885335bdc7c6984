"""Elections for the world of pages: one at its vote, of the branch."""

from django.core.files.base import ContentFile
from django.utils import translation

from lianxin.kernel.rules.election_files import Way
from lianxin.programmes.elections import operations
from lianxin.programmes.elections.models import Election
from tests.cast import AT, Cast
from tests.facts.polls.voting import HOLDER, election
from tests.programmes.elections.changing import BEFORE, ready, take


# The journal keeps titles of posts in the language of whoever acts.
@translation.override("zh-hans")
def numbers_of_elections(cast: Cast) -> dict[str, int]:
    """One with all steps before the vote taken, and one whose vote is prepared.

    The notice of the first has a file; in a third the members elect the secretary.
    """
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
    (file,) = operations.add_step_files(
        first,
        code="notice",
        uploads=[ContentFile("通知，已签章".encode(), name="通知.txt")],
        actor=cast.actor(HOLDER),
        at=AT,
    )
    direct = Election.objects.create(
        unit=first.unit,
        way=Way.DIRECT,
        seats=1,
        meeting_on=first.meeting_on,
        begun_by=first.begun_by,
        begun_at=first.begun_at,
    )
    take(cast, direct, *BEFORE)
    return {
        "election": first.pk,
        "prepared_election": prepared.pk,
        "direct_election": direct.pk,
        "election_file": file.pk,
    }
