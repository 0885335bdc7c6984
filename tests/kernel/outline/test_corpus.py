"""The labelled corpus of the brief, scored by the very tool that will judge us."""

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType

import pytest

from lianxin.kernel.outline import Outline, clean, outline

ROOT = Path(__file__).parents[3]
SHARED = ROOT.joinpath(os.environ.get("LIANXIN_SHARED", "../shared"))


@pytest.fixture(scope="module")
def shared() -> Path:
    if SHARED.joinpath("corpus").is_dir():
        return SHARED
    reason = f"The corpus is not at {SHARED}/corpus; set LIANXIN_SHARED."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "score_outline", shared / "tools" / "score_outline.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def read(shared: Path) -> list[tuple[Outline, dict]]:
    pairs = []
    for label in sorted((shared / "corpus" / "labels").glob("*.json")):
        text = shared / "corpus" / "docs" / f"{label.stem}.txt"
        found = outline(text.read_text(encoding="utf-8"))
        pairs.append((found, json.loads(label.read_text(encoding="utf-8"))))
    return pairs


def test_the_score_is_what_was_asked(read, scorer):
    total: dict[str, int] = {}
    for found, label in read:
        for key, value in scorer.score(found.as_json(), label).items():
            total[key] = total.get(key, 0) + value

    assert scorer.f1(total) >= 0.98
    assert total["level"] / total["found"] >= 0.98
    assert total["heading"] / total["found"] >= 0.97
    assert total["title"] >= len(read) * 12 / 14
    assert total["script"] == len(read)
    assert total["wrongly_guidance"] == 0


def test_whether_it_is_guidance_is_told_as_labelled(read):
    assert [found.guidance for found, _ in read] == [
        label["guidance"] for _, label in read
    ]


def test_deadlines_and_parties_of_tables_are_read(read):
    told, labelled = [], []
    for found, label in read:
        by_start = {node.start: node.suggestions for node in found.nodes}
        for node in label["nodes"]:
            if "deadline" in node:
                labelled.append((node["deadline"], node["responsible"]))
                cells = by_start[node["start"]]
                told.append((cells.deadline, list(cells.responsible)))

    assert told == labelled


def test_snippets_are_cleaned_as_labelled(read):
    pairs = [pair for _, label in read for pair in label["clean_text_examples"]]

    assert [clean(raw).text for raw, _ in pairs] == [wanted for _, wanted in pairs]
