"""`lianxin rebuild`: names its ledgers, refuses others."""

from collections.abc import Mapping
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError

from lianxin.base.archives.queries import all_tables, is_cache
from lianxin.org.units.models import Unit
from tests.cast import Cast
from tests.pages.world import assembled_world


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


def caches() -> Mapping[str, list[str]]:
    """All that the caches hold, but their own numbers; of a run, only that it was."""
    return {
        table._meta.label: sorted(
            "" if table.__name__.endswith("RunLedger") else str(row[1:])
            for row in table._base_manager.values_list()
        )
        for table in all_tables()
        if is_cache(table._meta.label)
    }


def test_every_cache_is_made_anew_where_there_is_none(cast: Cast) -> None:
    """An archive leaves them out, and a place into which it is read has none."""
    assembled_world(cast)
    rebuild()
    before = caches()
    assert [name for name, rows in before.items() if not rows] == []
    for name in before:
        rows = apps.get_model(name)._base_manager.all()
        rows._raw_delete(rows.db)
    assert set(map(len, caches().values())) == {0}
    rebuild()
    assert caches() == before


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(CommandError, match="No such ledger: goals"):
        rebuild("goals")
