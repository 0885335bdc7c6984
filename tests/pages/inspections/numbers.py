"""Inspections for the world of pages: two findings of the branch, one with its goal."""

from django.utils import translation

from tests.cast import Cast
from tests.programmes.inspections.inspecting import asked, begun, found


# The journal keeps titles of posts in the language of whoever acts.
@translation.override("zh-hans")
def numbers_of_inspections(cast: Cast) -> dict[str, int]:
    """What the committee above found in the branch."""
    made = begun(cast)
    finding = found(cast, made)
    asked(cast, found(cast, made, "场地不足"))
    return {"inspection": made.pk, "finding": finding.pk}
