"""What was found is followed up by whoever may give goals for the unit that inspects."""

import pytest

from tests.cast import Cast
from tests.programmes.inspections.inspecting import begun, found


@pytest.mark.parametrize(
    ("role", "offered", "answer"),
    [("sub_clerk", True, 200), ("discipline_officer", False, 403)],
)
def test_only_whoever_may_follow_up_is_offered_it(
    cast: Cast, role: str, *, offered: bool, answer: int
):
    finding = found(cast, begun(cast))
    address = f"/inspections/findings/{finding.pk}/rectify/"
    client = cast.client(role)
    page = client.get(f"/inspections/{finding.inspection_id}/").content.decode()
    assert (address in page) is offered
    assert client.get(address).status_code == answer


def test_who_may_not_is_told_who_does(cast: Cast):
    finding = found(cast, begun(cast))
    refused = cast.client("discipline_officer").get(
        f"/inspections/findings/{finding.pk}/withdraw/"
    )
    assert "Units are inspected by the secretary or the office clerk" in (
        refused.content.decode()
    )
