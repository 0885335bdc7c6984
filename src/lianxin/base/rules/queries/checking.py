"""The software beside the rules on software."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.rules.queries.library import address_of_page, all_rules
from lianxin.base.rules.queries.words import named
from lianxin.kernel.rules.self_check import Keeper
from lianxin.kernel.rules.values import Edition, Rule


@dataclass(frozen=True, slots=True)
class Checked:
    """A rule on software with what is done about it; `page` is where that shows."""

    rule: Rule
    edition: Edition
    keeper: Keeper
    words: str
    page: str


def checked_on(day: date) -> Sequence[Checked]:
    """Each rule on software that is in force on a day, in the order of the file."""
    rules = all_rules()
    found = ((answer, rules[answer.rule]) for answer in rulebook.self_check())
    return [
        Checked(
            rule,
            edition,
            answer.keeper,
            named(answer.words),
            address_of_page(answer.page) if answer.page else "",
        )
        for answer, rule in found
        if (edition := rule.on(day)) is not None
    ]
