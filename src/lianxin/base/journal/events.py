"""The shape of every event that the journal holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from lianxin.kernel.actor import Actor, Ref


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to `subject`, a thing of `unit`.

    A subclass sets `code` (``app.verb``) and says in `personal` which fields of
    `before` and `after` are personal: of those only the names are kept, and whether
    there was anything. Its docstring is what the journal page shows as its meaning.
    """

    code: ClassVar[str]
    personal: ClassVar[tuple[str, ...]] = ()

    subject: Ref
    actor: Actor
    at: datetime
    unit: Ref | None = None
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
