"""Members on the first page: those about whom a rule asks for a decision by a day."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.wording import Pill
from lianxin.desks.home.queries.lines import Line
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import Tone
from lianxin.org.people import queries as people
from lianxin.org.people.enums import Circumstance, Standing
from lianxin.org.people.queries import MemberDue

MOST_MEMBERS = 5


def members_of(actor: Actor, where: str, *, until: date, today: date) -> Sequence[Line]:
    """Probations and suspensions that end soon or have ended, and whom to be in touch with."""
    due = people.members_due(actor, until=until, today=today)
    return [
        Line(
            one.day,
            _title(one),
            where,
            _pill(one, today=today),
            address_of("people:person", one.person),
            _("Look at it"),
            names_people=True,
        )
        for one in due[:MOST_MEMBERS]
    ]


def _title(one: MemberDue) -> str:
    words: dict[str, str] = {
        Standing.PROBATIONARY: _(
            "%(name)s’s probation ends: decide on full membership in time"
        ),
        Circumstance.SUSPENDED: _(
            "%(name)s’s membership has been suspended for as long as the rule says: "
            "decide what follows"
        ),
        Circumstance.PROBATION: _(
            "%(name)s’s probation within the Party ends by the rule: decide what follows"
        ),
        Circumstance.ABROAD: _("Be in touch with %(name)s, who is abroad"),
        Circumstance.MOBILE: _("Be in touch with %(name)s, who is a mobile member"),
    }
    return words[one.what] % {"name": one.name}


def _pill(one: MemberDue, *, today: date) -> Pill:
    if one.what in people.ELSEWHERE:
        return _pill_of_touch(one, today=today)
    if one.day < today:
        return Pill(pgettext("time of a member", "Time is over"), Tone.LATE)
    return Pill(pgettext("time of a member", "Ends soon"), Tone.SOON)


def _pill_of_touch(one: MemberDue, *, today: date) -> Pill:
    if one.day < today:
        return Pill(pgettext("time of a member", "Long out of touch"), Tone.LATE)
    return Pill(pgettext("time of a member", "Due soon"), Tone.SOON)
