"""The source as the architecture tests look at it."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "lianxin"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {c["id"]: c for c in PYPROJECT["tool"]["importlinter"]["contracts"]}
TIERS = CONTRACTS["tiers"]["layers"]
SIBLINGS = {
    tier: [name.strip("()") for name in CONTRACTS[tier]["layers"]]
    for tier in ("org", "facts", "work")
}


def modules(folder: Path = SOURCE) -> Iterator[Path]:
    """Every Python file below `folder` but migrations."""
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


@cache
def tree_of(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    """How a failing test names a file."""
    return str(path.relative_to(ROOT))


def home_of(path: Path) -> tuple[str, str]:
    """Tier and app of a file of the source; ("site", "") for the site."""
    parts = path.relative_to(SOURCE).parts
    if parts[0] in {"site", "rulebook"} or len(parts) < 3:
        return parts[0], ""
    return parts[0], parts[1]


def apps() -> Iterator[tuple[str, str]]:
    """Tier and app of every Django app below the site."""
    for path in sorted(SOURCE.glob("*/*/apps.py")):
        yield home_of(path)


@cache
def home_of_label() -> dict[str, tuple[str, str]]:
    """Where the app with a label (which is its namespace too) lives."""
    found = {}
    for tier, app in apps():
        text = (SOURCE / tier / app / "apps.py").read_text(encoding="utf-8")
        label = re.search(r'label = "(\w+)"', text)
        assert label, f"{tier}/{app}/apps.py has no label"
        found[label.group(1)] = (tier, app)
        urls = SOURCE / tier / app / "urls.py"
        if urls.exists():
            named = re.search(r'app_name = "(\w+)"', urls.read_text(encoding="utf-8"))
            if named:
                found[named.group(1)] = (tier, app)
    return found


def may_name(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether a file of `one` may name something of `other`: its own or lower."""
    if one == other or one[0] == "site":
        return True
    if one[0] != other[0]:
        return TIERS.index(one[0]) < TIERS.index(other[0])
    if one[0] in {"base", "desks"}:  # no contract orders these
        return True
    order = SIBLINGS.get(one[0])
    return bool(order) and order.index(one[1]) < order.index(other[1])


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def words(node: ast.AST) -> str:
    """A dotted name as written: ``timezone.now``; "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = words(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
