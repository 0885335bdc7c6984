"""What the minutes of a meeting are called."""

import pytest

from lianxin.kernel.zh.titles import joined, title_of_minutes


@pytest.mark.parametrize(
    ("unit", "kind", "title"),
    [
        ("华岭能源集团党委", "党委会会议", "华岭能源集团党委会会议记录"),
        ("检修一党支部", "支部党员大会", "检修一党支部党员大会会议记录"),
        ("检修一党支部", "支部委员会会议", "检修一党支部委员会会议记录"),
        ("检修一党支部第1党小组", "党小组会", "检修一党支部第1党小组会会议记录"),
        ("检修一党支部", "主题党日", "检修一党支部主题党日记录"),
        ("检修一党支部", "谈心谈话", "检修一党支部谈心谈话记录"),
        ("安全监察部", "工作会议", "安全监察部工作会议记录"),
    ],
)
def test_a_word_that_both_have_stands_once(unit: str, kind: str, title: str) -> None:
    assert title_of_minutes(unit, kind, language="zh-hans") == title


def test_in_traditional_characters() -> None:
    title = title_of_minutes("华岭能源集团党委", "黨委會會議", language="zh-hant")
    assert title == "华岭能源集团党委會會議記錄"
    title = title_of_minutes("检修一党支部", "組織生活會", language="zh-hant")
    assert title == "检修一党支部組織生活會會議記錄"


def test_one_sign_alone_is_no_word() -> None:
    assert joined("工会", "会议") == "工会会议"
    assert joined("支部", "支部") == "支部支部"
