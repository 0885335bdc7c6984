"""The columns of the list of differences."""

from collections.abc import Container, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import Pill
from lianxin.kernel.rules.verdict import Tone
from lianxin.org.personnel.enums import FIELDS, Kind, Outcome
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


def compared(
    told: Mapping[str, str], held: Mapping[str, str], *, hidden: Container[str]
) -> Sequence[tuple[str, str, str]]:
    """Each field with what is entered and what is told; units in `hidden` unnamed."""
    genders = {"f": _("Female"), "m": _("Male")}

    def shown(name: str, value: str) -> str:
        if name == "gender":
            return genders.get(value, value)
        return "" if value in hidden else value

    return [
        (str(title), shown(name, held.get(name, "")), shown(name, told.get(name, "")))
        for name, title in FIELDS.items()
        if name in told or name in held
    ]


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
