"""What a clerk should look at beside a row: former wordings, copied words, duplicates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lianxin.kernel.rules.wordings import Wording, superseded_in
from lianxin.kernel.zh.sameness import Likest, sameness
from lianxin.work.guidance.models import Plan, Task

ALIKE = 0.8
SAME_AS_ELSEWHERE = 0.75
Elsewhere = Likest[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Flag:
    """Something beside a row that a clerk should look at."""

    kind: str
    values: Mapping[str, str]


def flags_of(
    task: Task, source: str, elsewhere: Elsewhere, wordings: Sequence[Wording]
) -> Iterator[Flag]:
    """What to look at in a row whose quotes say `source`."""
    words = f"{task.text}\n{task.actions}\n{task.standard}\n{source}"
    for found in superseded_in(words, wordings):
        wording = found.wording
        yield Flag(
            "superseded",
            {
                "old": found.words,
                "now": wording.now,
                "basis": wording.basis,
                "sure": wording.sure,
            },
        )
    original = source or task.text
    for cell in ("actions", "standard"):
        typed = getattr(task, cell)
        if (
            typed
            and max(sameness(typed, original), sameness(typed, task.text)) >= ALIKE
        ):
            yield Flag("copied", {"cell": cell})
    other = elsewhere.to(task.text, at_least=SAME_AS_ELSEWHERE)
    if other is not None:
        yield Flag("duplicate", {"text": other[1], "plan": other[0]})


def elsewhere_than(plan: Plan) -> Elsewhere:
    """Rows of the unit's other plans of the same year, to find duplicates among."""
    rows = Task.objects.filter(
        plan__unit=plan.unit_id, plan__year=plan.year, removed_at=None
    ).exclude(plan=plan)
    found: list[tuple[str, str]] = list(rows.values_list("plan__title", "text")[:5000])
    return Likest((each, each[1]) for each in found)
