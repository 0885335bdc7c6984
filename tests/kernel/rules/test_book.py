"""A wrong rulebook is refused with file, line, key and advice."""

from importlib.resources import files

import pytest

from lianxin.kernel.actor import Reach
from lianxin.kernel.rules.book import (
    BookError,
    PostKind,
    Title,
    UnitKind,
    parse_post_kinds,
    parse_settings,
    parse_unit_kinds,
)
from lianxin.kernel.rules.record_kinds import parse_record_kinds

TITLE = "title: {en: Branch, zh-Hans: 支部, zh-Hant: 支部}"
NAMED = Title("Branch", "支部", "支部")


def test_unit_kinds_are_read():
    text = f"committee:\n  {TITLE}\n  line: party\nbranch:\n  {TITLE}\n  under: [committee]\n  members: party\n"
    assert parse_unit_kinds(text, "units.yaml") == (
        UnitKind("committee", NAMED, "party", ()),
        UnitKind("branch", NAMED, "", ("committee",), "party"),
    )


def test_post_kinds_are_read():
    text = (
        f"secretary:\n  {TITLE}\n  units: [branch]\n  second_factor: true\n"
        "  powers: {goals.see: below, goals.report: own}\n"
    )
    assert parse_post_kinds(text, "posts.yaml") == (
        PostKind(
            "secretary",
            NAMED,
            ("branch",),
            (("goals.see", Reach.BELOW), ("goals.report", Reach.OWN)),
            second_factor=True,
        ),
    )


def test_numbers_are_read():
    text = "soon:\n  value: 7\n  unit: days\n  why: because\n"
    assert parse_settings(text, "numbers.yaml") == {"soon": 7}


@pytest.mark.parametrize(
    ("language", "term"),
    [("en", "a"), ("zh-hans", "b"), ("zh-hant", "c"), ("fr", "b")],
)
def test_a_title_in_a_language(language, term):
    assert Title("a", "b", "c").into(language) == term


REFUSED = [
    (
        parse_unit_kinds,
        f"branch:\n  {TITLE}\n  lines: party\n",
        "x.yaml:3: branch: unknown key 'lines'; known are forms, line, members, title, under. "
        "Correct the spelling or remove the line.",
    ),
    (
        parse_unit_kinds,
        f"branch:\n  {TITLE}\n  line: a\n  line: b\n",
        "x.yaml:4: branch: 'line' is given twice; keep one of them.",
    ),
    (
        parse_unit_kinds,
        f"branch:\n  {TITLE}\nbranch:\n  {TITLE}\n",
        "x.yaml:3: branch: stands here a second time; join it with the first.",
    ),
    (
        parse_unit_kinds,
        f"# a comment\nbranch:\n  {TITLE}\n  under: [league]\n",
        "x.yaml:2: branch: under names 'league', which is no kind; name one of branch.",
    ),
    (
        parse_unit_kinds,
        f"branch:\n  {TITLE}\n  under: committee\n",
        "x.yaml:1: branch: under must be a list, such as [branch, group].",
    ),
    (
        parse_unit_kinds,
        "branch:\n  title: {en: Branch}\n",
        "x.yaml:1: branch: title needs en, zh-Hans and zh-Hant; give all three.",
    ),
    (
        parse_unit_kinds,
        "branch: party\n",
        "x.yaml:1: branch: must be a mapping with forms, line, members, title, under.",
    ),
    (parse_unit_kinds, "- a\n", "x.yaml: must hold a mapping of codes to entries."),
    (parse_unit_kinds, "", "x.yaml: must hold a mapping of codes to entries."),
    (
        parse_post_kinds,
        f"clerk:\n  {TITLE}\n  powers: {{goals.see: everywhere}}\n",
        "x.yaml:1: clerk: goals.see: reach must be own, below or all.",
    ),
    (
        parse_post_kinds,
        f"clerk:\n  {TITLE}\n  powers: [goals.see]\n",
        "x.yaml:1: clerk: powers must map each power to own, below or all.",
    ),
    (
        parse_post_kinds,
        f"clerk:\n  {TITLE}\n  second_factor: maybe\n",
        "x.yaml:1: clerk: second_factor must be true or false.",
    ),
    (
        parse_settings,
        "soon:\n  value: seven\n",
        "x.yaml:1: soon: value must be a whole number.",
    ),
    (
        parse_settings,
        "soon:\n  value: true\n",
        "x.yaml:1: soon: value must be a whole number.",
    ),
]


@pytest.mark.parametrize(("parse", "text", "message"), REFUSED)
def test_a_wrong_entry_is_refused(parse, text, message):
    with pytest.raises(BookError) as error:
        parse(text, "x.yaml")
    assert str(error.value) == message


def test_what_is_no_yaml_is_refused_with_the_line():
    with pytest.raises(BookError, match=r"(?s)^x\.yaml: not valid YAML .*line 2"):
        parse_unit_kinds("branch:\n  title: ]\n", "x.yaml")


def test_our_own_books_agree_with_each_other():
    folder = files("lianxin") / "rulebook"

    def text(name: str) -> str:
        return (folder / name).read_text(encoding="utf-8")

    units = {kind.code for kind in parse_unit_kinds(text("units.yaml"), "units.yaml")}
    records = parse_record_kinds(text("records.yaml"), "records.yaml")
    posts = parse_post_kinds(text("posts.yaml"), "posts.yaml")
    assert {unit for kind in records for unit in kind.units} - units == set()
    assert {unit for kind in posts for unit in kind.units} - units == set()
