"""What several operations on plans ask before they write."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.work.guidance import policy
from lianxin.work.guidance.models import Plan


def held(plan: Plan, *, actor: Actor) -> Plan:
    """The plan as it stands now, held against others; Refused where not one's own."""
    plan = (
        Plan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit")
        .get(pk=plan.pk)
    )
    policy.may_edit(plan, actor=actor).or_raise()
    return plan


def check_words(words: str, *, field: str, fault: str) -> None:
    """Raise ValidationError at the field where nothing is said."""
    if not words.strip():
        raise ValidationError({field: fault})


def check_reason(reason: str, *, field: str = "reason") -> None:
    """Raise ValidationError where no reason is given."""
    check_words(reason, field=field, fault=_("Say why, in a sentence."))
