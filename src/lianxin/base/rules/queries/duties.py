"""Duties as rules of the library: how often something is asked of units."""

from collections.abc import Mapping
from functools import cache

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.duties import Duty, DutyEdition
from lianxin.kernel.rules.shapes import Often
from lianxin.kernel.rules.values import Edition, Rule, Source

BEFORE = "duty-"
PAGES = ("duties:own",)


@cache
def duties_as_rules() -> Mapping[str, Rule]:
    """The duties of the rulebook by code; one code never names a rule and a duty."""
    found = [_rule(duty) for duty in rulebook.duties().values()]
    return {rule.code: rule for rule in found}


def _rule(duty: Duty) -> Rule:
    return Rule(
        f"{BEFORE}{duty.code}",
        duty.title,
        None,
        duty.units,
        "",
        tuple(_edition(e, e.source) for e in duty.editions if e.source),
        PAGES,
    )


def _edition(edition: DutyEdition, source: Source) -> Edition:
    value = Often(edition.each, edition.least)
    return Edition(edition.since, value, source, edition.until, edition.rows)
