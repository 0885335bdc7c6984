"""Every operation is written keyword-only and has a test file of its name."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT, SOURCE, apps, modules, name_of, tree_of


def files_of_operations(tier: str, app: str) -> Iterator[Path]:
    folder = SOURCE / tier / app
    if (folder / "operations.py").exists():
        yield folder / "operations.py"
    yield from modules(folder / "operations")


def operations() -> Iterator[tuple[str, str, Path, ast.FunctionDef]]:
    for tier, app in apps():
        for path in files_of_operations(tier, app):
            for node in tree_of(path).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield tier, app, path, node


def journalled() -> list[ast.FunctionDef]:
    """Operations with an actor: what people and jobs do."""
    return [
        node
        for _, _, _, node in operations()
        if "actor" in {argument.arg for argument in node.args.kwonlyargs}
    ]


def test_there_are_operations() -> None:
    assert "found_unit" in {node.name for node in journalled()}


def test_each_has_a_test_file_of_its_name() -> None:
    missing = []
    for tier, app, path, node in operations():
        folder = ROOT / "tests" / tier / app
        wanted = [f"test_{node.name}.py"]
        if tier == "base":
            wanted += ["test_operations.py", f"test_{path.stem}.py"]
        if not any(list(folder.rglob(name)) for name in wanted):
            missing.append(f"{name_of(folder)}/{wanted[0]}")
    assert missing == []


def test_who_acts_and_when_are_keywords() -> None:
    wrong = [
        f"{name_of(path)}: {node.name}"
        for _, _, path, node in operations()
        if {"actor", "at", "today"} & {argument.arg for argument in node.args.args}
    ]
    assert wrong == []


def test_each_operation_that_writes_says_when() -> None:
    wrong = [
        node.name
        for node in journalled()
        if not {"at", "today"} & {argument.arg for argument in node.args.kwonlyargs}
    ]
    assert wrong == []
