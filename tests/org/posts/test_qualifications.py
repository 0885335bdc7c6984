"""What the rulebook asks of whoever is chosen for a post."""

from datetime import date

import pytest

from lianxin.kernel.rules.values import Fit
from lianxin.org.posts import queries
from lianxin.org.posts.models import Appointment
from tests.cast import TODAY, Cast


def found(cast: Cast, role: str = "branch_secretary", by: str = "sub_clerk"):
    held = Appointment.objects.select_related("post", "person").get(
        pk=cast.appointments[role].pk
    )
    rows = queries.qualifications_of(held, actor=cast.actor(by), today=TODAY)
    return [(row.rule.code, row.years, row.fit) for row in rows]


@pytest.mark.parametrize(
    ("since", "years", "fit"),
    [
        (date(2018, 12, 31), 1, Fit.WITHIN),
        (date(2019, 1, 1), 1, Fit.WITHIN),
        (date(2019, 1, 2), 0, Fit.BELOW),
        (date(2025, 1, 1), 0, Fit.BELOW),
    ],
)
def test_a_secretary_is_a_member_for_a_year(cast: Cast, since, years, fit):
    """The post was taken up on 2020-01-01."""
    cast.people["branch_secretary"].standings.update(valid_from=since)
    assert found(cast) == [("secretary_party_age", years, fit)]


def test_who_is_not_yet_a_full_member_has_no_years(cast: Cast):
    cast.people["branch_secretary"].standings.update(standing="probationary")
    assert found(cast) == [("secretary_party_age", None, None)]


def test_only_for_those_who_see_the_standing_and_posts_that_ask(cast: Cast):
    assert found(cast, by="employee") == []
    assert found(cast, "branch_member") == []


def test_it_is_shown_on_the_page_of_the_post(cast: Cast):
    post = cast.appointments["branch_secretary"].post_id
    page = cast.client("sub_clerk").get(f"/org/posts/{post}/").content.decode()
    assert "Years as a member before one is branch secretary" in page
    assert "Fewer than asked" in page
    assert "Article 23" in page
    hidden = cast.client("employee").get(f"/org/posts/{post}/").content.decode()
    assert "Years as a member" not in hidden
