"""The state of the system."""

import pytest

from tests.cast import Cast

PAGE = "/administration/state/"


def test_an_administrator_sees_versions_sizes_and_jobs(cast: Cast) -> None:
    answer = cast.client("administrator").get(PAGE)
    page = answer.content.decode()
    assert answer.status_code == 200
    wanted = ["Version of Django", "5.2", "Jobs failed", "Free space", "last sealed"]
    assert [w for w in wanted if w not in page] == []


@pytest.mark.parametrize("role", ["clerk", "leader", "member"])
def test_others_are_told_why_not(cast: Cast, role) -> None:
    assert cast.client(role).get(PAGE).status_code == 403
