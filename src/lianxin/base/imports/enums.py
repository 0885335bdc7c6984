"""What taking a row would do, and what an app must know to take in its sheets."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import ClassVar, Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.sheets.staging import StagedRow


class Effect(TextChoices):
    """What taking a row would do to the entries."""

    NEW = "new", _("New entry")
    COMPLETES = "completes", _("Completes an entry")
    SAME = "same", _("Entered already")


class SheetTaker(Protocol):
    """What an app's `imports.py` has for a kind of sheet: one is made for each sheet.

    One that `knows_references` has asked under the lock for all that its rows refer to;
    SQLite then need not ask once more for every row.
    """

    knows_references: ClassVar[bool]

    def __init__(self, *, actor: Actor, at: datetime, since: date) -> None:
        """For whom, when, and from which day on holds what the table does not date.

        What is asked of every row is read here, once.
        """

    def judge(self, rows: Sequence[StagedRow]) -> None:
        """Say of each row what is wrong beside the entries, and what it would do."""

    def prepare(self, rows: Sequence[StagedRow]) -> None:
        """Work out what is to be written of judged rows; nothing is written yet."""

    def write(self) -> Mapping[str, object]:
        """Write all that was prepared, in one transaction; what is to be undone by."""

    def close(self) -> None:
        """Let go of what was prepared, whether or not it was written."""


class Undo(Protocol):
    """Takes back what `write` told of; ValidationError where something depends on it."""

    def __call__(
        self, made: Mapping[str, object], *, actor: Actor, at: datetime
    ) -> None:
        """All of it or nothing."""


class MakeWay(Protocol):
    """Does beforehand, in short transactions, what takes time of an `Undo`."""

    def __call__(
        self, made: Mapping[str, object], *, actor: Actor, at: datetime
    ) -> Callable[[], None]:
        """Raises what the undo would raise; what is to be called where it fails."""
