"""Several units merged into one."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.org.posts.operations import dissolve_with_others
from lianxin.org.units.models import Unit
from tests.cast import AT, TODAY, Cast
from tests.org.posts.reorganised import belong, beside


def merge(cast: Cast, others, into):
    dissolve_with_others(
        cast.units["branch"],
        others=others,
        dissolved_on=TODAY - timedelta(days=1),
        version=1,
        actor=cast.actor("clerk"),
        at=AT,
        basis="决定",
        into=into,
    )


def test_all_of_them_end_in_it(cast: Cast):
    first = beside(cast)
    wanted = belong(cast.units["branch"]) | belong(cast.units["other"])
    merge(cast, [cast.units["other"]], first)
    assert belong(first) == wanted
    ended = Unit.objects.filter(path=None).order_by("pk")
    assert list(ended) == [cast.units["branch"], cast.units["other"]]


def test_all_or_none(cast: Cast):
    before = belong(cast.units["branch"])
    with pytest.raises(ValidationError):
        merge(cast, [cast.units["workshop"]], beside(cast))
    assert belong(cast.units["branch"]) == before
    assert not Unit.objects.filter(path=None).exists()
