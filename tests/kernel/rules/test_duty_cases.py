"""The duties of the rulebook: each value has a case that notices if it changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.book import BookError
from lianxin.kernel.rules.duties import Duty, DutyEdition, Each, Need
from lianxin.kernel.rules.duty_files import (
    DutyAnswer,
    DutyCase,
    Known,
    parse_duties,
    parse_duty_cases,
)

KNOWN = Known(
    regulations=dict.fromkeys(["a"], rulebook.duties()["party_day"].title),
    units=("branch",),
    records=("party_day",),
    posts=("branch_secretary",),
)
TITLE = "title: {en: A, zh-Hans: 甲, zh-Hant: 甲}"
HEAD = f"a:\n  {TITLE}\n  units: [branch]\n  counts: [party_day]\n"
EDITION = (
    "{each: month, least: 1, since: 2018-10-28, regulation: a, sure: read,"
    " checked: 2026-11-26}"
)


def answer(case: DutyCase, duty: Duty) -> DutyAnswer:
    return case.answer(
        duty,
        soon_days=rulebook.number("duty_soon_days"),
        least_percent=rulebook.number("duty_least_percent"),
    )


@pytest.mark.parametrize(
    "case", rulebook.duty_cases(), ids=lambda c: f"{c.duty}-{c.begins}-{c.expect}"
)
def test_a_case_holds(case: DutyCase) -> None:
    assert answer(case, rulebook.duties()[case.duty]) == case.expected


def altered(duty: Duty) -> Iterator[Duty]:
    """The duty with each of its values changed, taken away or turned."""
    yield replace(duty, is_usual=not duty.is_usual)
    if duty.is_usual:
        return
    for name in ("units", "counts", "posts", "parts"):
        codes = getattr(duty, name)
        for code in codes:
            yield replace(
                duty, **{name: tuple(c for c in codes if c != code) or ("x",)}
            )
    for edition in duty.editions:
        for other in _altered_editions(edition):
            yield replace(
                duty,
                editions=tuple(other if e is edition else e for e in duty.editions),
            )


def _altered_editions(edition: DutyEdition) -> Iterator[DutyEdition]:
    yield replace(edition, least=edition.least + 1)
    yield from (replace(edition, needs=edition.needs - {n}) for n in edition.needs)
    if edition.led_by:
        yield replace(edition, led_by=())
        yield replace(edition, led_by=("deputy_committee_secretary",))
    for each in Each:
        if each is not edition.each and each is not Each.REVIEW_YEAR:
            yield replace(edition, each=each, months=None)
    if edition.months:
        yield replace(edition, months=replace(edition.months, opens=9))
        yield replace(edition, months=replace(edition.months, closes=4))
    assert edition.source
    yield replace(edition, source=replace(edition.source, article="99"))


@pytest.mark.parametrize("duty", rulebook.duties().values(), ids=lambda d: d.code)
def test_no_value_can_change_without_a_case_that_fails(duty: Duty) -> None:
    cases = [case for case in rulebook.duty_cases() if case.duty == duty.code]
    unnoticed = [
        other
        for other in altered(duty)
        if all(answer(case, other) == case.expected for case in cases)
    ]
    assert unnoticed == []


def test_every_case_is_of_a_duty() -> None:
    assert {case.duty for case in rulebook.duty_cases()} == set(rulebook.duties())


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (f"a:\n  {TITLE}\n  unit: [branch]\n", "d.yaml:3: a: unknown key 'unit'"),
        (f"a:\n  {TITLE}\n  units: [x]\n", "units names 'x', which is no kind"),
        (f"a:\n  {TITLE}\n  units: [branch]\n", "counts must name at least one"),
        (HEAD, "editions must be a list"),
        (
            HEAD + f"  editions: [{EDITION.replace('month', 'week')}]\n",
            "each must be one",
        ),
        (
            HEAD + f"  editions: [{EDITION.replace('least: 1', 'least: 0')}]\n",
            "least must",
        ),
        (
            HEAD + f"  editions: [{EDITION.replace('least', 'most')}]\n",
            "unknown key 'most'",
        ),
        (HEAD + f"  editions: [{EDITION}, {EDITION}]\n", "give that one an until"),
        (
            HEAD + f"  editions: [{EDITION.replace('{', '{opens: 3, ')}]\n",
            "review_year",
        ),
        (
            HEAD + f"  editions: [{EDITION.replace('{', '{needs: [x], ')}]\n",
            "needs must be",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(wrong: str, told: str) -> None:
    with pytest.raises(BookError) as error:
        parse_duties(wrong, "d.yaml", KNOWN)
    assert told in str(error.value)
    assert "d.yaml:" in str(error.value)


def test_a_case_says_what_a_record_holds() -> None:
    [case] = parse_duty_cases(
        "a:\n  cases: [{begins: 2026-01-01, asked: 2026-01-02,"
        " held: [2026-01-01 party_day host minutes], expect: met}]\n",
        "c.yaml",
    )
    assert case.held[0].holds == {Need.HOST, Need.MINUTES}
    assert case.held[0].on + timedelta(days=1) == case.on
