"""The journal only grows, and every event type says what of it is personal."""

import ast
import importlib
from collections.abc import Iterator

from lianxin.base.journal.events import Event
from tests.architecture.source import SOURCE, modules, name_of, tree_of, words

CHANGES = {"update", "delete", "save", "bulk_update", "update_or_create"}
OPERATIONS_OF_BASE = SOURCE / "base" / "journal"


def event_types() -> list[type[Event]]:
    for path in [*SOURCE.rglob("events.py"), *SOURCE.rglob("events/*.py")]:
        dotted = path.relative_to(SOURCE.parent).with_suffix("").parts
        importlib.import_module(".".join(dotted))

    def below(kind: type[Event]) -> Iterator[type[Event]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    return [kind for kind in below(Event) if kind.__module__.startswith("lianxin.")]


def test_every_event_type_says_what_it_means() -> None:
    wrong = [
        kind.__name__
        for kind in event_types()
        if not kind.__doc__ or kind.__doc__.startswith(f"{kind.__name__}(")
    ]
    assert wrong == []


def test_every_event_type_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in event_types() if hasattr(kind, "code")]
    assert sorted(codes) == sorted(set(codes))


def test_every_event_type_says_what_is_personal() -> None:
    """`personal` stands in the class itself, empty where nothing is."""
    wrong = [
        kind.__name__
        for kind in event_types()
        if "code" in vars(kind) and "personal" not in vars(kind)
    ]
    assert wrong == []


def test_no_source_changes_or_deletes_an_entry() -> None:
    wrong = []
    for path in modules():
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Call) or not isinstance(
                node.func, ast.Attribute
            ):
                continue
            chain = ast.unparse(node.func)
            about_entries = chain.startswith("Entry.") or path.is_relative_to(
                OPERATIONS_OF_BASE
            )
            if node.func.attr in CHANGES and about_entries:
                wrong.append(f"{name_of(path)}:{node.lineno} {chain}")
    assert wrong == []


def test_only_the_journal_its_log_and_its_page_know_the_table() -> None:
    importers = {
        "/".join(path.relative_to(SOURCE).parts[:2])
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom)
        if node.module == "lianxin.base.journal.models"
    }
    assert importers <= {"base/journal", "base/log", "desks/history"}


def test_the_reader_of_chains() -> None:
    call = ast.parse("Entry.objects.filter(pk=1).delete()").body[0].value
    assert ast.unparse(call.func) == "Entry.objects.filter(pk=1).delete"
    assert words(ast.parse("a.b").body[0].value) == "a.b"
