"""Rows are asked for once, where there is something to take."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.desks.imports.operations import ask_to_take
from lianxin.kernel.actor import Refused
from tests.cast import AT, TODAY, Cast
from tests.desks.imports.books import dropped, member, members_book
from tests.kernel.sheets.books import of_rows


def ask(cast: Cast, made, since=TODAY, role: str = "sub_clerk"):
    sheet = made.sheets.get()
    ask_to_take(sheet, since=since, actor=cast.actor(role), at=AT)
    return made.sheets.get()


def test_the_worker_is_told_once(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    made = dropped(cast, members_book(member(1, "赵明")))
    with django_capture_on_commit_callbacks() as waiting:
        sheet = ask(cast, made)
    assert (sheet.asked_at, sheet.since, len(waiting)) == (AT, TODAY, 1)
    with pytest.raises(ValidationError):
        ask(cast, made)


def test_there_must_be_something_to_take(cast: Cast) -> None:
    wrong = dropped(cast, members_book(member(1, "赵明", "无此支部")))
    dues = dropped(
        cast, of_rows([["党费收缴表"], ["姓名", "1月", "2月"], ["赵", 1, 2]])
    )
    assert dues.sheets.get().kind == "dues"
    for made in (wrong, dues):
        with pytest.raises(ValidationError):
            ask(cast, made)


def test_not_from_a_day_to_come_and_not_by_others(cast: Cast) -> None:
    made = dropped(cast, members_book(member(1, "赵明")))
    with pytest.raises(ValidationError) as refused:
        ask(cast, made, since=TODAY + timedelta(days=1))
    assert list(refused.value.message_dict) == ["since"]
    with pytest.raises(Refused):
        ask(cast, made, role="member")
