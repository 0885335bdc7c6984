"""Which texts carry a marking of secrecy, and which only speak of secrets."""

import pytest

from lianxin.kernel.outline.secrecy import marking_in

BODY = "关于加强党建工作的通知\n\n各党支部：\n现将有关事项通知如下。\n一、加强领导\n"


@pytest.mark.parametrize(
    "line",
    [
        "秘密",
        "机密",
        "绝密",
        "機密",
        "絕密",
        "机 密",
        "机　　密",
        "机密★1年",
        "机密★１年",
        "机密 ★ 长期",
        "機密★長期",
        "秘密★6个月",
        "绝密★启用前",
        "绝密☆三十年",
        "秘密★",
        "★秘密★",
        "机密*5年",
        "000001 机密★1年 特急",
        "No.000012机密",
        "特急 秘密",
        "机密 特急",
        "秘密级",
        "机密·10年",
        "【机密】",
        "(绝密)",
        "（秘密）",
        "密级：机密",
        "密級：機密",
        "密 级 ： 秘密★5年",
        "密级\t秘密",
        "密级: [绝密]",
        "密级：秘密　　紧急程度：特急",
        "秘密等级：机密",
        "密级和保密期限：机密★10年",
        "核心商密★10年",
        "机\u200b密",
        "ＸＸ公司文件 机密★1年",
        "严禁外传",
        "嚴禁外傳",
        "严 禁 外 传",
        "严禁外传！",
        "（严禁外传）",
        "内部资料，严禁外传",
        "内部资料 严禁复制、外传",
        "內部文件　嚴禁外傳",
        "本文件严禁外传。",
        "此件仅供内部学习使用，严禁转发、外传。",
        "注意：本资料严禁外传",
        "本件不得外传。",
        "秘密      特急",
        "密级: 秘密  份号：01",
    ],
)
def test_markings_are_found_with_their_line(line: str):
    found = marking_in(f"\n{line}\n{BODY}")
    assert found is not None
    assert (found.line, found.words) == (2, " ".join(line.split()))


@pytest.mark.parametrize(
    "line",
    [
        "（机密）关于某项工作的通知",
        "关于某项工作的通知（秘密）",
        "机密  某某公司党委文件",
        "某某公司党委文件    机密",
    ],
)
def test_markings_at_the_head(line: str):
    found = marking_in(f"{line}\n{BODY}")
    assert found is not None
    assert found.line == 1


@pytest.mark.parametrize("line", ["机密★1年", "密级：秘密", "严禁外传", "绝密"])
def test_markings_at_the_foot(line: str):
    found = marking_in(BODY + line)
    assert found is not None
    assert found.line == 6


@pytest.mark.parametrize(
    "line",
    [
        "严格保守国家秘密和企业商业秘密。",
        "一、严守机密纪律",
        "加强商业秘密保护，不得外传商业秘密。",
        "会议强调机密工作无小事，各单位要切实负起责任。",
        "保守秘密",
        "保守党的秘密，对党忠诚",
        "国家秘密",
        "商业秘密保护",
        "（三）保守国家秘密",
        "1.绝密",
        "一、秘密的范围",
        "国家秘密的密级分为绝密、机密、秘密三级。",
        "密级分为绝密、机密、秘密",
        "密级：秘密、机密、绝密三级",
        "密级：无",
        "密级：公开",
        "涉密人员不得擅自将机密文件带出。",
        "秘密级文件由机要室保管",
        "机密文件的管理",
        "采取无记名投票方式秘密投票",
        "秘密写票处",
        "与群众关系密切",
        "密切联系群众",
        "加强机密文件管理的通知",
        "公文应当标注密级，如“机密★1年”。",
        "涉密文件标“秘密★3年”字样",
        "党员要严守国家秘密，严禁外传工作中知悉的信息。",
        "对涉密文件严禁外传",
        "严禁外传涉密资料，一经发现严肃处理",
        "保密工作要点：涉密资料严禁外传、复制",
        "不得对外传播谣言",
        "严禁外传播虚假信息",
        "对外传递信息要及时",
        "机关党委秘书处",
        "秘密\t机密\t绝密",
    ],
)
def test_a_text_that_speaks_of_secrets_is_not_marked(line: str):
    assert marking_in(f"{line}\n{BODY}{line}\n") is None


def test_a_long_text_is_looked_at_quickly():
    assert marking_in("保守国家秘密，做好工作。\n" * 20_000) is None
