"""Kinds of sheet take the numbers of regulations from their rules."""

from lianxin.base.rulebook import queries as rulebook


def test_checks_of_activists_read_the_rules_of_admission() -> None:
    checks = [
        check
        for check in rulebook.sheet_kinds()["activists"].checks
        if "basis" in check.values
    ]
    limits = [c.values.get("months") or c.values.get("times") for c in checks]
    assert limits == ["216", "12", "2"]
    assert [check.values["basis"] for check in checks] == [
        rulebook.rules()[code].latest.source.cite("zh-hans")
        for code in ("applicant_age", "activist_wait", "mentors")
    ]
