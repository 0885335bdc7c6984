"""What text names (addresses, templates, dotted strings) is one's own or lower."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import (
    SOURCE,
    TIERS,
    home_of,
    home_of_label,
    may_name,
    modules,
    name_of,
    tree_of,
    words,
)

ADDRESS = re.compile(r"""\{%-?\s*url\s+["']([\w-]+):[\w-]+["']""")
TEMPLATE = re.compile(r"""\{%-?\s*(?:include|extends)\s+["']([^"'#]+)""")
COMPONENT = re.compile(r"<c-([a-z][\w.-]*)")
DOTTED = re.compile(rf"^lianxin\.({'|'.join(TIERS)})\.(\w+)")
ADDRESS_CALLS = {"address_of", "reverse", "reverse_lazy", "redirect", "resolve_url"}
LABEL_CALLS = {"get_model", "get_app_config", "later"}
NOT_FILES = {"vars", "slot"}


def templates() -> Iterator[Path]:
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        if home_of(path)[0] != "site":
            yield path


def homes_of_templates() -> dict[str, tuple[str, str]]:
    return {
        str(path).split("/templates/", 1)[1]: home_of(path)
        for path in SOURCE.rglob("templates/**/*.html")
    }


def named_in_template(text: str) -> Iterator[tuple[str, tuple[str, str] | None]]:
    known = homes_of_templates()
    for namespace in ADDRESS.findall(text):
        yield namespace, home_of_label().get(namespace)
    for name in TEMPLATE.findall(text):
        if name != "base.html":
            yield name, known.get(name)
    for name in set(COMPONENT.findall(text)) - NOT_FILES:
        file = "cotton/" + name.replace(".", "/").replace("-", "_") + ".html"
        kebab = "cotton/" + name.replace(".", "/") + ".html"
        yield f"c-{name}", known.get(file) or known.get(kebab)


@pytest.mark.parametrize("path", list(templates()), ids=name_of)
def test_a_template_names_its_own_or_lower(path: Path) -> None:
    wrong = []
    for name, home in named_in_template(path.read_text(encoding="utf-8")):
        if home is None:
            wrong.append(f"{name}: there is none")
        elif home[0] != "site" and not may_name(home_of(path), home):
            wrong.append(f"{name}: of {'/'.join(home)}, which is above or beside")
    assert wrong == []


def named_in_module(path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            dotted = DOTTED.match(node.value)
            if dotted:
                yield node.value, (dotted[1], "" if dotted[1] == "site" else dotted[2])
        elif isinstance(node, ast.Call) and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield from named_in_call(words(node.func), first.value)


def named_in_call(called: str, name: str) -> Iterator[tuple[str, tuple[str, str]]]:
    labels = home_of_label()
    called = called.rpartition(".")[2]
    if called in ADDRESS_CALLS and ":" in name:
        yield name, labels[name.partition(":")[0]]
    if called in LABEL_CALLS and name.partition(".")[0] in labels:
        yield name, labels[name.partition(".")[0]]


def test_a_module_names_its_own_or_lower() -> None:
    wrong = [
        f"{name_of(path)}: {name}"
        for path in modules()
        if home_of(path)[0] != "site"
        for name, home in named_in_module(path)
        if not may_name(home_of(path), home)
    ]
    assert wrong == []


WHOLE_ADDRESS = re.compile(r"([a-z]+):[a-z_-]+")
# The library of rules says which page a rule drives, as rules/pages.yaml does: by a name
# that is looked up, and left out where there is no such page.
PAGES_OF_RULES = {
    ("src/lianxin/base/rules/queries/duties.py", "duties:own"),
    ("src/lianxin/base/rules/queries/library.py", "units:unit"),
}


def named_in_strings(path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Addresses and templates, wherever their names are written."""
    labels, templates_of = home_of_label(), homes_of_templates()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            address = WHOLE_ADDRESS.fullmatch(node.value)
            if address and address[1] in labels:
                yield node.value, labels[address[1]]
            elif node.value in templates_of:
                yield node.value, templates_of[node.value]


def test_no_string_names_an_address_or_a_template_from_above() -> None:
    """Of the site's templates those that all pages extend or fall back on are free."""
    wrong = {
        (name_of(path), name)
        for path in modules()
        if home_of(path)[0] != "site"
        for name, home in named_in_strings(path)
        if home[0] != "site" and not may_name(home_of(path), home)
    }
    assert wrong == PAGES_OF_RULES


def test_modules_are_found_by_name_at_the_site_and_by_jobs_only() -> None:
    callers = {
        name_of(path)
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        if words(node.func).rpartition(".")[2] in {"import_module", "import_string"}
    }
    allowed = {
        "src/lianxin/base/jobs/bounded.py",
        "src/lianxin/base/jobs/operations.py",
        "src/lianxin/base/journal/operations.py",
        "src/lianxin/base/ui/panels.py",
        "src/lianxin/base/ui/refs.py",
    }
    assert callers <= allowed


@pytest.mark.parametrize(
    ("one", "other", "allowed"),
    [
        (("org", "people"), ("org", "units"), True),
        (("org", "units"), ("org", "people"), False),
        (("facts", "records"), ("org", "people"), True),
        (("base", "ui"), ("org", "units"), False),
        (("desks", "home"), ("desks", "mine"), True),
        (("programmes", "care"), ("programmes", "visits"), False),
    ],
)
def test_who_may_name_whom(
    one: tuple[str, str], other: tuple[str, str], allowed: bool
) -> None:
    assert may_name(one, other) is allowed
