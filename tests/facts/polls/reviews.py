"""A review of the branch's members on paper: five graded, the votes counted."""

from lianxin.facts.polls import operations
from lianxin.facts.polls.models import Poll
from tests.cast import AT, Cast
from tests.facts.polls.voting import FULL_MEMBERS, HOLDER, counted, opened, prepared

GRADES = ("excellent", "qualified", "basically_qualified", "unqualified")
ALL_EXCELLENT = (5, 0, 0, 0)


def review(cast: Cast, **values) -> Poll:
    given = {
        "kind": "member_review",
        "title": "民主评议党员 2026",
        "people": [cast.people[role] for role in FULL_MEMBERS],
        "lines": [],
    }
    return prepared(cast, **given | values)


def reviewed(cast: Cast, *rows: tuple[int, ...], **values) -> Poll:
    """Counted: for each person the votes by grade; all say excellent if not said."""
    poll = opened(cast, review(cast, **values))
    rows = rows or (ALL_EXCELLENT,) * poll.items.count()
    votes = {
        item.pk: dict(zip(GRADES, row, strict=True))
        for item, row in zip(poll.items.all(), rows, strict=True)
    }
    for role in ("member", "discipline_officer"):
        counted(cast, poll, role, votes=votes)
    operations.declare_result(poll, actor=cast.actor(HOLDER), at=AT)
    return Poll.objects.get(pk=poll.pk)


def grades(poll: Poll, *codes: str) -> dict[int, str]:
    """A grade for each item in order; the rest are qualified."""
    items = [item.pk for item in poll.items.all()]
    return dict.fromkeys(items, "qualified") | dict(zip(items, codes, strict=False))
