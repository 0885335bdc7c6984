"""Kinds of sheet take the numbers of regulations from their rules."""

from lianxin.base.rulebook import queries as rulebook

LIMITS = ("months", "times", "leasts")


def test_checks_of_activists_read_the_rules_of_admission() -> None:
    checks = [
        check
        for check in rulebook.sheet_kinds()["activists"].checks
        if "basis" in check.values
    ]
    told = [
        (
            check.name,
            next(v for k, v in check.values.items() if k in LIMITS),
            check.values["basis"],
        )
        for check in checks
    ]
    assert told == [
        (name, limit, rulebook.rules()[rule].latest.source.cite("zh-hans"))
        for name, limit, rule in (
            ("apart", "216", "applicant_age"),
            ("apart", "12", "activist_wait"),
            ("within", "1", "talk_with_applicant"),
            ("at_most", "2", "mentors"),
            ("at_least", "1", "mentors"),
            ("at_most", "2", "introducers"),
            ("at_least", "2", "introducers"),
            ("reach", ("3", "24"), "training_days"),
        )
    ]
