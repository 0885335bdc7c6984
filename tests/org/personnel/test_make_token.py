"""Tokens of the personnel system."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.personnel.models import Token
from lianxin.org.personnel.operations import Made, actor_of_token, make_token
from tests.cast import ACTION, AT, TODAY, Cast


def make(cast: Cast, role: str = "sub_clerk", name: str = "人事系统") -> Made:
    post = cast.appointments["sub_clerk"].post
    return make_token(name=name, post=post, actor=cast.actor(role), at=AT)


def test_its_secret_acts_for_the_unit_of_the_post_and_can_do_nothing_else(cast: Cast):
    made = make(cast)
    actor = actor_of_token(made.secret, action=ACTION, at=AT)
    assert actor is not None
    assert (actor.name, actor.path) == ("人事系统", cast.units["sub"].path)
    assert [grant.power for grant in actor.grants] == ["personnel.update"]
    assert Entry.objects.get(code="personnel.token_made").after == {"name": "人事系统"}


def test_the_database_holds_no_secret(cast: Cast):
    made = make(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM personnel_token")
        assert made.secret not in str(cursor.fetchall())


def test_it_ends_with_its_post(cast: Cast):
    made = make(cast)
    post = made.token.post
    post.valid_to = TODAY
    post.save()
    assert actor_of_token(made.secret, action=ACTION, at=AT) is None


def test_no_other_words_open(cast: Cast):
    made = make(cast)
    for words in ("", "x", made.secret[:-1], made.token.digest):
        assert actor_of_token(words, action=ACTION, at=AT) is None


def test_use_is_noted_now_and_then(cast: Cast):
    made = make(cast)
    for minutes, noted in ((0, 0), (2, 0), (6, 6)):
        at = AT + timedelta(minutes=minutes)
        actor_of_token(made.secret, action=ACTION, at=at)
        token = Token.objects.get()
        assert token.last_used_at == AT + timedelta(minutes=noted)


def test_it_says_what_it_is_for(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        make(cast, name=" ")
    assert list(refused.value.message_dict) == ["name"]


@pytest.mark.parametrize("role", ["branch_secretary", "administrator", "outsider"])
def test_only_the_clerk(cast: Cast, role: str):
    with pytest.raises(Refused):
        make(cast, role)
