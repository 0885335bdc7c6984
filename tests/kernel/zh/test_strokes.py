"""Names stand in the order of strokes: 姓氏笔画."""

import pytest

from lianxin.kernel.zh.strokes import by_strokes


@pytest.mark.parametrize(
    "names",
    [
        ("丁一", "马立群", "王芳", "田野", "李明", "陈一", "钱卫东", "魏红"),
        ("王一", "王一丁", "王丁"),  # the shorter before the longer, then by strokes
        ("馬立群", "錢衛東"),
        ("王芳", "欧阳修", "Zhang"),
    ],
)
def test_by_strokes_of_each_character(names: tuple[str, ...]) -> None:
    assert sorted(set(names), key=by_strokes) == list(names)


def test_every_character_has_one_place() -> None:
    every = [chr(number) for number in range(0x4E00, 0x9FFF)]
    assert len({by_strokes(one) for one in every}) == len(every)
