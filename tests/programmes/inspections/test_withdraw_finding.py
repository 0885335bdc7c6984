"""Withdrawing a finding that was a mistake."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.programmes.inspections import queries
from lianxin.programmes.inspections.models import Finding
from lianxin.programmes.inspections.operations import withdraw_finding
from tests.cast import AT, Cast
from tests.programmes.inspections.inspecting import asked, begun, found


def withdrawn(
    cast: Cast, finding: Finding, role: str = "sub_clerk", reason: str = "核对有误"
) -> Finding:
    return withdraw_finding(finding, reason=reason, actor=cast.actor(role), at=AT)


def test_it_counts_for_nothing_any_more(cast: Cast) -> None:
    made = begun(cast)
    finding, _other = found(cast, made), found(cast, made, "场地不足")
    withdrawn(cast, finding)
    left = queries.findings_of(made, actor=cast.actor("sub_clerk"))
    assert [row.text for row in left] == ["场地不足"]
    assert Entry.objects.latest("pk").code == "inspections.withdrawn"


def test_not_while_its_goal_is_open(cast: Cast) -> None:
    finding = found(cast, begun(cast))
    asked(cast, finding)
    with pytest.raises(Refused):
        withdrawn(cast, finding)


def test_not_without_a_reason_not_twice_and_not_by_others(cast: Cast) -> None:
    finding = found(cast, begun(cast))
    with pytest.raises(ValidationError):
        withdrawn(cast, finding, reason=" ")
    with pytest.raises(Refused):
        withdrawn(cast, finding, role="branch_secretary")
    withdrawn(cast, finding)
    with pytest.raises(Refused):
        withdrawn(cast, finding)
