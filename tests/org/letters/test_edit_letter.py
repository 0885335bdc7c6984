"""Changing what a draft says."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Conflict, Refused
from lianxin.org.letters.operations import Words, edit_letter
from tests.cast import AT, Cast
from tests.org.letters.letters import draft, issue

WORDS = Words(
    title="关于商请支援的函",
    body="一、事由\n请支援。",
    addressee="运行二支部",
    annexes=["名单", "方案"],
    note="联系人：周明远",
    signed_as="检修一支部",
)


def edit(cast: Cast, letter, words: Words = WORDS, role="branch_secretary", version=1):
    return edit_letter(
        letter, words=words, version=version, actor=cast.actor(role), at=AT
    )


def test_it_says_what_was_sent(cast: Cast):
    letter = edit(cast, draft(cast))
    letter.refresh_from_db()
    assert (letter.title, letter.body) == (WORDS.title, WORDS.body)
    assert (letter.annexes, letter.version) == (["名单", "方案"], 2)
    entry = Entry.objects.get(code="letters.edited")
    assert entry.after == {
        "title": "关于商请支援的函",
        "body": "•",
        "annexes": ["名单", "方案"],
        "note": "•",
    }


def test_nothing_changed_is_no_event(cast: Cast):
    letter = edit(cast, draft(cast))
    edit(cast, letter, version=2)
    assert Entry.objects.filter(code="letters.edited").count() == 1


def test_somebody_was_faster(cast: Cast):
    letter = draft(cast)
    edit(cast, letter)
    with pytest.raises(Conflict) as conflict:
        edit(cast, letter, replace(WORDS, title="另一个"))
    assert conflict.value.current["annexes"] == "名单\n方案"
    assert conflict.value.expected == 2


def test_an_issued_letter_changes_no_more(cast: Cast):
    letter = issue(cast, draft(cast))
    with pytest.raises(Refused, match="changes no more"):
        edit(cast, letter, version=letter.version)


def test_marked_as_secret(cast: Cast):
    with pytest.raises(ValidationError, match="nothing was stored"):
        edit(cast, draft(cast), replace(WORDS, body="绝密\n正文"))


def test_only_the_unit_itself(cast: Cast):
    with pytest.raises(Refused):
        edit(cast, draft(cast), role="sub_clerk")
