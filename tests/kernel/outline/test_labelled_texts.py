"""Invented texts of every kind with every trap, labelled by hand in texts/."""

import pytest

from lianxin.kernel.outline import outline
from tests.kernel.outline.labelled import all_names, labelled, wrapped

NAMES = all_names()
WITHOUT_TABLES = [name for name in NAMES if "\t" not in labelled(name).text.strip("\t")]
# Set so narrow that one break parts a marker from its series, or leaves a heading as
# wide as the page: nobody could tell.
UNDECIDABLE = {("44_qa_sections", 70)}


def items(found):
    return [
        {
            "level": node.level,
            "marker": node.marker,
            "heading": node.heading,
            "start": node.start,
        }
        for node in found.nodes
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_item_is_found_with_its_level_and_heading(name):
    expected = labelled(name)

    assert items(outline(expected.text)) == expected.nodes


@pytest.mark.parametrize("name", NAMES)
def test_title_script_and_guidance_are_told(name):
    expected = labelled(name)
    found = outline(expected.text)

    assert (found.title, found.script, found.guidance) == (
        expected.title,
        expected.script,
        expected.guidance,
    )


@pytest.mark.parametrize(
    ("name", "width", "indent", "page"),
    [
        (name, width, indent, page)
        for name in WITHOUT_TABLES
        for width, indent, page in (
            (44, False, 0),
            (56, True, 20),
            (64, False, 15),
            (70, True, 12),
        )
        if (name, width) not in UNDECIDABLE
    ],
)
def test_hard_wrapped_lines_change_nothing(name, width, indent, page):
    expected = wrapped(labelled(name), width=width, indent=indent, page=page)

    assert items(outline(expected.text)) == expected.nodes


@pytest.mark.parametrize("name", NAMES)
def test_windows_line_ends_change_only_the_offsets(name):
    expected = labelled(name)
    found = outline(expected.text.replace("\n", "\r\n"))

    assert [(n.level, n.marker, n.heading) for n in found.nodes] == [
        (n["level"], n["marker"], n["heading"]) for n in expected.nodes
    ]
