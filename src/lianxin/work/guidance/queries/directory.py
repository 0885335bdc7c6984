"""Names as clerks write them, found among the units, posts and people one may see."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from django.db.models import Q

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.scripts import simplified
from lianxin.kernel.zh.widths import narrow
from lianxin.org.people import queries as people
from lianxin.org.people.models import Person
from lianxin.org.posts import queries as posts
from lianxin.org.posts.models import Post
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

Found = TypeVar("Found")

_SEPARATORS = re.compile(r"[、，,;；/／\n\t|]+|\s{2,}")
_ALL_OF = re.compile(r"^(?:各级?|所有|全体|全部|all)\s*", re.IGNORECASE)
_ROLE = re.compile(r"[（(][^（()）]*[)）]$")
_BARE = re.compile(r"[（()）“”\"·・]")


@dataclass(frozen=True)
class Match(Generic[Found]):
    """What a name stands for: one thing, nothing, or several to choose from."""

    name: str
    things: Sequence[Found]

    @property
    def one(self) -> Found | None:
        """The thing, where the name stands for exactly one."""
        return self.things[0] if len(self.things) == 1 else None


def names_in(cell: str) -> Sequence[str]:
    """The names in a cell, in their order, once each."""
    pieces = (piece.strip() for piece in _SEPARATORS.split(cell))
    return list(dict.fromkeys(piece for piece in pieces if piece))


class Directory:
    """Finds what names mean for one actor and one plan's unit; remembers each answer."""

    def __init__(self, unit: Unit, *, actor: Actor, today: date) -> None:
        self._unit = unit
        self._actor = actor
        self._today = today
        self._units: dict[str, Match[Unit]] = {}
        self._posts: dict[str, Match[Post]] = {}
        self._people: dict[str, Match[Person]] = {}

    def unit(self, name: str) -> Match[Unit]:
        """The unit of this name or short name, nearest to the plan's unit first."""
        if name not in self._units:
            self._units[name] = Match(name, self._units_named(name))
        return self._units[name]

    def post(self, name: str) -> Match[Post]:
        """The leader's post: by its holder's name, or by its title."""
        if name not in self._posts:
            self._posts[name] = Match(name, self._posts_named(name))
        return self._posts[name]

    def person(self, name: str) -> Match[Person]:
        """The person of this name."""
        if name not in self._people:
            bare = _ROLE.sub("", narrow(name))
            rows = people.visible_to(self._actor, today=self._today)
            found = list(rows.filter(name__in=_spellings(bare))[:5])
            self._people[name] = Match(name, found)
        return self._people[name]

    def kinds(self, name: str) -> Sequence[str]:
        """The kinds of unit that 各支部 or 所有党总支 stands for; none for a name."""
        rest = _ALL_OF.sub("", name.strip())
        if rest == name.strip():
            return []
        wanted = simplified(narrow(rest)).removeprefix("基层").removeprefix("基層")
        return self._kinds_by_title.get(wanted.lower(), [])

    def words_of_kind(self, code: str) -> str:
        """A kind as the grid writes it: 各党支部."""
        return f"各{rulebook.unit_kinds()[code].title.hans}"

    def _units_named(self, name: str) -> Sequence[Unit]:
        spelt = _spellings(narrow(name))
        rows = units.visible_to(self._actor).filter(
            Q(name__in=spelt) | Q(short_name__in=spelt)
        )
        found = list(rows.order_by("path")[:20])
        path = self._unit.path or "-"
        return _nearest(
            found,
            [unit for unit in found if unit.parent_id == self._unit.pk],
            [unit for unit in found if (unit.path or "").startswith(path)],
        )

    def _posts_named(self, name: str) -> Sequence[Post]:
        bare = _ROLE.sub("", narrow(name))
        by_name = [p for p in self._leaders if _is_held_by(p, bare)]
        here = [p for p in by_name if p.unit_id == self._unit.pk]
        if by_name:
            return _nearest(by_name, here)
        wanted = simplified(_BARE.sub("", narrow(name)))
        return [p for p in self._leaders if wanted in _titles_of(p)]

    @cached_property
    def _leaders(self) -> Sequence[Post]:
        """The posts of the plan's unit, of those above it and directly below."""
        near = Q(unit=self._unit.pk) | Q(unit__parent=self._unit.pk)
        near |= Q(unit__in=units.way_to(self._unit).values("pk"))
        seen = posts.visible_to(self._actor, today=self._today).filter(near)
        found = list(seen[:2000])
        posts.attach(found, today=self._today)
        own = [p for p in found if p.unit_id == self._unit.pk]
        return own + [p for p in found if p.unit_id != self._unit.pk]

    @property
    def leaders(self) -> Sequence[Post]:
        """The posts from which a responsible leader is chosen, the unit's own first."""
        return self._leaders

    def leader_of(self, lead: Unit) -> Post | None:
        """The one leader's post that has charge of a unit today, if it is held."""
        return self._in_charge.get(lead.pk)

    @cached_property
    def _in_charge(self) -> Mapping[int, Post]:
        found: dict[int, set[int]] = {}
        held = {p.pk: p for p in self._leaders if p.holders_today}  # type: ignore[attr-defined]  # set by attach
        for post in held.values():
            for charge in post.charges_today:  # type: ignore[attr-defined]  # set by attach
                if charge.unit_id is not None:
                    found.setdefault(charge.unit_id, set()).add(post.pk)
        return {
            unit: held[only] for unit, (only, *others) in found.items() if not others
        }

    @cached_property
    def _kinds_by_title(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for code, kind in rulebook.unit_kinds().items():
            title = simplified(kind.title.hans)
            for word in {title, title.removeprefix("党"), kind.title.en.lower()}:
                found.setdefault(word, []).append(code)
            plural = kind.title.en.lower().removesuffix("h") + "hes"
            found.setdefault(plural, []).append(code)
            found.setdefault(kind.title.en.lower() + "s", []).append(code)
        return found


def leader_in_words(post: Post) -> str:
    """A post as the grid writes it: who holds it today, else its title."""
    holders = getattr(post, "holders_today", ())
    return str(holders[0].person.name) if holders else posts.name_of_post(post)


def _is_held_by(post: Post, name: str) -> bool:
    spelt = _spellings(name)
    return any(row.person.name in spelt for row in post.holders_today)  # type: ignore[attr-defined]  # set by attach


def _titles_of(post: Post) -> set[str]:
    title = rulebook.post_kinds()[post.kind].title
    whole = _BARE.sub("", narrow(posts.name_of_post(post)))
    names = {
        title.hans,
        title.en,
        narrow(title.en),
        f"{post.unit.short_name}{title.hans}",
    }
    return {simplified(name) for name in {*names, whole}}


def _spellings(name: str) -> set[str]:
    return {name, simplified(name)}


def _nearest(found: Sequence[Found], *nearer: Sequence[Found]) -> Sequence[Found]:
    """The first group that singles one out; else all."""
    for group in nearer:
        if len(group) == 1:
            return group
    return found
