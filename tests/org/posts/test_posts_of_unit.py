"""The posts of a unit are listed as people name them: who leads it first."""

import pytest

from lianxin.org.posts.models import Post
from lianxin.org.posts.queries import posts_of_unit
from tests.cast import LONG_AGO, TODAY, Cast

BRANCH = (
    "branch_secretary",
    "branch_deputy",
    "organisation_member",
    "publicity_member",
    "discipline_officer",
    "youth_member",
)
COMMITTEE = (
    "committee_secretary",
    "committee_deputy",
    "committee_member",
    "discipline_officer",
    "leader_in_charge",
    "office_clerk",
    "organiser",
    "administrator",
)


@pytest.mark.parametrize(("unit", "kinds"), [("branch", BRANCH), ("root", COMMITTEE)])
def test_who_leads_a_unit_stands_first(cast: Cast, unit: str, kinds: tuple[str, ...]):
    held = cast.units[unit]
    there = set(Post.objects.filter(unit=held).values_list("kind", flat=True))
    for kind in reversed(kinds):
        if kind not in there:
            Post.objects.create(unit=held, kind=kind, number=1, valid_from=LONG_AGO)
    found = [post.kind for post in posts_of_unit(held, today=TODAY)]
    assert [kind for kind in dict.fromkeys(found) if kind in kinds] == list(kinds)
