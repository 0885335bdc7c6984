"""Asking for a transfer, and noting that somebody comes from elsewhere."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals import operations as approvals
from lianxin.org.people import operations as people
from lianxin.org.people.enums import MEMBERS
from lianxin.org.people.models import Person
from lianxin.org.people.queries import person_of
from lianxin.org.transfers import policy, queries
from lianxin.org.transfers.enums import RELEASE
from lianxin.org.transfers.events import TransferAsked
from lianxin.org.transfers.models import Transfer
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What the letter of introduction says that somebody brings from elsewhere."""

    elsewhere: str
    their_number: str
    their_day: date
    standing: str
    standing_from: date


@transaction.atomic
def ask_for_transfer(
    person: Person,
    *,
    reason: str,
    actor: Actor,
    at: datetime,
    to_unit: Unit | None = None,
    elsewhere: str = "",
) -> Transfer:
    """Ask that a member's unit release them to `to_unit`, or to `elsewhere`.

    The nearest secretary who neither asks nor goes decides on the release; until the
    member is received they stay where they are. Raises ValidationError where the
    person is no member here, is under way already, or where nobody could decide.
    """
    to_unit = _as_it_is_now(to_unit)
    person = Person.objects.select_for_update().get(pk=person.pk)
    today = day_of(at)
    from_unit = queries.member_unit_of(person, today=today)
    if from_unit is None:
        raise ValidationError(_("This person is a member of no Party unit here."))
    policy.may_ask(person, from_unit, actor=actor).or_raise()
    _check_free(person, today=today)
    _check_target(from_unit, to_unit, elsewhere)
    asker = person_of(actor)
    post = queries.releasing_post(from_unit, but=(asker.pk, person.pk), today=today)
    if post is None:
        raise ValidationError(
            _(
                "Nobody could decide on the release: no other secretary holds a post in "
                "%(unit)s or in a unit above it."
            )
            % {"unit": from_unit.name}
        )
    made = Transfer.objects.create(
        person=person,
        from_unit=from_unit,
        to_unit=to_unit,
        elsewhere=elsewhere.strip(),
        reason=reason,
        asked_by=asker,
        asked_for_post=actor.post_title,
        asked_at=at,
    )
    made.approval = approvals.request_approval(
        matter=RELEASE,
        subject=queries.ref(made),
        unit=from_unit,
        title=_("Transfer of %(name)s") % {"name": person.name},
        text=reason,
        steps=[post],
        actor=actor,
        at=at,
    )
    made.save(update_fields=["approval"])
    _tell(made, from_unit, actor=actor, at=at)
    return made


@transaction.atomic
def expect_member(
    person: Person,
    *,
    to_unit: Unit,
    came: Came,
    reason: str,
    actor: Actor,
    at: datetime,
) -> Transfer:
    """Note that somebody who is entered here brings their membership from elsewhere.

    Raises ValidationError where they are a member here already or under way, where
    the letter is of a day to come, and where the standing is not that of a member.
    """
    to_unit = _as_it_is_now(to_unit) or to_unit
    person = Person.objects.select_for_update().get(pk=person.pk)
    today = day_of(at)
    policy.may_receive(to_unit, actor=actor).or_raise()
    held = queries.member_unit_of(person, today=today)
    if held is not None:
        raise ValidationError(
            _("This person is a member in %(unit)s by now.") % {"unit": held.name}
        )
    people.check_stays(person)
    _check_free(person, today=today)
    _check_target(None, to_unit, "")
    _check_letter(came, today=today)
    made = Transfer.objects.create(
        person=person,
        to_unit=to_unit,
        reason=reason,
        asked_by=person_of(actor),
        asked_for_post=actor.post_title,
        asked_at=at,
        **asdict(came),
    )
    _tell(made, to_unit, actor=actor, at=at)
    return made


def _as_it_is_now(unit: Unit | None) -> Unit | None:
    """The unit as it stands now: whoever asks may have read it before its end."""
    if unit is None:
        return None
    return Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)


def _check_free(person: Person, *, today: date) -> None:
    if queries.open_transfer_of(person, today=today) is not None:
        raise ValidationError(
            _("A transfer of this person is under way already; end that first.")
        )


def _check_target(from_unit: Unit | None, to_unit: Unit | None, elsewhere: str) -> None:
    if to_unit is None:
        if not elsewhere.strip():
            raise ValidationError({"elsewhere": _("Please fill this in.")})
        return
    if rulebook.unit_kinds()[to_unit.kind].line != "party" or to_unit.path is None:
        raise ValidationError(
            {"to_unit": _("One cannot belong to this kind of unit in this way.")}
        )
    if to_unit.dissolved_on is not None:
        raise ValidationError(
            {
                "to_unit": _("%(name)s ends on %(day)s itself; choose another unit.")
                % {"name": to_unit.name, "day": to_unit.dissolved_on}
            }
        )
    if from_unit is not None and from_unit.pk == to_unit.pk:
        raise ValidationError({"to_unit": _("The person is a member there already.")})


def _check_letter(came: Came, *, today: date) -> None:
    if not came.elsewhere.strip():
        raise ValidationError({"elsewhere": _("Please fill this in.")})
    if came.their_day > today:
        raise ValidationError({"their_day": _("This day is still to come.")})
    if came.standing not in MEMBERS:
        raise ValidationError({"standing": _("Choose from the list.")})
    if came.standing_from > today:
        raise ValidationError({"standing_from": _("This day is still to come.")})


def _tell(made: Transfer, unit: Unit, *, actor: Actor, at: datetime) -> None:
    sides = {
        "from_unit": made.from_unit.name if made.from_unit else made.elsewhere,
        "to_unit": made.to_unit.name if made.to_unit else made.elsewhere,
    }
    journal.write(
        TransferAsked(
            subject=queries.ref(made),
            unit=units.ref(unit),
            actor=actor,
            at=at,
            after={"person": made.person.name, "reason": made.reason, **sides},
        )
    )
