"""The three upward paths, listed here and nowhere else.

READERS: ledgers that follow an event within its transaction.
PANELS: blocks and buttons that an upper tier adds to a lower tier's page.
REFS: how a reference becomes a title and a link for somebody.
"""

from collections.abc import Callable, Mapping, Sequence

from lianxin.base.journal.events import Event

READERS: Mapping[type[Event], Sequence[Callable[[Event], None]]] = {}
PANELS: Mapping[str, Sequence[Callable[..., object]]] = {}
REFS: Mapping[str, Callable[..., object]] = {}
