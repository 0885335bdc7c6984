"""`lianxin init`: the root, the first administrator, a one-time code, once."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from lianxin.base.accounts.models import User
from lianxin.base.journal.models import Entry
from lianxin.base.ui import clock
from lianxin.org.people.models import Person
from lianxin.org.posts import queries as posts
from lianxin.org.units.models import Unit

TOLD = {
    "committee": "华岭集团党委",
    "short_name": "集团党委",
    "person": "管理员",
    "number": "00001",
    "username": "Admin",
}


def init(**changed: str) -> str:
    out = StringIO()
    call_command("init", stdout=out, **TOLD | changed)
    return out.getvalue()


def test_it_makes_the_root_and_an_administrator(db: None) -> None:
    init()
    assert [(u.name, u.short_name, u.kind) for u in Unit.objects.all()] == [
        ("华岭集团党委", "集团党委", "committee")
    ]
    person = Person.objects.get()
    today = clock.today()
    held = posts.appointments_of(person, today=today)
    assert [(a.post.kind, a.post.unit.name) for a in held] == [
        ("administrator", "华岭集团党委")
    ]
    known = posts.person_of_account(person.account_id, today=today)
    actor = posts.actor_of(known, chosen=held[0], today=today, action=None)
    assert actor.may("system.administer", "")


def test_the_code_opens_the_account_and_is_kept_only_as_a_hash(db: None) -> None:
    code = init().split()[-1]
    user = User.objects.get()
    assert user.username == "admin"
    assert user.check_password(code)
    assert code not in user.password
    assert user.must_change_password


def test_the_journal_names_the_command(db: None) -> None:
    init()
    assert set(Entry.objects.values_list("job", flat=True)) == {"site.init"}
    assert Entry.objects.values("action").distinct().count() == 1


def test_a_second_time_is_refused(db: None) -> None:
    init()
    with pytest.raises(CommandError, match="root unit already"):
        init(username="other")
    assert User.objects.count() == 1


def test_nothing_is_made_where_a_value_is_not_possible(db: None) -> None:
    with pytest.raises(CommandError, match="1 to 60"):
        init(username="x" * 61)
    assert not Unit.objects.exists()
    assert not Entry.objects.exists()


def test_without_a_terminal_what_is_missing_is_named(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    with pytest.raises(CommandError, match="--person"):
        init(person="")
