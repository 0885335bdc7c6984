"""Units are found by any part of their names, by sound and by initials."""

from datetime import timedelta

import pytest
from django.db import connection

from lianxin.org.units import queries
from lianxin.org.units.models import Unit, UnitKeyLedger
from lianxin.org.units.operations import follow_dates, rebuild_keys, rename_unit
from lianxin.org.units.queries.finding import FEW
from tests.cast import AT, LONG_AGO, TODAY, Cast

LONG = "中国共产党华岭能源集团有限公司北方装备制造分公司委员会"


def found(cast: Cast, words: str, role: str = "clerk") -> set[str]:
    seen = queries.visible_to(cast.actor(role))
    first = queries.first_named(seen, words, most=50)
    assert set(first) == set(queries.named(seen, words))
    return {unit.name for unit in first}


def renamed(cast: Cast, name: str, short_name: str = "北装", **at: object) -> Unit:
    unit = cast.units["branch"]
    return rename_unit(
        unit,
        name=name,
        short_name=short_name,
        version=unit.version,
        actor=cast.actor("clerk"),
        at=AT,
        **{"valid_from": TODAY, **at},
    )


@pytest.mark.parametrize(
    "words",
    ["北方装备", "制造", "北装", "bfzb", "Bei Fang", "zhizao", "bz", "beizhuang",
     "北方裝備", "北方装备制造分公司委员会", "北方 装备", "中国共产党华岭能源集团有限公司北",
     "zhongguogongchandanghualingnengyuan"],
)  # fmt: skip
def test_by_parts_sounds_and_initials(cast: Cast, words: str) -> None:
    renamed(cast, LONG)
    assert found(cast, words) == {LONG}


@pytest.mark.parametrize(
    "words",
    ["北方装备制造 分公司委员会", "北方裝備製造　分公司委員會", "ＡＢＣ综合能源服务分公司",
     "abc综合能源服务 分公司"],
)  # fmt: skip
def test_what_is_longer_than_a_key_with_spaces_and_wide_signs_too(
    cast: Cast, words: str
) -> None:
    renamed(cast, LONG, "ABC综合能源服务分公司")
    assert found(cast, words) == {LONG}


@pytest.mark.parametrize(
    "words",
    [
        "北方装饰",
        "%",
        "_",
        "方装备制造分公司委员会党",
        "eifang",
        "beifangzhuangbeizhizaofengongsiy",
    ],
)
def test_nothing_else_is_found(cast: Cast, words: str) -> None:
    renamed(cast, LONG)
    assert found(cast, words) == set()


def test_nothing_asked_is_every_unit_in_sight(cast: Cast) -> None:
    seen = queries.visible_to(cast.actor("clerk"))
    assert list(queries.named(seen, " · ")) == list(seen)
    assert queries.first_named(seen, " · ", most=2) == list(seen[:2])


def test_what_was_typed_just_so_comes_first(cast: Cast) -> None:
    unit = cast.units["branch"]
    for name in ("北装备部党支部", "北装党支部"):
        made = Unit.objects.create(kind="branch", name=name, founded_on=LONG_AGO)
        Unit.objects.filter(pk=made.pk).update(path=f"{unit.path}{made.pk}/")
    rebuild_keys()
    renamed(cast, "北装")
    seen = queries.visible_to(cast.actor("clerk"))
    first = queries.first_named(seen, "北装", most=3)
    assert [u.name for u in first] == ["北装", "北装党支部", "北装备部党支部"]
    assert queries.first_named(seen, "北装", most=1) == first[:1]


def test_a_future_name_is_found_from_its_day_on(cast: Cast) -> None:
    then = TODAY + timedelta(days=3)
    renamed(cast, LONG, valid_from=then)
    assert found(cast, "北方装备") == set()
    assert found(cast, "检修一支部") == {"检修一支部", "检修一支部第一党小组"}
    follow_dates(today=then)
    assert found(cast, "北方装备") == {LONG}
    assert found(cast, "检修一支部") == {"检修一支部第一党小组"}


def test_nobody_finds_what_is_out_of_sight(cast: Cast) -> None:
    Unit.objects.filter(pk=renamed(cast, LONG).pk).update(is_restricted=True)
    assert found(cast, "北方装备", "outsider") == set()
    assert found(cast, "北方装备", "branch_secretary") == {LONG}


def test_the_cache_made_anew_is_the_same(cast: Cast) -> None:
    before = set(UnitKeyLedger.objects.values_list("unit", "key"))
    UnitKeyLedger.objects.filter(unit=cast.units["branch"]).delete()
    assert rebuild_keys() == Unit.objects.count()
    assert set(UnitKeyLedger.objects.values_list("unit", "key")) == before
    assert before


def test_among_many_it_stops_at_as_many_as_are_shown(cast: Cast) -> None:
    """More than a list of numbers holds; some have several keys that fit."""
    top = cast.units["group"].path
    Unit.objects.bulk_create(
        Unit(kind="branch", name=f"众众{n}", path=f"{top}9{n:04}/", founded_on=LONG_AGO)
        for n in range(FEW + 5)
    )
    rebuild_keys()
    seen = queries.visible_to(cast.actor("clerk"))
    assert len(queries.first_named(seen, "众", most=FEW + 2)) == FEW + 2
    assert len(queries.first_named(seen, "众", most=FEW + 100)) == FEW + 5
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plan = queries.named(Unit.objects.order_by(), "众众17").explain()
    assert "units_key" in plan
