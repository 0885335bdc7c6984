"""What can happen to a person's entry."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonAdded(Event):
    """Somebody was entered."""

    code = "people.added"
    personal: ClassVar[tuple[str, ...]] = (
        "name",
        "employee_number",
        "gender",
        "birth_on",
    )


@dataclass(frozen=True, kw_only=True)
class PeopleAdded(Event):
    """Many people were entered at once, so many of them."""

    code = "people.many_added"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class PeopleCompleted(Event):
    """What a table says besides was added to the entries of many people at once."""

    code = "people.many_completed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class PeopleWithdrawn(Event):
    """Many people that had been entered from a table were taken back."""

    code = "people.many_withdrawn"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class PersonEdited(Event):
    """Somebody's entry was corrected or completed."""

    code = "people.edited"
    personal: ClassVar[tuple[str, ...]] = (
        "name",
        "employee_number",
        "gender",
        "birth_on",
        "joined_on",
        "nation",
        "native_place",
        "education",
        "degree",
        "job",
        "job_title",
        "employment",
        "worked_since",
    )


@dataclass(frozen=True, kw_only=True)
class PersonAffiliated(Event):
    """Somebody belongs to a unit from a day on."""

    code = "people.affiliated"
    personal: ClassVar[tuple[str, ...]] = ("belonging", "unit")


@dataclass(frozen=True, kw_only=True)
class AffiliationEnded(Event):
    """Somebody belongs to a unit no more."""

    code = "people.affiliation_ended"
    personal: ClassVar[tuple[str, ...]] = ("belonging", "unit")


@dataclass(frozen=True, kw_only=True)
class StandingSet(Event):
    """What somebody is to the Party changed."""

    code = "people.standing_set"
    personal: ClassVar[tuple[str, ...]] = ("standing",)


@dataclass(frozen=True, kw_only=True)
class StandingEnded(Event):
    """Somebody has no standing in the Party any more."""

    code = "people.standing_ended"
    personal: ClassVar[tuple[str, ...]] = ("standing",)


@dataclass(frozen=True, kw_only=True)
class ProbationExtended(Event):
    """Somebody's probation was extended by a resolution."""

    code = "people.probation_extended"
    personal: ClassVar[tuple[str, ...]] = ("extended_until", "basis")


@dataclass(frozen=True, kw_only=True)
class ExtensionWithdrawn(Event):
    """An extension of probation was entered by mistake and is taken back."""

    code = "people.extension_withdrawn"
    personal: ClassVar[tuple[str, ...]] = ("extended_until", "basis")


@dataclass(frozen=True, kw_only=True)
class MemberTouched(Event):
    """The unit was in touch with a member who is elsewhere."""

    code = "people.touched"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class SituationBegun(Event):
    """A member is elsewhere, is suspended or has died."""

    code = "people.situation_begun"
    personal: ClassVar[tuple[str, ...]] = ("circumstance", "place", "basis")


@dataclass(frozen=True, kw_only=True)
class SituationEnded(Event):
    """A member is back, or suspended no more."""

    code = "people.situation_ended"
    personal: ClassVar[tuple[str, ...]] = ("circumstance",)


@dataclass(frozen=True, kw_only=True)
class DeathTakenBack(Event):
    """A death had been noted by mistake; what it had ended goes on."""

    code = "people.death_taken_back"
    personal: ClassVar[tuple[str, ...]] = ("basis",)


@dataclass(frozen=True, kw_only=True)
class ContactSet(Event):
    """Somebody's phone or identity number was entered or changed."""

    code = "people.contact_set"
    personal: ClassVar[tuple[str, ...]] = ("phone", "identity_number")


@dataclass(frozen=True, kw_only=True)
class ContactLookedUp(Event):
    """Somebody looked at a person's phone and identity number."""

    code = "people.contact_looked_up"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class PersonLeft(Event):
    """Somebody left the enterprise."""

    code = "people.left"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class PersonReturned(Event):
    """Somebody who had left, or was going to, works here again from a day on."""

    code = "people.returned"
    personal: ClassVar[tuple[str, ...]] = ("unit",)


@dataclass(frozen=True, kw_only=True)
class AccountGiven(Event):
    """Somebody has an account from now on."""

    code = "people.account_given"
    personal: ClassVar[tuple[str, ...]] = ("username",)


@dataclass(frozen=True, kw_only=True)
class PeopleMerged(Event):
    """Two entries turned out to be of one person and became one."""

    code = "people.merged"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class MergingUndone(Event):
    """Two entries that had become one were parted again."""

    code = "people.merging_undone"
    personal: ClassVar[tuple[str, ...]] = ()
