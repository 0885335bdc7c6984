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


def exported(tier: str, app: str) -> set[str] | None:
    """What a package of operations offers; None where it is one module."""
    package = SOURCE / tier / app / "operations" / "__init__.py"
    if not package.exists():
        return None
    return {
        alias.name
        for node in tree_of(package).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def operations() -> Iterator[tuple[str, str, Path, ast.FunctionDef]]:
    for tier, app in apps():
        offered = exported(tier, app)
        for path in files_of_operations(tier, app):
            for node in tree_of(path).body:
                if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                    continue
                if offered is None or node.name in offered:
                    yield tier, app, path, node


def has_actor(node: ast.FunctionDef) -> bool:
    return "actor" in {argument.arg for argument in node.args.kwonlyargs}


def journalled() -> list[ast.FunctionDef]:
    """Operations with an actor: what people and jobs do."""
    return [node for _, _, _, node in operations() if has_actor(node)]


def test_there_are_operations() -> None:
    assert "found_unit" in {node.name for node in journalled()}


def test_each_has_a_test_file_of_its_name() -> None:
    missing = []
    for tier, app, _path, node in operations():
        folder = ROOT / "tests" / tier / app
        wanted = f"test_{node.name.rstrip('_')}.py"
        if has_actor(node) and not list(folder.rglob(wanted)):
            missing.append(f"{name_of(folder)}/{wanted}")
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
