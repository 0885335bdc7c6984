"""Who may ask, who decides a step, who may take a request back."""

from datetime import date

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.org.approvals.models import Approval, Step
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment
from lianxin.org.units.models import Unit


def may_ask(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may ask in the name of `unit`: for its own unit or one below."""
    if actor.person is None:
        return Denied(_("Only a person can ask for approval."))
    if actor.path and (unit.path or "").startswith(actor.path):
        return Allowed()
    return Denied(_("You can ask only in the name of your own unit."))


def may_decide(step: Step | None, *, actor: Actor, today: date) -> Answer:
    """Whether `actor` may decide this step: only for its post, and not on one's own.

    One's own request is decided by oneself only where nobody else holds any post
    in the deciding unit, so that nobody else can be named. Without a `step` the
    request is settled and nothing is left to decide.
    """
    if step is None:
        return Denied(_("This request is settled; open it anew to see how."))
    acts_for_it = actor.post is not None and Appointment.objects.filter(
        in_force(today), pk=actor.post.id, post=step.post_id
    )
    if not acts_for_it or not acts_for_it.exists() or actor.person is None:
        return Denied(
            _(
                "Only the holder of the post named in this step decides it, acting "
                "for that post."
            )
        )
    if step.approval.asked_by_id == actor.person.id and _others_hold_posts(
        step, person_id=actor.person.id, today=today
    ):
        return Denied(
            _(
                "You asked for this yourself. Somebody else of the unit has to decide "
                "it; the office clerk can name an acting holder of the post."
            )
        )
    return Allowed()


def may_withdraw(approval: Approval, *, actor: Actor) -> Answer:
    """Whether `actor` may take the request back: only whoever asked."""
    if actor.person is not None and actor.person.id == approval.asked_by_id:
        return Allowed()
    return Denied(_("Only whoever asked may take the request back."))


def _others_hold_posts(step: Step, *, person_id: int, today: date) -> bool:
    return (
        Appointment.objects.filter(in_force(today), post__unit=step.post.unit_id)
        .exclude(person=person_id)
        .exists()
    )
