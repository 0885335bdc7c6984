"""Every event, thing and field that the journal can hold has words."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from django.apps import apps
from django.utils import translation

import lianxin
from lianxin.base.journal.events import Event
from lianxin.desks.history.enums import (
    AREAS,
    FIELDS,
    FIELDS_OF,
    GUARDED,
    MATTERS,
    MEANINGS,
    THINGS,
)
from lianxin.desks.history.queries import CHOICES
from lianxin.org.transfers.enums import RELEASE
from lianxin.site import wiring
from lianxin.work.duties.operations.waiving import WAIVER
from lianxin.work.goals.queries import LATER_DEADLINE, OWN_GOAL
from lianxin.work.guidance.queries import MATTER
from lianxin.work.targets.operations import Aim

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
    """The names in what operations hand to `before=` and `after=`.

    Written there, or in the same function before: as a literal, or as a dataclass
    with all its fields.
    """
    names = set()
    for file in SOURCE.rglob("operations*/**/*.py"):
        names |= _written_in(ast.parse(file.read_text(encoding="utf-8")))
    for file in SOURCE.rglob("operations.py"):
        names |= _written_in(ast.parse(file.read_text(encoding="utf-8")))
    return names


def _written_in(tree: ast.Module) -> set[str]:
    names = set()
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        said = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for keyword in ast.walk(function):
            if isinstance(keyword, ast.keyword) and keyword.arg in {"before", "after"}:
                value = keyword.value
                if isinstance(value, ast.Name):
                    value = said.get(value.id, value)
                names |= _keys(value)
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


def test_every_field_of_a_target_has_a_title():
    """Its operation hands over the dataclass as a whole."""
    assert {field.name for field in fields(Aim)} - set(FIELDS) == set()


def test_a_field_with_choices_is_shown_in_their_words():
    """Where a model offers choices for a field of this name, a code is never shown."""
    offered = {
        (model._meta.label_lower, field.name): set(dict(field.flatchoices))
        for model in apps.get_models()
        if model.__module__.startswith("lianxin.")
        for field in model._meta.concrete_fields
        if field.choices and field.name in FIELDS
    }
    untold = {
        place: codes
        for place, codes in offered.items()
        if codes - set(map(str, CHOICES.get(place[1], {}))) - {""}
    }
    assert set(untold) == {
        ("personnel.difference", "kind"),  # its events tell no kind
        ("records.formerleave", "reason"),  # leave is never told to the journal
        ("records.leave", "reason"),
        ("transfers.ending", "how"),  # its events are three: received, refused, …
    }


def test_what_a_field_means_of_some_things_is_about_things_that_exist():
    assert {key.rpartition(".")[0] for key in FIELDS_OF} <= set(THINGS)
    assert {key.rpartition(".")[2] for key in FIELDS_OF} <= set(FIELDS)


def test_every_thing_with_a_link_has_a_title():
    in_journal = {kind for kind in wiring.REFS if not kind.endswith(".source")}
    assert in_journal - set(THINGS) == set()


def test_what_is_guarded_exists():
    assert set(GUARDED) - set(MEANINGS) == set()


def test_every_matter_of_an_approval_has_words():
    assert set(MATTERS) == {LATER_DEADLINE, OWN_GOAL, MATTER, RELEASE, WAIVER}
