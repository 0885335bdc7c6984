"""No signals, no unexplained exceptions to a rule, no symbols that are not ours."""

import ast
import re
import tokenize
from pathlib import Path

from tests.architecture.source import ROOT, SOURCE, modules, name_of, tree_of
from tools.check_text import all_faults, committed, faults_in

FOLDERS = ("src", "tests", "tools", "benchmarks", "faults")
EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u26ff\u2705\u270a-\u270d\u2728\u2764\ufe0f]"
)
EMBLEM = re.compile(
    r"emblem|hammer|sickle|party[-_]?flag|dang[-_]?hui|guo[-_]?qi", re.IGNORECASE
)
PICTURES = {".svg", ".png", ".ico", ".jpg", ".webp", ".gif"}


def test_no_signals() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom)
        if (node.module or "").endswith("signals") or node.module == "django.dispatch"
    ]
    assert wrong == []


def comments(path: Path) -> list[tokenize.TokenInfo]:
    with path.open("rb") as file:
        return [
            t for t in tokenize.tokenize(file.readline) if t.type == tokenize.COMMENT
        ]


def unexplained(comment: str) -> bool:
    if "noqa" in comment and not re.search(r"noqa: [A-Z0-9, ]+ -- \S", comment):
        return True
    return "type: ignore" in comment and not re.search(
        r"type: ignore\[[\w, -]+\]  # \S", comment
    )


def test_every_exception_to_a_rule_gives_its_reason() -> None:
    wrong = [
        f"{name_of(path)}:{token.start[0]}"
        for folder in FOLDERS
        for path in modules(ROOT / folder)
        for token in comments(path)
        if unexplained(token.string)
    ]
    assert wrong == []


def test_what_counts_as_a_reason() -> None:
    assert unexplained("# noqa: S603")
    assert not unexplained("# noqa: S603 -- a fixed command")
    assert unexplained("# type: ignore[arg-type]")
    assert not unexplained("# type: ignore[arg-type]  # allauth has no types")


def test_no_emoji_in_what_people_read() -> None:
    wrong = [
        str(path)
        for path in committed()
        if path.suffix in {".html", ".po", ".md", ".yaml", ".js", ".css"}
        if EMOJI.search((ROOT / path).read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_no_emblem_among_the_pictures() -> None:
    wrong = [
        str(path)
        for path in committed()
        if path.suffix in PICTURES and EMBLEM.search(path.stem)
    ]
    assert wrong == []


def test_no_registry_address_no_secret_no_untrimmed_text() -> None:
    assert all_faults() == []


def test_the_reader_of_text_sees_each_fault() -> None:
    address = "https://registry." + "npmjs" + ".org/x"
    assert list(faults_in(address, name="a.json")) == [
        "a.json:1: an address of a package registry"
    ]
    assert list(faults_in("-----BEGIN " + "PRIVATE KEY", name="a.txt")) == [
        "a.txt:1: a private key"
    ]
    assert list(faults_in("{% blocktranslate %}", name="a.html")) == [
        "a.html:1: blocktranslate without trimmed"
    ]
    assert list(faults_in("{% blocktranslate trimmed %}", name="a.html")) == []


def test_the_django_admin_is_not_installed() -> None:
    settings = (SOURCE / "site" / "settings.py").read_text(encoding="utf-8")
    assert "django.contrib.admin" not in settings
