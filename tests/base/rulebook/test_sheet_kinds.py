"""Kinds of sheet take the numbers of regulations from their rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from lianxin.base.rulebook import queries as rulebook


def test_checks_of_activists_read_the_rules_of_admission() -> None:
    checks = [
        check
        for check in rulebook.sheet_kinds()["activists"].checks
        if "basis" in check.values
    ]
    told = [(each.name, *_limits(each.values), each.values["basis"]) for each in checks]
    basis = {
        code: rulebook.rules()[code].latest.source.cite("zh-hans")
        for code in (
            *("applicant_age", "activist_wait", "talk_with_applicant", "mentors"),
            *("introducers", "training_days"),
        )
    }
    assert told == [
        ("apart", "216", basis["applicant_age"]),
        ("apart", "12", basis["activist_wait"]),
        ("within", "1", basis["talk_with_applicant"]),
        ("at_most", "2", basis["mentors"]),
        ("at_least", "1", basis["mentors"]),
        ("at_most", "2", basis["introducers"]),
        ("at_least", "2", basis["introducers"]),
        ("reach", "3", "24", basis["training_days"]),
    ]


def _limits(values: Mapping[str, Any]) -> Sequence[str]:
    one = values.get("months") or values.get("times")
    return [one] if one else values["leasts"]
