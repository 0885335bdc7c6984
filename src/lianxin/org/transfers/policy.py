"""Who may ask for a transfer, receive somebody, send back and take back."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.org.approvals import policy as approvals
from lianxin.org.letters import policy as letters
from lianxin.org.people.models import Person
from lianxin.org.transfers.models import Transfer
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import came_of

SEE, HANDLE, RELEASE = "transfers.see", "transfers.handle", "transfers.release"


def may_ask(person: Person, unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may ask that `unit` release `person`: its own people, or oneself."""
    is_oneself = actor.person is not None and actor.person.id == person.pk
    if not is_oneself and not actor.may(HANDLE, unit.path or "-"):
        return Denied(
            _(
                "Only the member, or the secretary or clerk of the member's unit, asks "
                "for a transfer."
            )
        )
    return approvals.may_ask(unit, actor=actor)


def may_receive(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may receive somebody into `unit`, or send the transfer back."""
    if actor.person is not None and actor.may(HANDLE, unit.path or "-"):
        return Allowed()
    return Denied(
        _("Only the secretary or clerk of %(unit)s receives somebody there.")
        % {"unit": unit.name}
    )


def may_end(transfer: Transfer, *, actor: Actor) -> Answer:
    """Whether `actor` may say that a transfer was received or sent back.

    The receiving unit says so; where that is elsewhere, the releasing one, to which
    the receipt comes back.
    """
    unit = transfer.to_unit or transfer.from_unit
    assert unit is not None  # noqa: S101 -- the table holds one of the two at least
    return may_receive(unit, actor=actor)


def may_introduce(transfer: Transfer, unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may write the letter of introduction in the name of `unit`.

    The releasing unit writes it, or one above that.
    """
    above = transfer.from_unit.path or "-" if transfer.from_unit else "-"
    if not above.startswith(unit.path or "?"):
        return Denied(
            _("The releasing unit or one above it writes the letter of introduction.")
        )
    return letters.may_write(unit, actor=actor)


def may_handle_somewhere(*, actor: Actor) -> Answer:
    """Whether there is any unit whose transfers `actor` looks after."""
    if actor.holds(HANDLE):
        return Allowed()
    return Denied(_("Transfers are looked after by secretaries and office clerks."))


def may_withdraw(transfer: Transfer, *, actor: Actor) -> Answer:
    """Whether `actor` may take a transfer back: only whoever asked for it.

    Where that person has left, or the receiving unit is no more, nobody else could end
    it: then those may who look after transfers of the unit where the member is, be it
    the releasing one or one with which that was merged.
    """
    if actor.person is not None and actor.person.id == transfer.asked_by_id:
        return Allowed()
    is_stuck = transfer.asked_by.left_on is not None or (
        transfer.to_unit is not None and transfer.to_unit.path is None
    )
    if is_stuck and any(may_receive(unit, actor=actor) for unit in _units_of(transfer)):
        return Allowed()
    return Denied(_("Only whoever asked for the transfer may take it back."))


def _units_of(transfer: Transfer) -> Sequence[Unit]:
    """The unit where a member is or is to come; or what came of it, where it is no more."""
    unit = transfer.from_unit or transfer.to_unit
    if unit is None:
        return ()
    if unit.path is not None:
        return (unit,)
    return list(Unit.objects.filter(pk__in=came_of(unit), path__isnull=False))
