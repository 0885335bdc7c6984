"""Names of people and units in pinyin, so that they are found by their sound."""

import re
from collections.abc import Sequence
from functools import lru_cache

_WORDS = re.compile(r"[A-Za-z0-9]+|[^\x00-\x7f]+")
LONGEST_NAME = 6

# Surnames that sound otherwise than the character does alone; compound ones are
# looked for first.
SURNAMES = {
    "万俟": "mo qi",
    "萬俟": "mo qi",
    "尉迟": "yu chi",
    "尉遲": "yu chi",
    "单于": "chan yu",
    "單于": "chan yu",
    "长孙": "zhang sun",
    "長孫": "zhang sun",
    "澹台": "tan tai",
    "澹臺": "tan tai",
    "令狐": "ling hu",
    "子车": "zi ju",
    "子車": "zi ju",
    "亓官": "qi guan",
    "单": "shan",
    "單": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "查": "zha",
    "盖": "ge",
    "蓋": "ge",
    "区": "ou",
    "區": "ou",
    "朴": "piao",
    "任": "ren",
    "華": "hua",
    "翟": "zhai",
    "乐": "yue",
    "樂": "yue",
    "种": "chong",
    "员": "yun",
    "員": "yun",
    "繁": "po",
    "折": "she",
    "缪": "miao",
    "繆": "miao",
    "覃": "qin",
    "召": "shao",
    "祭": "zhai",
    "宁": "ning",
    "隗": "wei",
    "郇": "xun",
    "能": "nai",
    "都": "du",
    "牟": "mu",
    "那": "na",
    "晟": "cheng",
    "句": "gou",
    "角": "jue",
    "郗": "xi",
    "强": "qiang",
    "強": "qiang",
    "洗": "xian",
    "黑": "he",
    "秘": "bi",
    "适": "kuo",
    "宓": "mi",
    "车": "che",
    "車": "che",
    "石": "shi",
    "沈": "shen",
    "柏": "bai",
    "薄": "bo",
    "占": "zhan",
    "盛": "sheng",
    "夏": "xia",
    "贾": "jia",
    "賈": "jia",
    "谷": "gu",
    "藏": "zang",
    "臧": "zang",
    "干": "gan",
    "佴": "nai",
    "阚": "kan",
    "闞": "kan",
    "瞿": "qu",
    "褚": "chu",
    "於": "yu",
    "尉": "wei",
    "行": "xing",
    "殷": "yin",
    "乜": "nie",
}


def name_pinyin(name: str) -> str:
    """A person's syllables and initials: ``单雪`` is ``shanxue sx``.

    The surname is read as a surname. Letters and digits stay, in lower case; a
    character without a known sound, and all punctuation, is left out. ``ü`` is
    ``v``, as on a keyboard. A name without any sound gives the empty text.
    """
    return _joined(name_syllables(name))


def name_syllables(name: str) -> list[str]:
    """The syllables of a person's name, one by one: ``shan``, ``xue``."""
    name = name.strip()
    surname = next((name[:n] for n in (2, 1) if name[:n] in SURNAMES), "")
    syllables = SURNAMES[surname].split() if surname else []
    return [*syllables, *_given(name[len(surname) :])]


@lru_cache(maxsize=20_000)
def _given(name: str) -> tuple[str, ...]:
    """Given names are fewer than people."""
    return tuple(text_syllables(name))


def text_pinyin(text: str) -> str:
    """A unit's or thing's name likewise, without a surname: ``北川`` is ``beichuan bc``."""
    return _joined(text_syllables(text))


def text_syllables(text: str) -> list[str]:
    """The syllables of a unit's or thing's name, one by one: ``bei``, ``chuan``."""
    syllables: list[str] = []
    for word in _WORDS.findall(text):
        syllables += [word.lower()] if word.isascii() else _sounds(word)
    return syllables


def _sounds(word: str) -> Sequence[str]:
    """How a word sounds: sign by sign, unless it has a phrase that sounds otherwise.

    Names of people rarely have one; by single signs, each of which is remembered, a
    register of 200,000 takes seconds instead of minutes.
    """
    if len(word) > LONGEST_NAME or _has_phrase(word):
        return _lazy(word)
    return [sound for sign in word for sound in _sound_of(sign)]


def _has_phrase(word: str) -> bool:
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415 -- slow import

    return any(
        word[start:end] in PHRASES_DICT
        for start in range(len(word) - 1)
        for end in range(start + 2, len(word) + 1)
    )


@lru_cache(maxsize=20_000)
def _sound_of(sign: str) -> tuple[str, ...]:
    return tuple(_lazy(sign))


def _lazy(word: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 -- slow import: a tenth of the start

    return lazy_pinyin(word, style=Style.NORMAL, errors="ignore")


def _joined(syllables: list[str]) -> str:
    if not syllables:
        return ""
    return f"{''.join(syllables)} {''.join(s[0] for s in syllables)}"
