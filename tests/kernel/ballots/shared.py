"""The facts that the brief came with: archives, and values to reproduce."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
VECTORS = ROOT.joinpath(
    os.environ.get("LIANXIN_SHARED", "../shared"), "facts", "ballot_vectors"
)
NEEDED = f"The ballot vectors are not at {VECTORS}; set LIANXIN_SHARED."


def vectors() -> Path:
    """Where they are; the test is skipped, or fails in CI, where they are not."""
    if not VECTORS.is_dir():
        pytest.skip(NEEDED)
    return VECTORS


def values() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(vectors().joinpath("vectors.json").read_text())
    return found


def only_archive(folder: str) -> Path:
    (found,) = vectors().joinpath(folder).glob("*.bel")
    return found


def manifest() -> list[dict[str, str]]:
    path = VECTORS / "tampered" / "manifest.json"
    return list(json.loads(path.read_text())) if path.is_file() else []
