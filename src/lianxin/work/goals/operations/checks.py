"""What several operations on goals ask before they write."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianxin.work.goals.models import Goal, Verification


def locked(goal: Goal) -> Goal:
    """The goal as it stands now, held against others until the transaction ends."""
    return (
        Goal.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "giver")
        .get(pk=goal.pk)
    )


def check_still_open(goal: Goal) -> None:
    """Raise ValidationError where the goal was struck off or withdrawn."""
    if hasattr(goal, "withdrawal"):
        raise ValidationError(_("This goal was withdrawn; nothing more can be done."))
    if Verification.objects.filter(report__goal=goal, struck_off=True).exists():
        raise ValidationError(_("This goal is struck off; nothing more can be done."))


def check_reason(reason: str, *, field: str = "reason") -> None:
    """Raise ValidationError where no reason is given."""
    if not reason.strip():
        raise ValidationError({field: _("Say why, in a sentence.")})
