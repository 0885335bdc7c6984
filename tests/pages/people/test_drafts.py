"""What is private is kept nowhere in clear while it is typed."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.facts.records.meetings import meeting
from tests.facts.records.test_talks import talk


def draft_of(cast: Cast, role: str, path: str) -> list[str]:
    page = cast.client(role).get(path).content.decode()
    return [part.split('"')[0] for part in page.split('data-draft="')[1:]]


@pytest.mark.parametrize("name", ["set_contact", "find"])
def test_a_number_of_a_persons_own_is_no_draft(name: str, cast: Cast) -> None:
    args = [cast.people["member"].pk] if name == "set_contact" else []
    path = reverse(f"people:{name}", args=args)
    assert draft_of(cast, "sub_clerk", path) == ["none"]


def test_why_a_talk_is_withdrawn_is_no_draft(cast: Cast) -> None:
    said, open_one = talk(cast), meeting(cast)
    for record, draft in ((said, "none"), (open_one, "")):
        path = reverse("records:withdraw", args=[record.pk])
        assert draft_of(cast, "branch_secretary", path) == [draft]
