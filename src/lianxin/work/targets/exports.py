"""The columns of the list of business targets, on the page and in files alike."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import Pill, period_of
from lianxin.kernel.rules import Tone
from lianxin.work.targets import queries
from lianxin.work.targets.models import Target


def columns() -> Sequence[Column]:
    """What the list shows of each target."""
    return [
        Column(
            "name", _("Business target"), lambda t: t.name, sort=("name",),
            link=lambda t: address_of("targets:target", t.pk),
        ),
        Column("unit", _("Unit"), lambda t: t.unit.name, sort=("unit__path",)),
        Column("period", _("Period"), period),
        Column("value", _("To reach"), lambda t: amount(t, t.value)),
        Column("reached", _("Reached"), lambda t: amount(t, t.reached)),
        Column("stands", _("How it stands"), stands),
    ]  # fmt: skip


def period(target: Target) -> str:
    """From when until when."""
    return period_of(target.begins_on, target.ends_on)


def amount(target: Target, value: object) -> str:
    """A value with its unit of measure, without needless zeros."""
    return "" if value is None else f"{figure(value)} {target.measured_in}"


def figure(value: object) -> str:
    """A number without needless zeros."""
    number = f"{value:f}"
    return number.rstrip("0").rstrip(".") if "." in number else number


def stands(target: Target) -> Pill:
    """Whether the latest value reaches the target."""
    reached = queries.is_reached(target)
    if reached is None:
        return Pill(_("No value yet"), Tone.NOT_APPLICABLE)
    if reached:
        return Pill(_("Reached"), Tone.DONE)
    return Pill(_("Not reached yet"), Tone.OPEN)
