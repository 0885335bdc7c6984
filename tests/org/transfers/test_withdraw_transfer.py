"""Taking a transfer back before anybody is received."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.approvals import queries as approvals
from lianxin.org.approvals.enums import Progress
from lianxin.org.approvals.models import Approval
from lianxin.org.people.models import Person
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.posts.operations import dissolve_with_people
from lianxin.org.posts.queries import actor_of
from lianxin.org.transfers.enums import Stage
from lianxin.org.transfers.operations import withdraw_transfer
from lianxin.org.units.models import Unit
from tests.cast import ACTION, AT, LONG_AGO, TODAY, Cast
from tests.org.posts.reorganised import beside
from tests.org.transfers.moving import ask, receive, release, stage


def withdraw(cast: Cast, transfer, role="sub_clerk"):
    return withdraw_transfer(transfer, reason="调动取消", actor=cast.actor(role), at=AT)


def test_the_request_goes_with_it(cast: Cast):
    transfer = withdraw(cast, ask(cast))
    assert stage(transfer) is Stage.WITHDRAWN
    outcome = approvals.outcome_of(Approval.objects.get())
    assert outcome.progress is Progress.WITHDRAWN


def test_also_when_it_is_released(cast: Cast):
    transfer = withdraw(cast, release(cast, ask(cast)))
    assert stage(transfer) is Stage.WITHDRAWN
    outcome = approvals.outcome_of(Approval.objects.get())
    assert outcome.progress is Progress.AGREED


def test_not_by_others_and_not_afterwards(cast: Cast):
    transfer = release(cast, ask(cast))
    with pytest.raises(Refused):
        withdraw(cast, transfer, "branch_secretary")
    receive(cast, transfer)
    with pytest.raises(ValidationError, match="has ended"):
        withdraw(cast, transfer)


def test_what_nobody_could_end_is_taken_back_by_the_unit(cast: Cast):
    """Whoever asked has left; or the receiving unit is no more."""
    transfer = release(cast, ask(cast))
    Person.objects.filter(pk=cast.people["sub_clerk"].pk).update(left_on=TODAY)
    with pytest.raises(Refused):
        withdraw(cast, transfer, "outsider")
    withdraw(cast, transfer, "branch_secretary")
    assert stage(transfer) is Stage.WITHDRAWN


def test_as_where_the_receiving_unit_is_no_more(cast: Cast):
    transfer = release(cast, ask(cast))
    Unit.objects.filter(pk=cast.units["other"].pk).update(path=None)
    withdraw(cast, transfer, "branch_secretary")
    assert stage(transfer) is Stage.WITHDRAWN


@pytest.mark.parametrize("role", ["branch_secretary", "outsider"])
def test_and_where_the_releasing_unit_was_merged_those_of_the_other(cast: Cast, role):
    """Whoever asked has left meanwhile; the member is in the unit that is there now."""
    transfer = release(cast, ask(cast))
    into = beside(cast)
    dissolve_with_people(
        cast.units["branch"],
        dissolved_on=TODAY - timedelta(days=1),
        version=1,
        basis="决定",
        into=into,
        actor=cast.actor("clerk"),
        at=AT,
    )
    Person.objects.filter(pk=cast.people["sub_clerk"].pk).update(left_on=TODAY)
    post = Post.objects.create(unit=into, kind="branch_secretary", valid_from=LONG_AGO)
    chosen = Appointment.objects.create(
        post=post, person=cast.people["branch_secretary"], valid_from=LONG_AGO
    )
    if role == "outsider":
        with pytest.raises(Refused):
            withdraw(cast, transfer, role)
        return
    actor = actor_of(cast.people[role], chosen=chosen, today=TODAY, action=ACTION)
    withdraw_transfer(transfer, reason="调动取消", actor=actor, at=AT)
    assert stage(transfer) is Stage.WITHDRAWN
