"""Filling the templates of letters, and the files that hold them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.book import BookError
from lianxin.kernel.rules.letter_files import (
    parse_layout,
    parse_letter_kinds,
    parse_letter_templates,
)
from lianxin.kernel.rules.letters import PLACE, filled

TITLE = "{en: A, zh-Hans: 甲, zh-Hant: 甲}"
TEMPLATE = f"""one:
  title: {TITLE}
  kind: notice
  fields:
    name:
      title: {TITLE}
  texts:
    zh-Hans: {{subject: "关于{{name}}", body: ["{{name}}，{{unit}}"]}}
    zh-Hant: {{subject: "關於{{name}}", body: ["{{name}}"]}}
"""


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("成立{name}。", {"name": "一支部"}, "成立一支部。"),
        ("[根据{basis}，]决定。", {"basis": ""}, "决定。"),
        ("[根据{basis}，]决定。", {"basis": "章程"}, "根据章程，决定。"),
        ("{name}", {"name": "[{basis}]"}, "[{basis}]"),
        ("[{one}和{two}]", {"one": "甲", "two": " "}, ""),
        ("{name}", {}, ""),
    ],
)
def test_filling(text: str, values: dict[str, str], expected: str) -> None:
    assert filled(text, values) == expected


@given(st.dictionaries(st.sampled_from(["one", "two"]), st.text(max_size=20)))
def test_what_is_filled_in_is_never_read_as_template(values: dict[str, str]) -> None:
    told = filled("甲{one}乙{two}丙", values)
    one, two = (values.get(name, "").strip() for name in ("one", "two"))
    assert told == f"甲{one}乙{two}丙"


def test_every_template_of_the_rulebook_can_be_filled_in_both_scripts() -> None:
    for template in rulebook.letter_templates().values():
        values = {name: f"〈{name}〉" for name in template.fields} | {"unit": "本单位"}
        assert template.missing(values) == []
        for text in template.texts.values():
            for piece in text.pieces():
                told = filled(piece, values)
                assert not PLACE.search(told)
                assert not re.search(r"[\[\]{}]", told)


def test_both_scripts_of_a_template_ask_for_the_same() -> None:
    for template in rulebook.letter_templates().values():
        asked = [
            [PLACE.findall(piece) for piece in text.pieces()]
            for text in template.texts.values()
        ]
        assert asked[0] == asked[1], template.code


def parsed(text: str) -> list[str]:
    found = parse_letter_templates(text, "t.yaml", rulebook.letter_kinds())
    return [template.code for template in found]


def test_a_template_is_read() -> None:
    assert parsed(TEMPLATE) == ["one"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("kind: notice", "kind: edict", "t.yaml:1: one: kind must be one of"),
        ("{name}，{unit}", "{nam}", "zh-Hans names {nam}, which is no field"),
        ('"關於{name}", body: ["{name}"]', '"a", body: ["b"]', "never says {name}"),
        ("zh-Hant: {subject", "zh-Hunt: {subject", "texts needs zh-Hans and zh-Hant"),
        ("    name:\n      title", "    name:\n      tittle", "unknown key 'tittle'"),
        (
            "    name:\n",
            "    name:\n      type: colour\n",
            "type must be one of line, text, day, number",
        ),
    ],
)
def test_a_wrong_template_is_refused_with_advice(old: str, new: str, fault: str):
    assert old in TEMPLATE
    with pytest.raises(BookError, match=re.escape(fault)):
        parsed(TEMPLATE.replace(old, new))


def test_a_kind_names_its_run_and_its_page() -> None:
    series = rulebook.letter_series()
    text = f"a:\n  title: {TITLE}\n  series: general\n  page: scroll\n"
    with pytest.raises(BookError, match="page must be one of document, letter"):
        parse_letter_kinds(text, "k.yaml", series)
    with pytest.raises(BookError, match="series must be one of general, letters"):
        parse_letter_kinds(
            text.replace("general", "secret").replace("scroll", "letter"),
            "k.yaml",
            series,
        )


def test_a_measure_names_its_clause() -> None:
    with pytest.raises(BookError, match="the clause that sets it"):
        parse_layout("a: {value: 1, unit: mm, sure: read}", "l.yaml")


def test_the_text_fits_the_page_of_the_standard() -> None:
    found = {code: float(m.value) for code, m in rulebook.letter_layout().items()}
    assert found["margin_left"] + found["text_wide"] < found["page_wide"]
    assert found["margin_top"] + found["text_high"] < found["page_high"]
    assert (found["lines_on_a_page"], found["characters_on_a_line"]) == (22, 28)
