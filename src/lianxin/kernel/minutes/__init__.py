"""Minutes that were already written: what they say of day, place, people, topics."""

from lianxin.kernel.minutes.found import Absence, Found, Minutes
from lianxin.kernel.minutes.reader import minutes_in

__all__ = ["Absence", "Found", "Minutes", "minutes_in"]
