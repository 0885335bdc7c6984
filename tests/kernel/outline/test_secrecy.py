"""Marks of secrecy, and sentences that only speak of secrets."""

import pytest

from lianxin.kernel.outline.secrecy import Marking, marking_in

MARKED = {
    "机密\n关于加强工作的意见": 1,
    "机密★1年\n正文": 1,
    "  秘密★长期": 1,
    "某某文件\n\n绝 密\n正文": 3,
    "【秘密】": 1,
    "密级：秘密  份号：01": 1,
    "密級: 機密": 1,
    "機　密★５年": 1,
    "正文\n内部资料，严禁外传": 2,
    "本件不得外传。": 1,
    "嚴禁外傳": 1,
    "秘密      特急": 1,
}
FREE = (
    "要保守国家秘密，做好保密工作。",
    "一、严守机密纪律",
    "党员要保守党的秘密。",
    "加强商业秘密保护，不得外传商业秘密。",
    "会议强调机密工作无小事，各单位要切实负起责任。",
    "",
)


@pytest.mark.parametrize("text", MARKED)
def test_a_marking_is_found_with_its_line(text: str):
    found = marking_in(text)
    assert isinstance(found, Marking)
    assert found.line == MARKED[text]


@pytest.mark.parametrize("text", FREE)
def test_what_speaks_of_secrets_is_no_marking(text: str):
    assert marking_in(text) is None
