"""The clock is read in one module, and that module is asked by few."""

import ast
from pathlib import Path

from tests.architecture.source import SOURCE, home_of, modules, name_of, tree_of, words

CLOCK = SOURCE / "base" / "ui" / "clock.py"
READINGS = {
    "timezone.now",
    "timezone.localdate",
    "date.today",
    "datetime.today",
    "datetime.now",
    "datetime.utcnow",
    "time.time",
    "datetime.date.today",
    "datetime.datetime.now",
}
# Panels and allauth's adapters stand where views stand: they are given the request.
MAY_ASK = {"views", "tasks", "api", "management", "middleware", "panels", "adapters"}


def test_nothing_else_reads_the_clock() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno} {words(node)}"
        for path in modules()
        if path != CLOCK
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and words(node) in READINGS
    ]
    assert wrong == []


def test_localtime_is_given_its_instant() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        if path != CLOCK
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and not node.args
        if words(node.func).rpartition(".")[2] == "localtime"
    ]
    assert wrong == []


def asks_the_clock(path: Path) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "lianxin.base.ui"
        and "clock" in {alias.name for alias in node.names}
        for node in ast.walk(tree_of(path))
    )


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[2].removesuffix(".py")


def test_only_who_answers_a_request_or_runs_a_job_asks_for_the_time() -> None:
    wrong = [
        name_of(path)
        for path in modules()
        if home_of(path)[0] != "site" and home_of(path) != ("base", "ui")
        if asks_the_clock(path) and room_of(path) not in MAY_ASK
    ]
    assert wrong == []
