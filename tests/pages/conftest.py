"""What the tests of pages share."""

from tests.pages.world import world

__all__ = ["world"]
