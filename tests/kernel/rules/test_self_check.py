"""The software beside the rules on software: each rule has an answer."""

import pytest

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.book import BookError
from lianxin.kernel.rules.self_check import Keeper, parse_self_check

TITLE = "title: {en: Done so, zh-Hans: 已做到, zh-Hant: 已做到}"


def test_each_rule_on_software_has_an_answer_and_nothing_else_has() -> None:
    answered = [answer.rule for answer in rulebook.self_check()]
    assert answered == [rule.code for rule in rulebook.rules_by_chapter()["burden"]]


def test_an_answer_says_who_keeps_the_rule_and_where_it_shows() -> None:
    text = f"no_check_in:\n  kept: software\n  page: mine:data\n  {TITLE}\n"
    (one,) = parse_self_check(text, "s.yaml")
    said = (one.rule, one.keeper, one.words.en, one.page)
    assert said == ("no_check_in", Keeper.SOFTWARE, "Done so", "mine:data")


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("kept: perhaps", "kept must be software, enterprise or missing."),
        ("keeper: software", "unknown key 'keeper'"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(line: str, advice: str) -> None:
    with pytest.raises(BookError, match=r"s\.yaml:\d+") as refused:
        parse_self_check(f"no_check_in:\n  {line}\n  {TITLE}\n", "s.yaml")
    assert advice in str(refused.value)
