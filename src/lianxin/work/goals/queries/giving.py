"""What is about to be given: to whom, how often, and what is the same already."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from lianxin.work.goals.enums import DueKind
from lianxin.work.goals.models import Goal

AGAIN_AND_AGAIN = (DueKind.EVERY_MONTH, DueKind.EVERY_QUARTER)


@dataclass(frozen=True, slots=True)
class Giving:
    """A goal in these words for the units with these numbers, due so."""

    text: str
    due_kind: DueKind
    unit_ids: Sequence[int]


def all_in_same_words(giving: Giving) -> QuerySet[Goal]:
    """The goals of those units in the same words, whoever gave them; to be counted only."""
    return Goal.objects.filter(text=giving.text, unit__in=giving.unit_ids)
