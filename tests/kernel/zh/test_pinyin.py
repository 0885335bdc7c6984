"""Names are found by their sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from lianxin.kernel.zh import name_pinyin, text_pinyin


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("周明远", "zhoumingyuan zmy"),
        ("单雪", "shanxue sx"),
        ("單雪", "shanxue sx"),
        ("曾晓", "zengxiao zx"),
        ("仇英", "qiuying qy"),
        ("解小海", "xiexiaohai xxh"),
        ("查良", "zhaliang zl"),
        ("盖立", "geli gl"),
        ("区志明", "ouzhiming ozm"),
        ("朴正南", "piaozhengnan pzn"),
        ("尉迟敬", "yuchijing ycj"),
        ("万俟青", "moqiqing mqq"),
        ("令狐冲", "linghuchong lhc"),
        ("单于飞", "chanyufei cyf"),
        ("吕绿", "lvlv ll"),
        ("沈国樑", "shenguoliang sgl"),
        ("阿依古丽·买买提", "ayigulimaimaiti ayglmmt"),
        ("John Smith", "johnsmith js"),
        (" 李 四 ", "lisi ls"),
    ],
)
def test_a_name_is_read_as_a_name(name, sound):
    assert name_pinyin(name) == sound


def test_a_surname_character_within_a_name_is_read_as_usual():
    assert name_pinyin("王单") == "wangdan wd"


@pytest.mark.parametrize("name", ["", " ", "😀", "……", "\x00"])
def test_what_has_no_sound_gives_nothing(name):
    assert name_pinyin(name) == ""


def test_a_unit_has_no_surname():
    assert text_pinyin("单县供电公司") == "danxiangongdiangongsi dxgdgs"


@given(st.text(max_size=60))
def test_whatever_is_given_the_sound_is_plain_lower_case(name):
    sound = name_pinyin(name)
    assert sound == "" or sound.replace(" ", "", 1).isalnum()
    assert sound == sound.lower()
    assert sound.isascii()


def test_sign_by_sign_sounds_as_the_whole_does() -> None:
    """Names with phrases within, rare signs and signs without a sound among them."""
    phrases = [word for word in sorted(PHRASES_DICT) if len(word) < 5][::400]
    signs = "行长乐重朝㛃䶮喆·々〇王明远单曾"
    pairs = [f"{one}{other}" for one in signs for other in signs]
    for name in [*phrases, *(f"李{word}" for word in phrases), *pairs, "欧阳娜娜子"]:
        whole = lazy_pinyin(name, style=Style.NORMAL, errors="ignore")
        assert text_pinyin(name).split(" ")[0] == "".join(whole)
