"""What can happen to encrypted values as such."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class ValuesGivenUp(Event):
    """Encrypted values whose key is lost were given up, so many of each column."""

    code = "crypto.given_up"
    personal: ClassVar[tuple[str, ...]] = ()
