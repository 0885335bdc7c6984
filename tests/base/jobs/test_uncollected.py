"""Cycles are looked for again afterwards, whatever happened."""

import gc

import pytest

from lianxin.base.jobs.uncollected import uncollected


@pytest.mark.no_database
def test_cycles_are_looked_for_again_afterwards() -> None:
    assert gc.isenabled()
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError):
        _broken()
    assert gc.isenabled()


@uncollected()
def _broken() -> None:
    raise ZeroDivisionError
