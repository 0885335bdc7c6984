"""Workbooks of these tests are read without a process of their own, which takes a second."""

from importlib import import_module

import pytest

from lianxin.base.jobs import bounded


def run_here(function: str, payload: bytes, **_limits: object) -> bytes:
    """What `bounded.run` does, within this process."""
    module, name = function.split(":")
    return getattr(import_module(module), name)(payload)


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "run", run_here)
