"""Where in a unit somebody can hold a post of a kind from a day until a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from lianxin.base.rulebook import queries as rulebook
from lianxin.org.people.models import Person
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.units.models import Unit


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody holds a post from a day until a day (exclusive); None for no end."""

    person: Person
    valid_from: date
    valid_to: date | None

    def meets(self, valid_from: date, valid_to: date | None) -> bool:
        """Whether there is a day in both times."""
        begins_before_end = valid_to is None or self.valid_from < valid_to
        return begins_before_end and (
            self.valid_to is None or valid_from < self.valid_to
        )


@dataclass(slots=True)
class Seat:
    """A post of a unit, or one that is still to be opened (`post` is None)."""

    unit: Unit
    kind: str
    number: int
    valid_from: date
    valid_to: date | None = None
    post: Post | None = None
    held: list[Held] = field(default_factory=list)

    def exists_for(self, valid_from: date, valid_to: date | None) -> bool:
        """Whether the unit has the post all the time; one to be opened gives way."""
        if self.post is None:
            return True
        if self.valid_to is None:
            return valid_from >= self.valid_from
        return (
            self.valid_from <= valid_from
            and valid_to is not None
            and valid_to <= self.valid_to
        )

    def holder(self, valid_from: date, valid_to: date | None) -> Held | None:
        """Who holds it on one of these days; None for nobody."""
        return next((h for h in self.held if h.meets(valid_from, valid_to)), None)


class Seats:
    """The posts of units with all who held, hold and will hold them.

    `take` remembers whoever was given a place, so that a whole table can be held
    against what is entered before a row of it is written.
    """

    def __init__(self) -> None:
        """No unit is read yet."""
        self._seats: dict[tuple[int, str], list[Seat]] = {}
        self._read: set[int] = set()

    def read(self, units: Iterable[Unit]) -> None:
        """Read the posts of these units, of each once; two questions in all."""
        new = {unit.pk for unit in units} - self._read
        if not new:
            return
        self._read |= new
        seats: dict[int, Seat] = {}
        posts = Post.objects.filter(unit__in=new).select_related("unit")
        for post in posts.order_by("unit", "kind", "number"):
            seat = Seat(
                post.unit, post.kind, post.number, post.valid_from, post.valid_to, post
            )
            seats[post.pk] = seat
            self._seats.setdefault((post.unit_id, post.kind), []).append(seat)
        rows = Appointment.objects.filter(post__unit__in=new).select_related("person")
        for row in rows.order_by("valid_from"):
            held = Held(row.person, row.valid_from, row.valid_to)
            seats[row.post_id].held.append(held)

    def of(self, unit: Unit, kind: str) -> list[Seat]:
        """The posts of this kind that a unit has or is to have, by number."""
        return self._seats.get((unit.pk, kind), [])

    def held_by(
        self, person: Person, unit: Unit, kind: str, time: tuple[date, date | None]
    ) -> Held | None:
        """What this very person holds of the kind on one of these days."""
        for seat in self.of(unit, kind):
            found = seat.holder(*time)
            if found is not None and found.person.pk == person.pk:
                return found
        return None

    def take(
        self, person: Person, unit: Unit, kind: str, time: tuple[date, date | None]
    ) -> Seat | Held | None:
        """Give somebody the first free post of a kind, or a further one.

        Where a unit has only one such post and it is not free, whoever holds it then;
        None where nobody does, but the post does not exist all that time.
        """
        seats = self.of(unit, kind)
        for seat in seats:
            if seat.exists_for(*time) and seat.holder(*time) is None:
                return self._given(seat, person, time)
        if seats and rulebook.post_kinds()[kind].single:
            return next((h for s in seats if (h := s.holder(*time))), None)
        number = max((seat.number for seat in seats), default=0) + 1
        made = Seat(unit, kind, number, time[0])
        self._seats.setdefault((unit.pk, kind), []).append(made)
        return self._given(made, person, time)

    def _given(
        self, seat: Seat, person: Person, time: tuple[date, date | None]
    ) -> Seat:
        seat.held.append(Held(person, *time))
        if seat.post is None:
            seat.valid_from = min(seat.valid_from, time[0])
        return seat
