"""Receiving a member: the membership moves on that day, in one step."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import formats

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.letters.models import Letter
from lianxin.org.people.models import Affiliation
from lianxin.org.posts.operations import dissolve_with_people, leave_with_posts
from lianxin.org.transfers import operations, queries
from lianxin.org.transfers.enums import Stage
from lianxin.org.transfers.models import Ending
from lianxin.org.units.models import Unit
from tests.cast import AT, LONG_AGO, TODAY, Cast
from tests.org.posts.reorganised import beside
from tests.org.transfers.moving import (
    CAME,
    ask,
    ask_out,
    introduce,
    memberships,
    newcomer,
    receive,
    release,
    stage,
)


def test_inside_nobody_is_nowhere_or_twice(cast: Cast):
    transfer = receive(cast, release(cast, ask(cast)))
    assert memberships(cast.people["member"]) == [
        ("检修一支部", LONG_AGO, TODAY),
        ("运行二支部", TODAY, None),
    ]
    assert stage(transfer) is Stage.RECEIVED
    codes = Entry.objects.filter(actor_name="钱卫东").order_by("pk")
    assert [entry.code for entry in codes] == [
        "people.affiliated",
        "transfers.received",
    ]


def test_out_ends_here_with_the_receipt(cast: Cast):
    transfer = release(cast, ask_out(cast), "secretary")
    with pytest.raises(ValidationError, match="letter of introduction first"):
        receive(cast, transfer, "branch_secretary")
    letter = introduce(cast, transfer)
    receive(cast, transfer, "branch_secretary")
    letter.refresh_from_db()
    assert (letter.receipt_on, letter.receipt_from) == (TODAY, transfer.elsewhere)
    assert memberships(cast.people["member"]) == [("检修一支部", LONG_AGO, TODAY)]
    assert cast.people["member"].standings.get().valid_to is None


def test_in_begins_here_with_the_standing_that_was_brought(cast: Cast):
    person = newcomer(cast)
    transfer = operations.expect_member(
        person,
        to_unit=cast.units["other"],
        came=CAME,
        reason="调入",
        actor=cast.actor("outsider"),
        at=AT,
    )
    receive(cast, transfer, day=TODAY - timedelta(days=1))
    day = TODAY - timedelta(days=1)
    assert memberships(person) == [("运行二支部", day, None)]
    standing = person.standings.get()
    assert (standing.standing, standing.valid_from) == ("full", CAME.standing_from)


def test_not_before_the_day_on_which_the_member_moved_last(cast: Cast):
    person = newcomer(cast)
    expected = {
        "to_unit": cast.units["other"],
        "came": CAME,
        "reason": "调入",
        "actor": cast.actor("outsider"),
        "at": AT,
    }
    receive(cast, operations.expect_member(person, **expected))
    Affiliation.objects.filter(person=person, belonging="party").delete()
    again = operations.expect_member(person, **expected)
    with pytest.raises(ValidationError, match="moved on 2026-11-23 already"):
        receive(cast, again, day=TODAY - timedelta(days=1))
    receive(cast, again)


@pytest.mark.parametrize("days", [-1, 1])
def test_days_that_cannot_be(cast: Cast, days):
    transfer = release(cast, ask(cast))
    with pytest.raises(ValidationError) as refused:
        receive(cast, transfer, day=TODAY + timedelta(days=days))
    assert list(refused.value.message_dict) == ["received_on"]


def test_not_before_the_release_and_not_twice(cast: Cast):
    transfer = ask(cast)
    with pytest.raises(ValidationError, match="not decided yet"):
        receive(cast, transfer)
    receive(cast, release(cast, transfer))
    with pytest.raises(ValidationError, match="has ended"):
        receive(cast, transfer)
    assert Ending.objects.count() == 1


@pytest.mark.parametrize("role", ["branch_secretary", "member", "sub_clerk"])
def test_only_the_receiving_side(cast: Cast, role):
    with pytest.raises(Refused):
        receive(cast, release(cast, ask(cast)), role)


def test_who_belongs_elsewhere_meanwhile_is_not_moved(cast: Cast):
    transfer = release(cast, ask(cast))
    row = Affiliation.objects.get(person=cast.people["member"], belonging="party")
    row.unit = cast.units["group"]
    row.save()
    with pytest.raises(ValidationError, match="no longer a member"):
        receive(cast, transfer)
    assert stage(transfer) is Stage.ON_WAY


def test_the_letter_holds_as_long_as_the_rulebook_says(cast: Cast):
    transfer = release(cast, ask_out(cast), "secretary")
    introduce(cast, transfer)
    whole = queries.whole_transfer(transfer.pk)
    last = TODAY + timedelta(days=90)
    assert queries.last_day_of(whole) == last
    assert queries.stage_of(whole, today=last) is Stage.ON_WAY
    late = queries.explained(whole, today=last + timedelta(days=1))
    assert (late.pill.tone, late.pill.word) == ("late", "Letter no longer holds")
    assert late.basis == (
        "A rule of the Central Organisation Department that is still to be found "
        "(not yet verified)"
    )
    shown = formats.date_format(last, "DATE_FORMAT")
    assert late.reasons == [
        f"The letter held until {shown} and the member is not yet received."
    ]


def test_every_stage_is_told_alike_by_row_and_by_filter(cast: Cast):
    transfer = ask(cast)
    seen = []
    for act in (
        lambda: None,
        lambda: release(cast, transfer),
        lambda: receive(cast, transfer),
    ):
        act()
        told = stage(transfer)
        rows = queries.visible_to(cast.actor("clerk"))
        seen.append(told)
        assert [
            found
            for found in Stage
            if queries.of_stage(rows, found, today=TODAY).exists()
        ] == [told]
    assert seen == [Stage.ASKED, Stage.ON_WAY, Stage.RECEIVED]


def test_a_letter_that_no_longer_holds_is_found_and_may_be_replaced(cast: Cast):
    transfer = release(cast, ask_out(cast), "secretary")
    introduce(cast, transfer)
    later = TODAY + timedelta(days=91)
    rows = queries.visible_to(cast.actor("clerk"))
    assert queries.of_stage(rows, Stage.OVERDUE, today=later).get() == transfer
    whole = queries.whole_transfer(transfer.pk)
    assert queries.asked_letter(whole, today=later) is True
    assert queries.asked_letter(whole, today=TODAY) is False
    Letter.objects.update(dated_on=TODAY + timedelta(days=30))
    assert stage(transfer, later) is Stage.ON_WAY


def test_a_restricted_unit_is_not_named_to_the_other_side(cast: Cast):
    transfer = release(cast, ask(cast))
    Unit.objects.filter(pk=cast.units["branch"].pk).update(is_restricted=True)
    whole = queries.transfer_visible_to(cast.actor("outsider"), transfer.pk)
    scope = cast.actor("outsider").scope("units.see")
    assert queries.name_of_side(whole.from_unit, "", scope=scope) == ""
    assert queries.name_of_side(whole.to_unit, "", scope=scope) == "运行二支部"


def merge(cast: Cast, into: Unit, *, last) -> None:
    dissolve_with_people(
        cast.units["branch"],
        dissolved_on=last,
        version=1,
        basis="决定",
        into=into,
        actor=cast.actor("clerk"),
        at=AT,
    )


def test_whose_branch_was_merged_on_the_way_comes_from_what_became_of_it(cast: Cast):
    transfer = release(cast, ask(cast))
    into = beside(cast)
    merge(cast, into, last=TODAY - timedelta(days=1))
    receive(cast, transfer)
    rows = memberships(cast.people["member"])
    assert [(name, until) for name, _, until in rows][-1] == ("运行二支部", None)
    assert ("检修三支部", None) not in [(name, until) for name, _, until in rows]


def test_merged_into_the_receiving_branch_the_member_is_there(cast: Cast):
    transfer = release(cast, ask(cast))
    merge(cast, cast.units["other"], last=TODAY - timedelta(days=2))
    receive(cast, transfer)
    day = TODAY - timedelta(days=1)
    assert memberships(cast.people["member"]) == [
        ("检修一支部", LONG_AGO, day),
        ("运行二支部", day, None),
    ]


def test_a_merging_to_come_does_not_keep_the_member(cast: Cast):
    transfer = release(cast, ask(cast))
    merge(cast, beside(cast), last=TODAY + timedelta(days=30))
    receive(cast, transfer)
    assert memberships(cast.people["member"]) == [
        ("检修一支部", LONG_AGO, TODAY),
        ("运行二支部", TODAY, None),
    ]


def test_who_left_the_enterprise_is_transferred_out_afterwards(cast: Cast):
    """Until the receipt comes back they are a member of the branch here."""
    leave_with_posts(
        cast.people["member"],
        left_on=TODAY - timedelta(days=20),
        version=1,
        actor=cast.actor("clerk"),
        at=AT,
    )
    transfer = release(cast, ask_out(cast, "sub_clerk"))
    introduce(cast, transfer)
    receive(cast, queries.whole_transfer(transfer.pk), "branch_secretary")
    assert memberships(cast.people["member"]) == [("检修一支部", LONG_AGO, TODAY)]
