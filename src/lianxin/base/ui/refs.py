"""How a reference becomes a title and a link for somebody."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from lianxin.kernel.actor import Actor, Ref


@dataclass(frozen=True, slots=True)
class Link:
    """What a thing is called, and its address."""

    title: str
    url: str


class Links(Protocol):
    """What each app's `panels.links` does: titles of those the actor may see."""

    def __call__(
        self, ids: Iterable[int], *, actor: Actor, today: date
    ) -> Mapping[int, Link]:
        """The links by number, in a constant number of queries."""


@cache
def _links_of_kinds() -> Mapping[str, Links]:
    return cast("Mapping[str, Links]", import_string(settings.LIANXIN_REFS))


def resolve(refs: Iterable[Ref], *, actor: Actor, today: date) -> Mapping[Ref, Link]:
    """A link for each reference that the actor may see and that still exists.

    One call per kind, whatever the number of references.
    """
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for ref in refs:
        wanted[ref.kind].add(ref.id)
    found: dict[Ref, Link] = {}
    for kind, ids in wanted.items():
        links: Callable[..., Mapping[int, Link]] | None = _links_of_kinds().get(kind)
        if links is not None:
            known = links(sorted(ids), actor=actor, today=today)
            found |= {Ref(kind, number): link for number, link in known.items()}
    return found


def columns_about_people() -> Sequence[str]:
    """The columns that name people in tables above, as ``records.Record.host``."""
    return cast("Sequence[str]", import_string(settings.LIANXIN_ABOUT_PEOPLE))
