"""What the tests of reorganising share."""

from lianxin.org.people.models import Affiliation
from lianxin.org.units.models import Unit
from tests.cast import Cast, found


def beside(cast: Cast, name: str = "检修三支部") -> Unit:
    """A branch beside the one of the cast."""
    return found("branch", name, cast.units["sub"])


def belong(unit: Unit) -> set[str]:
    """Who belongs to a unit from now on."""
    rows = Affiliation.objects.filter(unit=unit, valid_to=None)
    return set(rows.values_list("person__name", flat=True))
