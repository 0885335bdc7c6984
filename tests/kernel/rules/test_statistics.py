"""Statistical tables as data: read, and refused with file and line where wrong."""

from importlib.resources import files

import pytest

from lianxin.kernel.rules.book import BookError, Title
from lianxin.kernel.rules.statistics import Counted, Line, parse_statistics

TITLE = "{en: All, zh-Hans: 合计, zh-Hant: 合計}"
ALL = Title("All", "合计", "合計")


def table(rows: str = f"[{{title: {TITLE}}}]", counts: str = "members") -> str:
    return (
        f"members:\n  title: {TITLE}\n  counts: {counts}\n"
        f"  columns: [{{title: {TITLE}}}]\n  rows: {rows}\n"
    )


def row(where: str) -> str:
    return f"[{{title: {TITLE}, where: {{{where}}}}}]"


def test_a_table_is_read() -> None:
    where = row("sex: [f], age: [36, ~], education: [大学]")
    found = parse_statistics(table(where), "t.yaml")["members"]
    assert (found.title, found.counts) == (ALL, Counted.MEMBERS)
    assert found.columns == (Line(ALL, {}),)
    assert found.rows == (
        Line(ALL, {"sex": ("f",), "age": (36, None), "education": ("大学",)}),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (table(row("colour: [red]")), "t.yaml:5: unknown key 'colour'; known are "),
        (table(row("sex: [x]")), "t.yaml:5: 'x' is not one of f, m, unknown."),
        (table(row("age: [3]")), "t.yaml:5: must be two whole numbers"),
        (table(row("age: [9, 3]")), "t.yaml:5: the first number is above"),
        (table(row("age: [a, 3]")), "t.yaml:5: must be two whole numbers"),
        (table(row("sex: []")), "t.yaml:5: must be a list with at least one item."),
        (table(counts="cats"), "t.yaml:3: counts must be one of members, changes, "),
        (table(row("sex: [f]"), counts="units"), "t.yaml:5: unknown key 'sex'; "),
        (table("[]"), "t.yaml:5: must be a list with at least one item."),
        (table("[{where: {}}]"), "t.yaml:5: title is missing; give it."),
        (table() + "  more: 1\n", "t.yaml:6: unknown key 'more'; known are title, "),
        (table() + table(), "t.yaml:6: 'members' is given twice; keep one."),
        ("members: 3\n", "t.yaml:1: must be a mapping of keys to values."),
        ("", "t.yaml:1: must be a mapping of keys to values."),
        ("a: [\n", "t.yaml: not valid YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(BookError) as error:
        parse_statistics(text, "t.yaml")
    assert str(error.value).startswith(told)


def test_the_tables_of_the_rulebook_are_read() -> None:
    path = files("lianxin") / "rulebook" / "statistics" / "tables.yaml"
    found = parse_statistics(path.read_text(encoding="utf-8"), "tables.yaml")
    assert list(found) == [
        "members_by_standing",
        "members_by_age",
        "members_by_education",
        "members_by_years",
        "changes",
        "units",
        "branches_by_size",
    ]
    for each in found.values():
        titles = [line.title for line in each.rows]
        assert len(set(titles)) == len(titles)
