"""Every event, thing and field that the journal can hold has words."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from django.utils import translation

import lianxin
from lianxin.base.journal.events import Event
from lianxin.desks.history.enums import (
    AREAS,
    FIELDS,
    GUARDED,
    MATTERS,
    MEANINGS,
    THINGS,
)
from lianxin.org.transfers.enums import RELEASE
from lianxin.site import wiring
from lianxin.work.duties.operations.waiving import WAIVER
from lianxin.work.goals.queries import LATER_DEADLINE, OWN_GOAL
from lianxin.work.guidance.queries import MATTER

SOURCE = Path(lianxin.__file__).parent


def all_events() -> Iterator[type[Event]]:
    for module in pkgutil.walk_packages(lianxin.__path__, "lianxin."):
        if module.name.endswith(".events"):
            importlib.import_module(module.name)
    found = list(Event.__subclasses__())
    for event in found:
        found += event.__subclasses__()
    return (event for event in found if event.__module__.startswith("lianxin."))


def fields_written() -> set[str]:
    """The names in the literal `before=` and `after=` of all operations."""
    names = set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for keyword in node.keywords:
                    if keyword.arg in {"before", "after"}:
                        names |= _keys(keyword.value)
    return names


def _keys(value: ast.expr) -> set[str]:
    return {
        key.value
        for part in ast.walk(value)
        if isinstance(part, ast.Dict)
        for key in part.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def test_every_event_has_its_meaning_in_words_and_no_other_has():
    with translation.override("en"):
        told = {code: str(meaning) for code, meaning in MEANINGS.items()}
    first_sentences = {
        event.code: " ".join((event.__doc__ or "").split("\n\n")[0].split())
        for event in all_events()
    }
    assert told == first_sentences


def test_every_event_belongs_to_an_area():
    assert {code.partition(".")[0] for code in MEANINGS} <= set(AREAS)


def test_every_personal_field_and_every_field_written_has_a_title():
    personal = {name for event in all_events() for name in event.personal}
    assert (personal | fields_written()) - set(FIELDS) == set()


def test_every_thing_with_a_link_has_a_title():
    in_journal = {kind for kind in wiring.REFS if not kind.endswith(".source")}
    assert in_journal - set(THINGS) == set()


def test_what_is_guarded_exists():
    assert set(GUARDED) - set(MEANINGS) == set()


def test_every_matter_of_an_approval_has_words():
    assert set(MATTERS) == {LATER_DEADLINE, OWN_GOAL, MATTER, RELEASE, WAIVER}
