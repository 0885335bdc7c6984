"""The rulebook's values: each has cases that notice if it changes."""

from datetime import date

import pytest

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.book import BookError, Title
from lianxin.kernel.rules.case_files import Case, parse_cases
from lianxin.kernel.rules.shapes import Brackets
from lianxin.kernel.rules.value_files import (
    joined,
    parse_left_out,
    parse_regulations,
    parse_rules,
)
from lianxin.kernel.rules.values import (
    Bounds,
    Counted,
    Fit,
    Rule,
    Span,
    checks,
)
from tests.kernel.rules.altering import altered

TODAY = date(2026, 11, 23)


def test_each_case_holds_and_names_its_article():
    wrong: list[Case] = []
    for case in rulebook.cases():
        edition = rulebook.value(case.rule, on=case.on)
        assert edition is not None, case
        if not case.holds(edition.value) or case.article != edition.source.article:
            wrong.append(case)
    assert wrong == []


@pytest.mark.parametrize("rule", rulebook.rules().values(), ids=lambda r: r.code)
def test_no_value_can_change_without_a_case_that_fails(rule: Rule):
    cases = [case for case in rulebook.cases() if case.rule == rule.code]
    for edition in rule.editions:
        here = [case for case in cases if rule.on(case.on) is edition]
        changes = list(altered(edition.value, [case.given for case in here]))
        assert changes
        unnoticed = [v for v in changes if all(case.holds(v) for case in here)]
        assert unnoticed == []


def test_an_article_known_from_memory_is_not_printed():
    edition = rulebook.value("committee_size", on=TODAY)
    assert edition is not None
    assert edition.source.cite("zh-hans") == (
        "《中国共产党国有企业基层组织工作条例（试行）》"
    )
    edition = rulebook.value("branch_members", on=TODAY)
    assert edition is not None
    assert edition.source.cite("zh-hans") == "《中国共产党支部工作条例（试行）》第4条"
    assert edition.source.cite("zh-hant").endswith("第4條")
    assert edition.source.cite("en").endswith(", Article 4")
    edition = rulebook.value("state_assets_and_staff", on=TODAY)
    assert edition is not None
    assert edition.source.cite("zh-hans").endswith("第37、41条")


def test_what_is_not_known_for_a_day_is_not_answered():
    assert rulebook.value("probation", on=date(2026, 5, 10)) is None
    assert rulebook.value("probation", on=date(2026, 5, 11)) is not None
    with pytest.raises(KeyError):
        rulebook.value("no_such_rule", on=TODAY)


def test_every_kind_of_unit_that_a_rule_names_is_known():
    named = {kind for rule in rulebook.rules().values() for kind in rule.units}
    assert named - set(rulebook.unit_kinds()) == set()


def test_every_code_of_a_case_has_words():
    words, unknown = rulebook.words_of_rules(), set()
    for case in rulebook.cases():
        value = rulebook.rules()[case.rule].on(case.on).value
        if isinstance(value, Bounds | Span | Brackets):
            continue
        given = case.given if isinstance(case.given, list | dict) else [case.given]
        unknown |= {code for code in given if code} - {*words, "part"}
    assert unknown == set()


def asked(members: int, full: int, *posts: str, kind: str = "branch"):
    counts = {
        Counted.MEMBERS: members,
        Counted.FULL_MEMBERS: full,
        Counted.COMMITTEE: len(posts),
        Counted.DEPUTIES: posts.count("branch_deputy"),
    }
    found = checks(kind, counts=counts, posts=posts, on=TODAY, book=rulebook.rules())
    return [(c.rule.code, c.found, c.fit, c.missing) for c in found]


def test_six_full_and_two_probationary_members_need_no_committee():
    assert asked(8, 6, "branch_secretary") == [
        ("branch_full_members", 6, Fit.WITHIN, ()),
        ("branch_members", 8, Fit.WITHIN, ()),
        ("branch_secretary_post", None, Fit.WITHIN, ()),
        ("branch_deputies", 0, Fit.WITHIN, ()),
    ]


def test_a_branch_too_small_for_a_committee_needs_a_secretary_all_the_same():
    assert asked(4, 4)[2] == (
        *("branch_secretary_post", None, Fit.BELOW),
        ("branch_secretary",),
    )


def test_who_may_not_count_members_is_asked_for_neither():
    found = checks("branch", counts={}, posts=(), on=TODAY, book=rulebook.rules())
    assert found == ()


def test_seven_full_members_need_a_committee_with_its_posts():
    assert asked(7, 7, "branch_secretary", "organisation_member")[2:] == [
        ("branch_committee_size", 2, Fit.BELOW, ()),
        (
            "branch_committee_posts",
            None,
            Fit.BELOW,
            ("publicity_member", "discipline_officer"),
        ),
        ("branch_deputies", 0, Fit.WITHIN, ()),
    ]


def test_a_general_branch_counts_all_members():
    assert asked(50, 40, kind="general_branch") == [
        ("general_branch_members", 50, Fit.WITHIN, ()),
        ("general_branch_committee_size", 0, Fit.BELOW, ()),
    ]
    assert asked(49, 49, kind="general_branch")[0][2] is Fit.BELOW
    assert asked(100, 100, kind="general_branch")[0][2] is Fit.ABOVE


def test_nothing_is_asked_of_other_kinds_nor_before_a_rule_was_in_force():
    assert asked(1, 1, kind="department") == []
    counts = {Counted.MEMBERS: 1, Counted.FULL_MEMBERS: 1}
    early, book = date(2018, 10, 27), rulebook.rules()
    assert checks("branch", counts=counts, posts=(), on=early, book=book) == ()


def test_a_later_edition_takes_the_place_of_an_earlier_one():
    rule = one(
        "{since: 2014-01-01, least: 3, regulation: r, sure: read, checked: 2026-11-23}",
        "{since: 2020-01-01, least: 5, regulation: r, sure: read, checked: 2026-11-23}",
    )
    before, after = rule.on(date(2019, 12, 31)), rule.on(date(2020, 1, 1))
    assert before is not None
    assert after is not None
    assert (before.value, after.value) == (Bounds(least=3), Bounds(least=5))


NAMES = {"r": Title("R", "《甲》", "《甲》")}
GOOD = "{since: 2014-01-01, least: 3, regulation: r, sure: read, checked: 2026-11-23}"
HEAD = "# a comment\nsize:\n  title: {en: A, zh-Hans: 甲, zh-Hant: 甲}\n"


def one(*editions: str, more: str = "  counted: members\n") -> Rule:
    rows = "".join(f"    - {edition}\n" for edition in editions)
    text = f"{HEAD}{more}  editions:\n{rows}"
    (rule,) = parse_rules(text, "f.yaml", NAMES)
    return rule


def with_value(text: str) -> str:
    return GOOD.replace("least: 3", text)


@pytest.mark.parametrize(
    ("editions", "advice"),
    [
        ([with_value("lest: 3")], "unknown key 'lest'"),
        ([with_value("least: 3, after: {years: 1}")], "gives one value"),
        ([with_value("article: '1'")], "gives one value"),
        ([with_value("least: 0")], "a whole number from 1 on"),
        ([with_value("least: true")], "a whole number from 1 on"),
        ([with_value("after: {weeks: 1}")], "give whole numbers for days, months"),
        ([with_value("after: 3")], "give whole numbers for days, months"),
        ([with_value("among: full")], "among must be a list"),
        ([GOOD.replace("regulation: r", "regulation: x")], "add it there first"),
        ([GOOD.replace("sure: read", "sure: quite")], "sure must be one of read"),
        ([GOOD.replace("2014-01-01", "early")], "since must be a day"),
        ([GOOD.replace("2026-11-23", "x")], "checked must be a day"),
        ([GOOD, GOOD], "sort them"),
        (["text"], "must be a mapping"),
        (
            [GOOD.replace("regulation", "until: 2013-01-01, regulation")],
            "not be before",
        ),
        (
            [
                GOOD.replace("regulation", "until: 2021-01-01, regulation"),
                GOOD.replace("2014-01-01", "2020-01-01"),
            ],
            "must end before the next one begins",
        ),
        (
            [GOOD.replace("sure", "article: '1', article_unchecked: '2', sure")],
            "not both",
        ),
    ],
)
def test_a_wrong_edition_is_refused_with_its_place_and_advice(editions, advice):
    with pytest.raises(BookError, match=advice) as caught:
        one(*editions)
    assert str(caught.value).startswith("f.yaml:2: size: ")


def test_a_wrong_rule_is_refused():
    with pytest.raises(BookError, match=r"f\.yaml:4: size: unknown key 'count'"):
        one(GOOD, more="  count: members\n")
    with pytest.raises(BookError, match="counted must be one of members"):
        one(GOOD, more="  counted: sheep\n")
    with pytest.raises(BookError, match="counted must say"):
        one(GOOD, more="")
    with pytest.raises(BookError, match="at least one edition"):
        parse_rules(f"{HEAD}  editions: []\n", "f.yaml", NAMES)
    with pytest.raises(BookError, match="stands in two files"):
        joined(iter([one(GOOD), one(GOOD)]))
    with pytest.raises(BookError, match="where names 'other'"):
        joined(iter([one(GOOD, more="  counted: members\n  where: other\n")]))
    with pytest.raises(BookError, match=r"g\.yaml:1: r: title needs"):
        parse_regulations("r:\n  title: R\n", "g.yaml")
    with pytest.raises(BookError, match="'other' has no words; add it to rules/words"):
        joined(iter([one(with_value("items: [other]"))]), words={})


def test_a_row_is_left_out_once_and_with_a_reason():
    text = "news:\n  why: Asks nothing.\n  rows: ['12.15']\n"
    assert parse_left_out(text, "l.yaml") == {"12.15": "Asks nothing."}
    with pytest.raises(BookError, match=r"l\.yaml:1: news: give why, in words"):
        parse_left_out("news:\n  rows: ['12.15']\n", "l.yaml")
    with pytest.raises(
        BookError, match=r"l\.yaml:4: old: row 12\.15 is left out twice"
    ):
        parse_left_out(f"{text}{text.replace('news', 'old')}", "l.yaml")


def test_an_edition_that_ends_is_no_answer_afterwards():
    rule = one(GOOD.replace("regulation", "until: 2023-12-31, regulation"))
    assert rule.on(date(2023, 12, 31)) is rule.latest
    assert rule.on(date(2024, 1, 1)) is None


@pytest.mark.parametrize(
    ("body", "advice"),
    [
        ("  day: 2026-01-01\n", "cases must be a list"),
        ("  day: x\n  cases: [{given: 1, expect: below}]\n", "day must be a day"),
        ("  day: 2026-01-01\n  cases: [{given: 1}]\n", "exactly given and expect"),
        ("  when: 2026-01-01\n", "unknown key 'when'"),
    ],
)
def test_a_wrong_case_is_refused(body, advice):
    with pytest.raises(BookError, match=advice):
        parse_cases(f"size:\n{body}", "c.yaml")


@pytest.mark.parametrize(
    ("span", "day", "leads_to"),
    [
        (Span(months=1), date(2028, 1, 31), date(2028, 2, 29)),
        (Span(months=1), date(2026, 12, 31), date(2027, 1, 31)),
        (Span(months=12), date(2026, 12, 1), date(2027, 12, 1)),
        (Span(months=2, before=True), date(2027, 1, 31), date(2026, 11, 30)),
        (Span(days=90), date(2026, 11, 23), date(2027, 2, 21)),
    ],
)
def test_a_span_leads_to_a_day(span, day, leads_to):
    assert span.from_day(day) == leads_to
