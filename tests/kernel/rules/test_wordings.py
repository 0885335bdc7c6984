"""Former wordings: the table, and finding them in a text."""

import pytest

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.book import BookError
from lianxin.kernel.rules.wordings import parse_wordings, superseded_in

ENTRY = {
    "old": "[从严治党]",
    "unless": "[全面从严治党]",
    "now": "全面从严治党",
    "since": "2017-10-24",
    "basis": "党章总纲",
    "sure": "high",
}


def table(**changes: str | None) -> str:
    values = {key: value for key, value in (ENTRY | changes).items() if value}
    return "one:\n" + "".join(f"  {key}: {value}\n" for key, value in values.items())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("發揮政治核心作用,提升凝聚力", ["political_core_role"]),
        ("坚持党要管党、从严治党", ["strict_governance"]),
        ("坚持“黨要管黨、從嚴治黨”", ["strict_governance"]),
        ("落实全面从严治党主体责任", []),
        ("全面从严治党，首先是从严治党", ["strict_governance"]),
        ("開展“四強黨組織”爭創", ["four_strong_organisations"]),
        ("“四强”党组织", ["four_strong_organisations"]),
        ("发挥领导作用，把方向、管大局、保落实", []),
        ("", []),
    ],
)
def test_former_wordings_are_found_in_either_script(text: str, codes: list[str]):
    found = superseded_in(text, rulebook.wordings())
    assert [each.wording.code for each in found] == codes


def test_the_table_says_what_is_said_now_and_on_what_basis():
    (one,) = parse_wordings(table(), "w.yaml")
    assert (one.old, one.unless, one.now, one.since.year, one.sure) == (
        ("从严治党",),
        ("全面从严治党",),
        "全面从严治党",
        2017,
        "high",
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"old": "[]"}, "old must list"),
        ({"old": None}, "old must list"),
        ({"now": None}, "now and basis"),
        ({"basis": None}, "now and basis"),
        ({"since": "2017"}, "since must be a day"),
        ({"sure": "quite"}, "sure must be"),
        ({"colour": "red"}, "unknown key 'colour'"),
    ],
)
def test_a_fault_in_the_table_is_named(changes: dict[str, str | None], says: str):
    with pytest.raises(BookError, match=says):
        parse_wordings(table(**changes), "w.yaml")
