"""A new one-time code for a forgotten password."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.accounts.models import User
from lianxin.base.accounts.operations import issue_code
from lianxin.base.accounts.policy import Holder
from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from tests.base.accounts.conftest import holder_of
from tests.cast import AT, PASSWORD, Cast


def test_the_code_takes_the_place_of_the_password(
    cast: Cast, member: User, members_holder: Holder
) -> None:
    made = issue_code(member, holder=members_holder, actor=cast.actor("clerk"), at=AT)
    member.refresh_from_db()
    assert member.check_password(made.code)
    assert not member.check_password(PASSWORD)
    assert member.must_change_password


def test_open_sessions_end(cast: Cast, member: User, members_holder: Holder) -> None:
    client = cast.client("member")
    assert client.get("/accounts/second-factor/").status_code == 200
    issue_code(member, holder=members_holder, actor=cast.actor("clerk"), at=AT)
    assert client.get("/accounts/second-factor/").status_code == 302


def test_it_reaches_the_journal_without_the_code(
    cast: Cast, member: User, members_holder: Holder
) -> None:
    made = issue_code(member, holder=members_holder, actor=cast.actor("clerk"), at=AT)
    entry = Entry.objects.get(code="accounts.code_issued")
    assert (entry.subject_id, entry.unit_id) == (member.pk, members_holder.unit.id)
    assert made.code not in f"{entry.before}{entry.after}"


def test_a_closed_account_gets_none(
    cast: Cast, member: User, members_holder: Holder
) -> None:
    User.objects.filter(pk=member.pk).update(is_active=False)
    member.refresh_from_db()
    with pytest.raises(ValidationError, match="closed"):
        issue_code(member, holder=members_holder, actor=cast.actor("clerk"), at=AT)


def test_a_clerk_of_other_units_may_not(cast: Cast) -> None:
    person = cast.people["outsider"]
    with pytest.raises(Refused, match="Only the clerk"):
        issue_code(
            person.account,
            holder=holder_of(cast, "outsider", unit="other"),
            actor=cast.actor("sub_clerk"),
            at=AT,
        )


def test_a_clerk_may_not_take_over_the_system_administrator(cast: Cast) -> None:
    person = cast.people["administrator"]
    with pytest.raises(Refused, match="system administrator"):
        issue_code(
            person.account,
            holder=holder_of(cast, "administrator", administers=True),
            actor=cast.actor("clerk"),
            at=AT,
        )


def test_a_clerk_may_not_take_over_a_post_outside_the_own_units(cast: Cast) -> None:
    person = cast.people["leader"]
    root = cast.units["root"].path
    with pytest.raises(Refused, match="post outside"):
        issue_code(
            person.account,
            holder=holder_of(cast, "leader", serves=(root,)),
            actor=cast.actor("sub_clerk"),
            at=AT,
        )


def test_nobody_issues_a_code_for_oneself(cast: Cast) -> None:
    person = cast.people["clerk"]
    actor = cast.actor("clerk")
    own = holder_of(cast, "clerk")
    with_account = type(actor)(
        name=actor.name, action=actor.action, account=own.account, grants=actor.grants
    )
    with pytest.raises(Refused, match="your own account"):
        issue_code(person.account, holder=own, actor=with_account, at=AT)
