"""The rulebook as the software reads it: parsed once, the same for everybody."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from lianxin.kernel.rules.book import (
    PostKind,
    RecordKind,
    UnitKind,
    parse_post_kinds,
    parse_record_kinds,
    parse_settings,
    parse_unit_kinds,
)
from lianxin.kernel.rules.wordings import Wording, parse_wordings
from lianxin.kernel.sheets.kinds import SheetKind, parse_sheet_kinds


def _text(name: str) -> str:
    return (files("lianxin") / "rulebook" / name).read_text(encoding="utf-8")


@cache
def unit_kinds() -> Mapping[str, UnitKind]:
    """Kinds of unit by code, in the order of the file."""
    return {k.code: k for k in parse_unit_kinds(_text("units.yaml"), "units.yaml")}


@cache
def post_kinds() -> Mapping[str, PostKind]:
    """Kinds of post by code, in the order of the file."""
    return {k.code: k for k in parse_post_kinds(_text("posts.yaml"), "posts.yaml")}


@cache
def record_kinds() -> Mapping[str, RecordKind]:
    """Kinds of record by code, in the order of the file."""
    name = "records.yaml"
    return {k.code: k for k in parse_record_kinds(_text(name), name)}


@cache
def wordings() -> tuple[Wording, ...]:
    """Wordings that a newer one has replaced, in the order of the file."""
    return parse_wordings(_text("wordings.yaml"), "wordings.yaml")


@cache
def sheet_kinds() -> Mapping[str, SheetKind]:
    """Kinds of sheet by code, in the order of the file."""
    return {k.code: k for k in parse_sheet_kinds(text_of_sheet_kinds(), "sheets.yaml")}


def text_of_sheet_kinds() -> str:
    """The kinds of sheet as their file has them, to be parsed in a child process."""
    return _text("sheets.yaml")


@cache
def number(code: str) -> int:
    """One number of `numbers.yaml`; KeyError where there is none of this name."""
    return parse_settings(_text("numbers.yaml"), "numbers.yaml")[code]
