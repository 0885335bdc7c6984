"""A former wording of the group, as other tests begin with it."""

from datetime import date

from lianxin.work.guidance.models import FormerWording
from lianxin.work.guidance.operations import add_wording
from tests.cast import AT, Cast

SAID = {
    "old": "三型班组",
    "now": "五型班组",
    "since": date(2026, 3, 1),
    "basis": "华党发〔2026〕3号",
}


def former_wording(
    cast: Cast, *, unit: str = "root", role: str = "clerk", **said: object
) -> FormerWording:
    """Put it into the table of a unit."""
    given: dict = SAID | said
    return add_wording(cast.units[unit], actor=cast.actor(role), at=AT, **given)
