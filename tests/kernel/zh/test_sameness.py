"""How alike two texts are."""

import pytest

from lianxin.kernel.zh.sameness import Likest, sameness


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("稳步推进党务公开", "稳步推进党务公开", 1.0),
        ("穩步推進黨務公開，", " 稳步推进 党务公开。", 1.0),
        ("党务公开", "安全生产", 0.0),
        ("", "", 0.0),
        ("党", "党", 1.0),
        ("党务公开", "党务", 0.5),
    ],
)
def test_sameness(one: str, other: str, expected: float):
    assert sameness(one, other) == pytest.approx(expected)
    assert sameness(other, one) == pytest.approx(expected)


def test_the_likest_of_many():
    known = Likest([(1, "推进党务公开"), (2, "稳步推进党务公开"), (3, "开展安全检查")])
    assert known.to("穩步推進黨務公開", at_least=0.6) == 2
    assert known.to("推进党务公开工作", at_least=0.6) == 1
    assert known.to("组织读书", at_least=0.6) is None
    assert known.to("", at_least=0.1) is None
