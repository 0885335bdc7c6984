"""What can happen to an election."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class ElectionBegun(Event):
    """A unit began to prepare the election of its committee."""

    code = "elections.begun"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class StepTaken(Event):
    """A step of an election was taken."""

    code = "elections.step_taken"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class StepCorrected(Event):
    """What was noted of a step of an election was corrected."""

    code = "elections.step_corrected"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class StepFilesAdded(Event):
    """Files were put beside a step of an election."""

    code = "elections.files_added"
    personal: ClassVar[tuple[str, ...]] = ("names",)


@dataclass(frozen=True, kw_only=True)
class StepFileRemoved(Event):
    """A file was taken away from a step of an election."""

    code = "elections.file_removed"
    personal: ClassVar[tuple[str, ...]] = ("name",)


@dataclass(frozen=True, kw_only=True)
class ElectedNamed(Event):
    """It was said who is meant by names that voters wrote in and elected."""

    code = "elections.named"
    personal: ClassVar[tuple[str, ...]] = ("people",)


@dataclass(frozen=True, kw_only=True)
class VoteWithdrawn(Event):
    """The vote of an election was thrown away before it was opened."""

    code = "elections.vote_withdrawn"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class PlacesLeftEmpty(Event):
    """The meeting agreed to leave places empty that the votes had not filled."""

    code = "elections.left_empty"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class VoteHeld(Event):
    """The vote of an election was prepared."""

    code = "elections.vote_prepared"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ElectionConcluded(Event):
    """The unit above approved an election: the elected hold their posts."""

    code = "elections.concluded"
    personal: ClassVar[tuple[str, ...]] = ("people",)
