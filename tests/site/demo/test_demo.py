"""`lianxin demo`: only into an empty database, only as a demo."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings

from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit
from tests.cast import Cast


def test_it_refuses_outside_the_demo(db: None) -> None:
    with pytest.raises(CommandError, match="LIANXIN_DEMO=1"):
        call_command("demo")
    assert Unit.objects.count() == 0


@override_settings(DEMO=True)
def test_it_refuses_a_database_that_is_not_empty(cast: Cast) -> None:
    before = Person.objects.count()
    with pytest.raises(CommandError, match="already has units"):
        call_command("demo")
    assert Person.objects.count() == before
