"""Files and functions stay small enough to be read at one go."""

import ast

from tests.architecture.source import ROOT, functions, modules, name_of

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 50
FOLDERS = ("src", "tests", "tools", "benchmarks", "faults")


def test_files() -> None:
    wrong = [
        f"{name_of(path)}: {lines}"
        for folder in FOLDERS
        for path in modules(ROOT / folder)
        if (lines := len(path.read_text(encoding="utf-8").splitlines()))
        > LINES_OF_A_FILE
    ]
    assert wrong == []


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body, without signature and docstring."""
    body = function.body
    has_words = ast.get_docstring(function) is not None and len(body) > 1
    first = body[1] if has_words else body[0]
    return (body[-1].end_lineno or 0) - first.lineno + 1


def test_functions() -> None:
    wrong = [
        f"{name_of(path)}:{function.lineno} {function.name}: {length(function)}"
        for folder in FOLDERS
        for path in modules(ROOT / folder)
        for function in functions(path)
        if length(function) > LINES_OF_A_FUNCTION
    ]
    assert wrong == []
