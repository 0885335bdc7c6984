import pytest

from lianxin.kernel.outline.titles import title_in


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2026年工作计划\n一、学习", "2026年工作计划"),
        ("\n\n      工作总结\n正文。", "工作总结"),
        ("甲党〔2026〕3号\n关于做好工作的通知\n各支部：", "关于做好工作的通知"),
        ("甲公司委员会文件\n甲党〔2026〕3号\n关于做好工作的通知", "关于做好工作的通知"),
        ("机密★1年\n签发人：甲\n工作方案", "工作方案"),
        ("附件1\n考核办法", "考核办法"),
        ("中共甲公司委员会\n2026年工作要点\n正文。", "中共甲公司委员会2026年工作要点"),
        ("关于加强基层建设的\n实施意见", "关于加强基层建设的实施意见"),
        ("在推进会上的讲话\n（2026年2月3日）\n甲", "在推进会上的讲话"),
        ("工作纪实\n——记甲支部", "工作纪实"),
        ("甲党〔2026〕3号\n各支部：\n　　现通知如下。", None),
        ("发布日期:\n支部是基础。支部要建强。", None),
        ("一、学习\n二、提高", None),
        ("序号\t工作\t时限\n1\t学习\t每月", None),
        ("同志们：\n今天讲党课。", None),
        ("", None),
    ],
)
def test_the_title_is_the_first_line_that_is_no_letterhead_and_no_text(text, title):
    found = title_in(text)

    assert (found.text if found else None) == title
