"""Chinese: how names sound."""

from lianxin.kernel.zh.pinyin import name_pinyin, text_pinyin

__all__ = ["name_pinyin", "text_pinyin"]
