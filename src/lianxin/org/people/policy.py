"""Who may change people's entries, and who may see what not everybody may."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.org.units.models import Unit
from lianxin.org.units.policy import path_in_charge


def may_add(units: Iterable[Unit], *, actor: Actor) -> Answer:
    """Whether `actor` may enter somebody who belongs to all these units."""
    places = list(units)
    if not places:
        return Denied(_("A person belongs to at least one unit."))
    if all(actor.may("people.edit", path_in_charge(unit)) for unit in places):
        return Allowed()
    return Denied(
        _("Only the office clerk of this unit or of one above may enter people.")
    )


def may_add_somebody(*, actor: Actor) -> Answer:
    """Whether there is any unit for which `actor` may enter people."""
    if actor.holds("people.edit"):
        return Allowed()
    return Denied(_("Only office clerks enter people; ask the clerk of your unit."))


def may_find_by_number(*, actor: Actor) -> Answer:
    """Whether `actor` may look for somebody by phone or identity number."""
    if actor.holds("people.contact"):
        return Allowed()
    return Denied(
        _(
            "Phone and identity number are for the secretary of the branch and the "
            "office clerk of the unit."
        )
    )


def may_edit(paths: Iterable[str], *, actor: Actor) -> Answer:
    """Whether `actor` may change the entry of somebody of the units at `paths`.

    One of the units is enough. Whoever belongs to no unit is changed only by those
    who may change everybody.
    """
    if actor.scope("people.edit").everywhere or any(
        actor.may("people.edit", path) for path in paths
    ):
        return Allowed()
    return Denied(
        _("Only the office clerk of this person's unit or of one above may do this.")
    )


def may_let_return(unit: Unit, paths: Iterable[str], *, actor: Actor) -> Answer:
    """Whether `actor` may say that somebody who left works in `unit` again.

    Whoever belongs to no unit any more is nobody's; who still belongs somewhere is
    changed by those in charge there.
    """
    paths = list(paths)
    answer = may_edit(paths, actor=actor) if paths else Allowed()
    return may_add([unit], actor=actor) if answer else answer


def may_set_standing(paths: Iterable[str], *, actor: Actor) -> Answer:
    """Whether `actor` may say what somebody of the units at `paths` is to the Party."""
    paths = list(paths)
    answer = may_edit(paths, actor=actor)
    if not answer:
        return answer
    if any(actor.may("people.standing", path) for path in paths):
        return Allowed()
    return Denied(_("Your post does not let you see or set a standing in the Party."))


def may_see_contact(person_id: int, paths: Iterable[str], *, actor: Actor) -> Answer:
    """Whether `actor` may look up phone and identity number; one's own always."""
    if actor.person is not None and actor.person.id == person_id:
        return Allowed()
    if any(actor.may("people.contact", path) for path in paths):
        return Allowed()
    return Denied(
        _(
            "Phone and identity number are for the secretary of the branch and the "
            "office clerk of the unit."
        )
    )


def may_set_contact(person_id: int, paths: Iterable[str], *, actor: Actor) -> Answer:
    """Whether `actor` may enter or change phone and identity number."""
    paths = list(paths)
    seen = may_see_contact(person_id, paths, actor=actor)
    return may_edit(paths, actor=actor) if seen else seen


def may_note_touch(paths: Iterable[str], *, actor: Actor) -> Answer:
    """Whether `actor` may say that the unit was in touch with a member of it."""
    if any(
        actor.may("people.contact", path) and actor.may("people.standing", path)
        for path in paths
    ):
        return Allowed()
    return Denied(
        _(
            "Only the secretary of the branch and the office clerk of the unit note "
            "that the unit was in touch with a member."
        )
    )


def may_merge(entries: Iterable[tuple[int, list[str]]], *, actor: Actor) -> Answer:
    """Whether `actor` may say that entries are of one person, or of two after all.

    Each is a number and the paths of its units; of all of them the actor must be able
    to change what the entry says, the standing and the numbers included.
    """
    for number, paths in entries:
        for answer in (
            may_set_standing(paths, actor=actor),
            may_set_contact(number, paths, actor=actor),
        ):
            if not answer:
                return answer
    return Allowed()
