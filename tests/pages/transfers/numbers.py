"""Transfers of the branch, for the world of pages."""

from django.utils import translation

from tests.cast import Cast
from tests.org.transfers.moving import ask, release


# The journal keeps titles of posts in the language of whoever acts.
@translation.override("zh-hans")
def numbers_of_transfers(cast: Cast) -> dict[str, int]:
    """A member of the branch, released and waiting to be received by the other one."""
    return {"transfer": release(cast, ask(cast)).pk}
