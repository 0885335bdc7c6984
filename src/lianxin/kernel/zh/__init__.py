"""Chinese: how names sound."""

from lianxin.kernel.zh.pinyin import name_pinyin, name_syllables, text_pinyin

__all__ = ["name_pinyin", "name_syllables", "text_pinyin"]
