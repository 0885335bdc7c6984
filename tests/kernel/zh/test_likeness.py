"""How alike two texts are."""

from hypothesis import given
from hypothesis import strategies as st

from lianxin.kernel.zh.likeness import likeness, shared_words

texts = st.text(alphabet="党员联系班组安全隐患排查，。a1", max_size=40)


def test_the_same_matter_in_other_words_is_alike():
    one, other = "建立党员联系班组制度", "研究党员联系班组的分工"
    assert likeness(one, other) > 0.2
    assert shared_words(one, other) == ("员联系班组",)


def test_other_matters_are_not():
    assert likeness("建立党员联系班组制度", "公布财务收支情况") == 0.0
    assert shared_words("签订廉洁承诺书", "清扫厂区道路") == ()


def test_words_that_every_plan_has_say_nothing():
    assert likeness("全面加强工作落实", "认真做好工作") == 0.0


@given(texts, texts)
def test_it_is_the_same_both_ways_and_at_most_one(one: str, other: str):
    found = likeness(one, other)
    assert found == likeness(other, one)
    assert 0.0 <= found <= 1.0


@given(texts, texts)
def test_shared_words_stand_in_the_first_text(one: str, other: str):
    assert all(words in one for words in shared_words(one, other))
