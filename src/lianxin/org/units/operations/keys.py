"""The cache by which units are found: written with each name, or made anew."""

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import transaction

from lianxin.base.bulk.rows import write_rows
from lianxin.kernel.zh.finding import keys_of_unit
from lianxin.org.units.models import Unit, UnitKeyLedger

BATCH = 500


def renew_keys(units: Iterable[Unit]) -> int:
    """Let these units be found by the names they have now; of how many.

    Called within the operation that wrote the names.
    """
    waiting, done = iter(units), 0
    while some := list(islice(waiting, BATCH)):
        numbers = [unit.pk for unit in some]
        held = UnitKeyLedger.objects.filter(unit__in=numbers)
        held._raw_delete(held.db)
        _write(some)
        done += len(some)
    return done


def rebuild_keys() -> int:
    """Make the whole cache anew, in short transactions; of how many units."""
    done, last = 0, 0
    while some := list(Unit.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        with transaction.atomic():
            done += renew_keys(some)
        last = some[-1].pk
    return done


def _write(units: Sequence[Unit]) -> None:
    write_rows(
        UnitKeyLedger,
        ("unit_id", "key"),
        (
            (unit.pk, key)
            for unit in units
            for key in sorted(keys_of_unit(unit.name, unit.short_name))
        ),
    )
