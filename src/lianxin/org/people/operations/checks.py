"""What must hold of every place and standing before it is stored."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.org.people.enums import Belonging, Standing
from lianxin.org.units.models import Unit

EARLIEST = date(1921, 1, 1)
LINES = {Belonging.PARTY: "party", Belonging.UNION: "mass"}


def check_place(unit: Unit, belonging: str, valid_from: date) -> None:
    """ValidationError unless somebody can belong to `unit` in this way from then on.

    Members belong to a unit of the Party's line and union members to one of the
    mass organisations; staff to any unit.
    """
    if belonging not in Belonging.values:
        raise ValidationError({"belonging": _("Choose from the list.")})
    line = LINES.get(Belonging(belonging))
    if line and rulebook.unit_kinds()[unit.kind].line != line:
        raise ValidationError(
            {"unit": _("One cannot belong to this kind of unit in this way.")}
        )
    if valid_from < unit.founded_on:
        raise ValidationError(
            {"valid_from": _("The unit was founded later than this day.")}
        )
    if unit.dissolved_on is not None and valid_from > unit.dissolved_on:
        raise ValidationError(
            {"valid_from": _("The unit was dissolved before this day.")}
        )


def check_standing(standing: str, valid_from: date) -> None:
    """ValidationError unless there is such a standing and the day can be true."""
    if standing not in Standing.values:
        raise ValidationError({"standing": _("Choose from the list.")})
    if valid_from < EARLIEST:
        raise ValidationError({"valid_from": _("This day is too long ago.")})
