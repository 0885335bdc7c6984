"""What can happen to a post and to those who hold it."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class PostOpened(Event):
    """A unit has a post more."""

    code = "posts.opened"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class PostClosed(Event):
    """A unit has a post no more."""

    code = "posts.closed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class PersonAppointed(Event):
    """Somebody holds a post from a day on."""

    code = "posts.appointed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class PeopleAppointed(Event):
    """Many people hold posts of a unit, as a table says."""

    code = "posts.many_appointed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class AppointmentsWithdrawn(Event):
    """Appointments that a table had made were struck out."""

    code = "posts.many_withdrawn"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class AppointmentEnded(Event):
    """Somebody holds a post no more, and has no right from it."""

    code = "posts.appointment_ended"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Event):
    """Open sessions of the holder ended on the day on which the post did."""

    code = "posts.sessions_ended"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ChargeAdded(Event):
    """A field of responsibility goes with a post from a day on."""

    code = "posts.charge_added"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ChargeEnded(Event):
    """A field of responsibility goes with a post no more."""

    code = "posts.charge_ended"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ReserveAdded(Event):
    """Somebody is kept in reserve for a post from a day on."""

    code = "posts.reserve_added"
    personal: ClassVar[tuple[str, ...]] = ("person",)


@dataclass(frozen=True, kw_only=True)
class ReserveEnded(Event):
    """Somebody is kept in reserve for a post no more."""

    code = "posts.reserve_ended"
    personal: ClassVar[tuple[str, ...]] = ("person",)


@dataclass(frozen=True, kw_only=True)
class ElectionNoted(Event):
    """A unit's committee or secretary was elected, and a term began."""

    code = "posts.election_noted"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ElectionPutOff(Event):
    """A term ends on another day than was decided at the election."""

    code = "posts.election_put_off"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class StaffStandardSet(Event):
    """A unit says how many people it is to have for the Party's office work."""

    code = "posts.staff_standard_set"
    personal: ClassVar[tuple[str, ...]] = ()
