"""Who is to do it, after a label or in the words of a sentence."""

import pytest

from lianxin.kernel.outline.parties import is_only_about_parties, parties

NAMED = {
    "由安全生产部牵头，各党支部配合，12月底前完成。": [
        ("安全生产部", False),
        ("各党支部", True),
    ],
    "责任部门：党群部、办公室；配合单位：各党支部": [
        ("党群部", False),
        ("办公室", False),
        ("各党支部", True),
    ],
    "（牽頭單位：組織部 配合單位：工會）": [("組織部", False), ("工會", True)],
    "组织人事部、计划财务部和工会共同负责，团委协助。": [
        ("组织人事部", False),
        ("计划财务部", False),
        ("工会", False),
        ("团委", True),
    ],
    "工会配合做好慰问，工会牵头落实。": [("工会", False)],
    "党员要主动配合，对工作认真负责。": [],
    "坚持党委负责、部门协同。": [],
    "由他负责。": [],
}


@pytest.mark.parametrize("text", NAMED)
def test_parties_and_who_only_helps(text: str):
    assert list(parties(text, 0, len(text))) == NAMED[text]


def test_only_the_passage_asked_for_is_read():
    text = "由工会牵头。由团委牵头。"

    assert parties(text, 6, len(text)) == (("团委", False),)


@pytest.mark.parametrize(
    ("sentence", "only"),
    [
        ("由安全生产部牵头，各党支部配合，12月底前完成。", True),
        ("由安全生产部牵头。", True),
        ("由安全生产部牵头，每季度开展一次隐患排查。", False),
        ("各党支部要开展学习，工会配合。", False),
        ("12月底前完成。", False),
    ],
)
def test_a_sentence_that_says_who_but_not_what(sentence: str, only: bool):
    assert is_only_about_parties(sentence) is only
