"""How far a request has come, for templates."""

from django import template

from lianxin.base.ui.wording import Pill
from lianxin.org.approvals import queries
from lianxin.org.approvals.queries import Outcome, StepView

register = template.Library()


@register.filter
def progress(outcome: Outcome) -> Pill:
    """The status of a request as the component `status` takes it."""
    return queries.progress_of(outcome)


@register.filter
def tone(step: StepView) -> str:
    """The family of status of one step."""
    if step.decision is not None:
        return "done" if step.decision.agreed else "late"
    return "open" if step.is_current else "na"
