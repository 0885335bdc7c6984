"""What comes next after a vote, read from the rulebook's YAML."""

from collections.abc import Collection
from dataclasses import dataclass

from lianxin.kernel.rules.book import (
    BookError,
    Title,
    _codes,
    _entries,
    _Entry,
    _title,
)
from lianxin.kernel.rules.counting import AGAIN, Ending, Shape
from lianxin.kernel.rules.poll_files import PollKind

QUORUM, MAJORITY = "quorum", "majority"


@dataclass(frozen=True, slots=True)
class NextStep:
    """What follows an ending where one of `shapes` was asked; any where there is none.

    `rule` is where it is written; empty where no regulation that was read says it. Where
    it is the majority that such a vote asks for, it follows only where one is asked.
    """

    code: str
    title: Title
    ending: Ending
    shapes: tuple[Shape, ...]
    rule: str

    def fits(self, ending: Ending, shape: Shape) -> bool:
        """Whether it follows such an ending of such a vote."""
        return ending is self.ending and (not self.shapes or shape in self.shapes)

    def follows(self, ending: Ending, kind: PollKind) -> bool:
        """Whether it follows such an ending of a vote of this kind."""
        has_rule = self.rule != MAJORITY or bool(kind.majority)
        return has_rule and self.fits(ending, kind.shape)

    def rule_for(self, kind: PollKind) -> str:
        """The rule that it comes from after a vote of this kind; empty for none."""
        own = {QUORUM: kind.quorum, MAJORITY: kind.majority}
        return own.get(self.rule, self.rule)


_STEP = frozenset({"title", "ending", "shapes", "rule"})


def parse_next_steps(
    text: str, file: str, rules: Collection[str]
) -> tuple[NextStep, ...]:
    """The steps of a YAML text; BookError names `file`, line and what to do."""
    found = tuple(_step(entry, rules) for entry in _entries(text, file, _STEP))
    for ending in AGAIN:
        for shape in Shape:
            if not any(
                step.fits(ending, shape) for step in found if step.rule != MAJORITY
            ):
                message = f"{file}: nothing follows {ending} of {shape}; add it."
                raise BookError(message)
    return found


def _step(entry: _Entry, rules: Collection[str]) -> NextStep:
    ending, rule = entry.values.get("ending"), str(entry.values.get("rule", ""))
    if ending not in tuple(AGAIN):
        raise entry.fault(f"ending must be one of {', '.join(sorted(AGAIN))}.")
    if rule and rule not in {QUORUM, MAJORITY, *rules}:
        raise entry.fault(f"rule names {rule!r}, which is no rule.")
    shapes = _codes(entry, "shapes")
    for shape in shapes:
        if shape not in tuple(Shape):
            raise entry.fault(f"shapes must be of {', '.join(Shape)}.")
    return NextStep(
        entry.code,
        _title(entry),
        Ending(str(ending)),
        tuple(Shape(shape) for shape in shapes),
        rule,
    )
