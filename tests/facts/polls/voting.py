"""Votes of the branch: five full members, its secretary holds them."""

from datetime import date

from lianxin.facts.polls import operations, queries
from lianxin.facts.polls.models import Poll, Result
from lianxin.facts.polls.operations import Counted, Planned
from tests.cast import AT, Cast

DAY = date(2026, 11, 23)
FULL_MEMBERS = (
    "sub_clerk",
    "branch_secretary",
    "branch_member",
    "member",
    "discipline_officer",
)
CANDIDATES = ("branch_secretary", "branch_member", "member", "sub_clerk")
HOLDER = "branch_secretary"


def planned(cast: Cast, **values) -> Planned:
    given = {
        "kind": "branch_motion",
        "title": "通过年度计划",
        "held_on": DAY,
        "mode": "paper",
        "lines": ["同意年度计划"],
    }
    return Planned(**given | values)


def prepared(cast: Cast, **values) -> Poll:
    return operations.prepare_poll(
        unit=cast.units["branch"],
        planned=planned(cast, **values),
        actor=cast.actor(HOLDER),
        at=AT,
    )


def election(
    cast: Cast, *, candidates: tuple[str, ...] = CANDIDATES, seats: int = 3
) -> Poll:
    return prepared(
        cast,
        kind="committee_election",
        title="选举支部委员",
        seats=seats,
        people=[cast.people[role] for role in candidates],
        lines=[],
    )


def opened(
    cast: Cast,
    poll: Poll,
    *,
    tellers: tuple[str, ...] = ("member", "discipline_officer"),
    scrutineers: tuple[str, ...] = ("discipline_officer",),
    passed: str = "举手表决，全体同意",
) -> Poll:
    """Where a rule asks for scrutineers, one who counts as well: few are no candidates."""
    is_watched = bool(queries.kind_of(poll).watched)
    return operations.open_poll(
        poll,
        tellers=[cast.people[role] for role in tellers],
        scrutineers=[cast.people[r] for r in scrutineers if is_watched],
        passed=passed if is_watched else "",
        actor=cast.actor(HOLDER),
        at=AT,
    )


def figures(poll: Poll, *rows: tuple[int, ...]) -> dict[int, dict[str, int]]:
    """For each item its votes for, against and abstentions."""
    names = ("for", "against", "abstain")
    return {
        item.pk: dict(zip(names, row, strict=False))
        for item, row in zip(poll.items.all(), rows, strict=True)
    }


def counted(cast: Cast, poll: Poll, role: str, **values) -> None:
    present = values.pop("present", 5)
    given = {"present": present, "issued": present, "returned": present}
    operations.enter_count(
        poll,
        counted=Counted(**given | values),
        actor=cast.actor(role),
        at=AT,
    )


def counted_twice(cast: Cast, poll: Poll, *rows: tuple[int, ...], **values) -> Poll:
    """Both tellers enter the same."""
    for teller in poll.tellers.all():
        role = next(r for r, p in cast.people.items() if p.pk == teller.person_id)
        counted(cast, poll, role, votes=figures(poll, *rows), **values)
    return poll


def declared(cast: Cast, poll: Poll, *rows: tuple[int, ...], **values) -> Result:
    counted_twice(cast, poll, *rows, **values)
    return operations.declare_result(poll, actor=cast.actor(HOLDER), at=AT)
