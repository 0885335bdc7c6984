"""The documents say what is so: settings, commands, terms, decisions, mission."""

import json
import os
import re
import subprocess
import textwrap
from pathlib import Path

import pytest
import yaml
from django.core.management import load_command_class
from django.urls import get_resolver

from lianxin.kernel.rules.record_kinds import parse_record_kinds
from lianxin.kernel.sheets.kinds import parse_sheet_kinds
from lianxin.site.cli import OURS
from tests.architecture.source import ROOT, SOURCE

DOCS = ROOT / "docs"
PRODUCTION = (DOCS / "how-to" / "run-in-production.md").read_text(encoding="utf-8")
LINES_OF_A_SCREEN = 40


def all_documents() -> str:
    files = [ROOT / "README.md", *DOCS.rglob("*.md")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_variable_of_the_environment_is_told() -> None:
    read = set()
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        read |= set(re.findall(r'"((?:LIANXIN_[A-Z_]+|DATABASE_URL))"', text))
    settings = {"LIANXIN_READERS", "LIANXIN_FILES", "LIANXIN_HASH_KEY"}
    untold = {name for name in read - settings if f"`{name}`" not in PRODUCTION}
    assert untold == set()


def test_every_variable_told_is_read() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in SOURCE.rglob("*.py"))
    told = set(re.findall(r"`(LIANXIN_[A-Z_]+)`", PRODUCTION))
    assert {name for name in told if f'"{name}"' not in text} == set()


def our_commands() -> dict[str, str]:
    """Our commands and the app of each."""
    return {
        path.stem: ".".join(path.relative_to(SOURCE.parent).parts[:-3])
        for path in SOURCE.rglob("management/commands/*.py")
        if path.stem != "__init__"
    }


def test_the_list_of_commands_is_complete() -> None:
    ours = {"version" if name == "release" else name for name in our_commands()}
    assert ours == set(OURS)


# Words of Django's own help that say nothing to whoever runs a site.
PLUMBING = ("--settings", "--pythonpath", "--traceback", "--force-color", "verbosity")


@pytest.mark.parametrize("name", sorted(our_commands()))
def test_a_command_teaches(name: str) -> None:
    """Its help says what it is for in more than a line, with an example on a line."""
    command = load_command_class(our_commands()[name], name)
    shown = "version" if name == "release" else name
    printed = command.create_parser("lianxin", name).format_help()
    assert len(command.help) > 80
    assert printed.startswith(f"usage: lianxin {shown} ")
    assert re.search(
        rf"^  (?:LIANXIN_DEMO=1 )?lianxin {shown}\b", printed, re.MULTILINE
    )
    assert [word for word in PLUMBING if word in printed] == []


@pytest.mark.parametrize("name", sorted(set(OURS) - {"outline"}))
def test_a_command_stands_in_the_documents(name: str) -> None:
    assert f"lianxin {name}" in all_documents() or f"`{name}`" in all_documents()


def test_make_lists_its_targets_and_the_documents_name_real_ones() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    listed = subprocess.run(
        ["make", "--no-print-directory"],  # noqa: S607 -- make as the machine has it
        cwd=ROOT,
        env=os.environ | {"MAKEFLAGS": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert targets == {line.split()[0] for line in listed.stdout.splitlines()}
    shell = r"(?:^|`|&& )make ([a-z]+)"
    named = set(re.findall(shell, all_documents(), re.MULTILINE))
    assert named <= targets
    assert {"run", "test", "setup", "messages", "check"} <= named


def test_decisions_are_numbered_without_gaps() -> None:
    files = sorted((DOCS / "decisions").glob("*.md"))
    assert [int(p.name[:4]) for p in files] == list(range(1, len(files) + 1))
    for number, path in enumerate(files, start=1):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {number}. "), path.name
        assert re.search(r"^Date: \d{4}-\d\d-\d\d$", text, re.MULTILINE), path.name
        assert "**Decision.**" in text, path.name


def examples_of(how_to: str) -> str:
    """The YAML that a how-to gives to be copied."""
    text = (DOCS / "how-to" / f"{how_to}.md").read_text(encoding="utf-8")
    [block] = re.findall(r"^ *```yaml\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return textwrap.dedent(block)


def test_the_example_of_a_record_kind_is_read() -> None:
    [kind] = parse_record_kinds(examples_of("add-a-record-kind"), "records.yaml")
    assert (kind.code, kind.units) == ("reading_circle", ("branch", "department"))
    assert [own.code for own in kind.fields] == ["books"]


def test_the_example_of_a_sheet_kind_is_read() -> None:
    [kind] = parse_sheet_kinds(examples_of("add-a-sheet-kind"), "sheets.yaml")
    assert kind.code == "visits"
    assert [column.code for column in kind.columns] == ["name", "on"]


def dependencies() -> set[str]:
    """What `requirements/*.in` and `package.json` ask for, by name."""
    names = set()
    for path in (ROOT / "requirements").glob("*.in"):
        for line in path.read_text(encoding="utf-8").splitlines():
            found = re.match(r"[A-Za-z][\w.-]*", line)
            if found:
                names.add(found[0])
    told = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    return names | set(told["dependencies"]) | set(told["devDependencies"])


def test_each_dependency_is_decided_on() -> None:
    """Its job and licence stand in a table of the decisions."""
    files = (DOCS / "decisions").glob("*.md")
    decided = "\n".join(path.read_text(encoding="utf-8") for path in files).lower()
    rows = [row for row in decided.splitlines() if row.startswith("| ")]
    undecided = {
        name
        for name in dependencies()
        if not any(
            re.search(rf"(?<![\w-]){re.escape(name.lower())}(?![\w-])", r) for r in rows
        )
    }
    assert undecided == set()


def test_every_requirement_is_locked_with_hashes() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8").replace("\\\n", " ")
        locked = [line for line in text.splitlines() if re.match(r"[A-Za-z]", line)]
        assert locked, path.name
        assert [line for line in locked if "--hash=sha256:" not in line] == [], (
            path.name
        )
    told = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in told["packages"].items() if name}
    assert [n for n, one in packages.items() if "integrity" not in one] == []
    assert [n for n, one in packages.items() if "resolved" in one] == []


def terms() -> list[dict[str, str]]:
    text = (DOCS / "glossary.yaml").read_text(encoding="utf-8")
    return list(yaml.safe_load(text))


def test_a_term_has_one_wording_in_each_language() -> None:
    assert [t for t in terms() if set(t) != {"en", "zh-Hans", "zh-Hant"}] == []
    names = [t["en"] for t in terms()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("name", ["units", "posts", "records", "letters/kinds"])
def test_the_rulebook_speaks_as_the_glossary(name: str) -> None:
    text = (SOURCE / "rulebook" / f"{name}.yaml").read_text(encoding="utf-8")
    titles = [row["title"] for row in yaml.safe_load(text).values()]
    assert [title for title in titles if title not in terms()] == []


def mission_rows() -> list[list[str]]:
    text = (DOCS / "mission.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (M\d\d \|.*) \|$", text, re.MULTILINE)
    return [[cell.strip() for cell in row.split(" | ")] for row in rows]


def test_every_row_of_the_mission_stands_once() -> None:
    text = (DOCS / "mission.md").read_text(encoding="utf-8")
    not_yet = re.findall(r"\bM\d\d\b", text.partition("## Not yet")[2])
    works = [row[0].removesuffix(" |") for row in mission_rows()]
    assert sorted(works + not_yet) == [f"M{n:02}" for n in range(1, 42)]


def test_a_row_that_works_names_its_page_and_its_test() -> None:
    names = address_names()
    for row in mission_rows():
        pages = re.findall(r"`([\w-]+:[\w-]+)`", row[2])
        commands = re.findall(r"`lianxin (\w+)`", row[2])
        tests = re.findall(r"`(tests/[\w/.]+)`", row[3])
        assert pages or commands, row[0]
        assert set(pages) <= names, row[0]
        assert set(commands) <= set(OURS), row[0]
        assert tests, row[0]
        assert [t for t in tests if not (ROOT / t).exists()] == [], row[0]


def address_names() -> set[str]:
    found = set()
    resolver = get_resolver()
    for namespace, (_, inner) in resolver.namespace_dict.items():
        found |= {
            f"{namespace}:{name}"
            for name in inner.reverse_dict
            if isinstance(name, str)
        }
    return found


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_first_page_is_one_screen_and_its_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LINES_OF_A_SCREEN
    assert text.count("![") == 1
    assert "make run" in text
    assert "make test" in text


def links() -> list[tuple[Path, str]]:
    files = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    return [
        (path, target)
        for path in files
        for target in re.findall(
            r"\]\(([^)#\s]+)\)", path.read_text(encoding="utf-8").replace("\n", " ")
        )
        if not target.startswith("http")
    ]


def test_links_lead_somewhere() -> None:
    broken = [
        f"{path.name}: {target}"
        for path, target in links()
        if not (path.parent / target).exists()
    ]
    assert broken == []
