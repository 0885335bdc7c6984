"""The search page."""

import pytest

from lianxin.kernel.zh import name_pinyin

URL = "/search/"


def test_without_words_there_is_only_the_box(cast):
    page = cast.client("secretary").get(URL)
    assert page.status_code == 200
    assert "Nothing that you may see" not in page.content.decode()


def test_people_are_found_by_initials(cast):
    person = cast.people["branch_member"]
    person.pinyin = name_pinyin(person.name)
    person.save()
    page = cast.client("secretary").get(URL, {"q": "sx"}).content.decode()
    assert f'<a href="/org/people/{person.pk}/">单雪</a>' in page


def test_what_is_not_to_be_seen_is_not_found(cast):
    page = cast.client("outsider").get(URL, {"q": "单雪"}).content.decode()
    assert "Nothing that you may see fits “单雪”." in page


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "=1+1", "a\x00b", "\u202e", "😀", "𠮷", "x" * 10_000],
)
def test_any_words_are_taken(cast, words):
    page = cast.client("secretary").get(URL, {"q": words})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_the_number_of_queries_is_bounded(cast, django_assert_max_num_queries):
    client = cast.client("secretary")
    with django_assert_max_num_queries(13):
        client.get(URL, {"q": "检修"})
