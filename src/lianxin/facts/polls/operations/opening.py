"""Opening a poll: from then on it is fixed who may vote, and on what."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.facts.polls import policy, queries
from lianxin.facts.polls.events import PollOpened
from lianxin.facts.polls.models import Poll, Teller, Voter
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.rules.poll_files import Mode
from lianxin.org.people.models import Person

TELLERS = 2


@transaction.atomic
def open_poll(
    poll: Poll,
    *,
    actor: Actor,
    at: datetime,
    tellers: Sequence[Person] = (),
    excused: Collection[Person] = (),
    reason: str = "",
) -> Poll:
    """Open a poll that is voted on in the meeting, and fix who may vote.

    Who may vote is worked out for the day of the meeting. The `excused` are entitled
    but not counted among those who ought to come, for a `reason`. Two `tellers` who are
    no candidates count what is handed in; where votes are given by name on line there
    are none.
    """
    poll = (
        Poll.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=poll.pk)
    )
    policy.may_hold(poll.unit, actor=actor).or_raise()
    policy.is_prepared(poll).or_raise()
    if poll.mode == Mode.SEALED:
        raise ValidationError(
            _("A vote in secret on line is opened with its trustees and its codes.")
        )
    voters = list(
        queries.entitled_people(queries.kind_of(poll), poll.unit, today=poll.held_on)
    )
    _check_excused(voters, excused, reason)
    if poll.mode == Mode.NAMED:
        tellers = ()
    else:
        _check_tellers(poll, voters, tellers)
    left_out = {person.pk for person in excused}
    Voter.objects.bulk_create(
        Voter(poll=poll, person=p, excused=reason.strip() if p.pk in left_out else "")
        for p in voters
    )
    Teller.objects.bulk_create(Teller(poll=poll, person=p) for p in tellers)
    poll.opened_at = at
    poll.save(update_fields=["opened_at"])
    journal.write(
        PollOpened(
            subject=queries.ref(poll),
            unit=Ref("units.unit", poll.unit_id),
            actor=actor,
            at=at,
            after={
                "voters": len(voters) - len(left_out),
                "tellers": [person.name for person in tellers],
                "excused": [person.name for person in excused],
                "reason": reason,
            },
        )
    )
    return poll


def _check_excused(
    voters: Sequence[Person], excused: Collection[Person], reason: str
) -> None:
    entitled = {person.pk for person in voters}
    if not entitled - {person.pk for person in excused}:
        raise ValidationError(
            _("Nobody may vote: on that day the unit has nobody who is entitled.")
        )
    if {person.pk for person in excused} - entitled:
        raise ValidationError({"excused": _("Choose among those entitled.")})
    if excused and not reason.strip():
        raise ValidationError(
            {"reason": _("Say why they are not counted, and who agreed.")}
        )


def _check_tellers(
    poll: Poll, voters: Sequence[Person], tellers: Sequence[Person]
) -> None:
    if len({person.pk for person in tellers}) != TELLERS:
        raise ValidationError({"tellers": _("Choose two tellers.")})
    if {person.pk for person in tellers} - {person.pk for person in voters}:
        raise ValidationError({"tellers": _("Tellers are chosen among the voters.")})
    candidates = queries.candidates_of(poll)
    if any(person.pk in candidates for person in tellers):
        raise ValidationError({"tellers": _("A candidate cannot be a teller.")})
