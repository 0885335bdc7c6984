"""Icons, classes and scripts that templates name are there, and none for nothing."""

import ast
import json
import re
from collections.abc import Iterator

import pytest

from lianxin.base.ui.wording import ICONS
from tests.architecture.source import ROOT, SOURCE, modules, tree_of, words

SITE = SOURCE / "site"
CSS = SITE / "static" / "css" / "lianxin.css"
LISTED = json.loads((ROOT / "tools" / "assets" / "icons.json").read_text("utf-8"))
NAMED = (
    r"""\{%\s*icon\s+["']([\w-]+)""",
    r"""<c-(?:empty|step)\b[^>]*?\sicon=["']([a-z-]+)""",
    r"""<c-vars\b[^>]*?\sicon=["']([a-z-]+)""",
)


def named_in_templates() -> Iterator[str]:
    for path in SOURCE.rglob("templates/**/*.html"):
        text = path.read_text("utf-8")
        for pattern in NAMED:
            yield from re.findall(pattern, text)


def places_of_icons(tree: ast.Module) -> dict[str, int]:
    """Classes and functions of a file that take an `icon`, and at which place."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            names = [
                line.target.id
                for line in node.body
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
            ]
        elif isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args]
        else:
            continue
        if "icon" in names:
            found[node.name] = names.index("icon")
    return found


def named_in_modules() -> Iterator[str]:
    for path in modules():
        tree = tree_of(path)
        places = places_of_icons(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or words(node.func) not in places:
                continue
            by_name = [word.value for word in node.keywords if word.arg == "icon"]
            given = by_name or node.args[places[words(node.func)] :][:1]
            yield from (g.value for g in given if isinstance(g, ast.Constant))


def test_every_icon_named_is_in_the_sprite_and_every_one_there_is_named() -> None:
    named = {*named_in_templates(), *named_in_modules(), *ICONS.values()}
    assert sorted(named) == LISTED


def block(selector: str) -> dict[str, str]:
    css = CSS.read_text("utf-8")
    inside = css[css.index(selector) :].partition("{")[2].partition("}")[0]
    return dict(re.findall(r"(--[\w-]+): ([^;]+);", inside))


def test_dark_by_choice_and_dark_by_the_system_are_the_same() -> None:
    assert block(':root[data-bs-theme="dark"]') == block(':root[data-bs-theme="auto"]')


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(d * 2 for d in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    *[(tone, f"{tone}-bg") for tone in ("done", "open", "soon", "late", "na")],
    *[(tone, "surface") for tone in ("done", "open", "soon", "late", "na")],
    ("ink", "paper"),
    ("muted", "paper"),
    ("muted", "sunken"),
    ("link", "paper"),
    ("wrong", "wrong-bg"),
    ("accent-ink", "surface"),
    ("on-accent", "accent"),
]


@pytest.mark.parametrize("theme", [":root {", ':root[data-bs-theme="dark"]'])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_words_can_be_read(theme: str, front: str, back: str) -> None:
    colours = block(":root {") | block(theme)
    assert contrast(colours[f"--{front}"], colours[f"--{back}"]) >= 4.5


def test_no_template_has_a_style_or_a_script_of_its_own() -> None:
    wrong = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("templates/**/*.html")
        if re.search(
            r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\shx-on|hx-vars",
            path.read_text("utf-8"),
        )
    ]
    assert wrong == []


def test_no_component_is_longer_than_forty_lines() -> None:
    wrong = [
        path.name
        for path in SOURCE.rglob("templates/cotton/*.html")
        if len(path.read_text("utf-8").splitlines()) > 40
        or "<c-vars" not in path.read_text("utf-8")
    ]
    assert wrong == []
