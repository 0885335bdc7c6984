"""Opening a poll: from then on it is fixed who may vote, and on what."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import cited
from lianxin.facts.polls import policy, queries
from lianxin.facts.polls.events import PollOpened
from lianxin.facts.polls.models import Poll, Scrutineer, Teller, Voter
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
    scrutineers: Sequence[Person] = (),
    passed: str = "",
    excused: Collection[Person] = (),
    reason: str = "",
) -> Poll:
    """Open a poll that is voted on in the meeting, and fix who may vote.

    Who may vote is worked out for the day of the meeting. The `excused` are entitled
    but not counted among those who ought to come, for a `reason`. Two `tellers` who are
    no candidates count what is handed in; where votes are given by name on line there
    are none. Where a rule asks for `scrutineers`, they watch over the count, and
    `passed` says how the meeting passed them.
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
    voters = list(queries.voters_of(poll))
    _check_excused(voters, excused, reason)
    if poll.mode == Mode.NAMED:
        tellers = ()
    else:
        _check_tellers(poll, tellers)
    _check_scrutineers(poll, voters, scrutineers, passed)
    left_out = {person.pk for person in excused}
    Voter.objects.bulk_create(
        Voter(poll=poll, person=p, excused=reason.strip() if p.pk in left_out else "")
        for p in voters
    )
    Teller.objects.bulk_create(Teller(poll=poll, person=p) for p in tellers)
    Scrutineer.objects.bulk_create(Scrutineer(poll=poll, person=p) for p in scrutineers)
    poll.opened_at, poll.passed = at, passed.strip()
    poll.save(update_fields=["opened_at", "passed"])
    journal.write(
        PollOpened(
            subject=queries.ref(poll),
            unit=Ref("units.unit", poll.unit_id),
            actor=actor,
            at=at,
            after={
                "voters": len(voters) - len(left_out),
                "tellers": [person.name for person in tellers],
                "scrutineers": [person.name for person in scrutineers],
                "passed": poll.passed,
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


def _check_tellers(poll: Poll, tellers: Sequence[Person]) -> None:
    if len({person.pk for person in tellers}) != TELLERS:
        raise ValidationError({"tellers": _("Choose two tellers.")})
    able = queries.people_who_count(poll, queries.voters_of(poll))
    if able.filter(pk__in=[person.pk for person in tellers]).count() != TELLERS:
        raise ValidationError({"tellers": _("Tellers are chosen among the voters.")})
    candidates = queries.candidates_of(poll)
    if any(person.pk in candidates for person in tellers):
        raise ValidationError({"tellers": _("A candidate cannot be a teller.")})


def _check_scrutineers(
    poll: Poll, voters: Sequence[Person], scrutineers: Sequence[Person], passed: str
) -> None:
    """They are voters and no candidates, and the meeting passed them.

    Where few are left that are no candidates, a scrutineer may count as well.
    """
    rule = queries.kind_of(poll).watched
    if not rule:
        if scrutineers:
            raise ValidationError(
                {"scrutineers": _("Scrutineers watch over elections only.")}
            )
        return
    _check_able(poll, voters, scrutineers, rule)
    if not passed.strip():
        raise ValidationError({"passed": _("Say how the meeting passed them.")})


def _check_able(
    poll: Poll, voters: Sequence[Person], scrutineers: Sequence[Person], rule: str
) -> None:
    edition = rulebook.value(rule, on=poll.held_on)
    candidates = queries.candidates_of(poll)
    standing = [person.name for person in scrutineers if person.pk in candidates]
    told = {
        "basis": cited(edition.source) if edition else "—",
        "names": _(", ").join(standing),
    }
    if not scrutineers:
        words = _("At least one scrutineer watches over the count (%(basis)s).")
        raise ValidationError({"scrutineers": words % told})
    if standing:
        words = _("A candidate cannot be a scrutineer (%(basis)s): %(names)s.")
        raise ValidationError({"scrutineers": words % told})
    if {person.pk for person in scrutineers} - {person.pk for person in voters}:
        raise ValidationError(
            {"scrutineers": _("Scrutineers are chosen among the voters.")}
        )
