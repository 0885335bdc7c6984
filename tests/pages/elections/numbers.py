"""Elections for the world of pages: one at its vote, of the branch."""

from django.utils import translation

from tests.cast import Cast
from tests.programmes.elections.changing import ready


# The journal keeps titles of posts in the language of whoever acts.
@translation.override("zh-hans")
def numbers_of_elections(cast: Cast) -> dict[str, int]:
    """All steps before the vote are taken."""
    return {"election": ready(cast).pk}
