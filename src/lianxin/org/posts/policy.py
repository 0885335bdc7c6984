"""Who may open posts, appoint to them, and end that again."""

from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, Allowed, Answer, Denied, Reach
from lianxin.org.units.models import Unit
from lianxin.org.units.policy import path_in_charge


def may_edit(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may open and close posts of this unit and say what they do."""
    if actor.may("posts.edit", path_in_charge(unit)):
        return Allowed()
    return Denied(
        _("Only the office clerk of this unit or of one above may change its posts.")
    )


def may_note_election(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may note an election of this unit; only where there are terms."""
    if not any(
        unit.kind in rule.units for rule in rulebook.rules_by_chapter()["terms"]
    ):
        return Denied(_("Units of this kind have no term of office."))
    return may_edit(unit, actor=actor)


def may_appoint(unit: Unit, kind: str, *, actor: Actor) -> Answer:
    """Whether `actor` may let somebody hold a post of this kind in `unit`, or end it.

    Nobody gives away, or takes away, a right over the whole organisation that they
    do not have themselves.
    """
    answer = may_edit(unit, actor=actor)
    if not answer:
        return answer
    for power, reach in rulebook.post_kinds()[kind].powers:
        if reach is Reach.ALL and not actor.scope(power).everywhere:
            return Denied(
                _(
                    "This post has rights over the whole organisation; only somebody "
                    "who has them may decide who holds it."
                )
            )
    return Allowed()
