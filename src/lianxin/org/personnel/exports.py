"""The columns of the list of differences."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import Pill
from lianxin.kernel.rules.verdict import Tone
from lianxin.org.personnel.enums import Kind, Outcome
from lianxin.org.personnel.models import Difference

TONES = {Kind.LEFT: Tone.LATE, Kind.MOVED: Tone.SOON, Kind.UNCLEAR: Tone.SOON}


def columns() -> Sequence[Column]:
    """Whom it is about, how it differs, what became of it."""
    return [
        Column("name", _("Name"), lambda d: d.name,
               link=lambda d: reverse("personnel:difference", args=[d.pk])),
        Column("number", _("Employee number"), lambda d: d.employee_number,
               sort=("employee_number",)),
        Column("kind", _("Difference"), pill_of),
        Column("unit", _("To be settled by"), lambda d: d.unit.name,
               sort=("unit__path",)),
        Column("told", _("Told on"), lambda d: d.update.sent_at),
        Column("outcome", _("What became of it"), _outcome_of),
    ]  # fmt: skip


def pill_of(difference: Difference) -> Pill:
    """How what is told differs; quiet once it is settled."""
    kind = Kind(difference.kind)
    tone = Tone.OPEN if difference.settled_at is None else Tone.NOT_APPLICABLE
    if difference.settled_at is None:
        tone = TONES.get(kind, tone)
    return Pill(str(kind.label), tone)


def _outcome_of(difference: Difference) -> str:
    if difference.settled_at is None:
        return ""
    outcome = str(Outcome(difference.outcome).label)
    return f"{outcome}：{difference.words}" if difference.words else outcome
