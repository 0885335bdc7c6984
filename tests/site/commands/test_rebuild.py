"""`lianxin rebuild`: names its ledgers, refuses others."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from lianxin.org.units.models import Unit
from tests.cast import Cast


def rebuild(*names: str, **options: bool) -> str:
    out = StringIO()
    call_command("rebuild", *names, stdout=out, **options)
    return out.getvalue()


def test_it_lists_what_it_can_make_anew() -> None:
    assert rebuild(list=True).split() == [
        "units.paths",
        "units.keys",
        "people.keys",
        "goals.ledger",
        "goals.tally",
        "duties.ledger",
        "duties.tally",
    ]


def test_paths_are_made_anew(cast: Cast) -> None:
    before = dict(Unit.objects.values_list("pk", "path"))
    Unit.objects.filter(pk=cast.units["group"].pk).update(path="000000000/")
    rebuild("units.paths")
    assert dict(Unit.objects.values_list("pk", "path")) == before


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(CommandError, match="No such ledger: goals"):
        rebuild("goals")
