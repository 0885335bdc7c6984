"""Keys begin with whatever is looked for in a name, and with nothing else."""

from hypothesis import example, given
from hypothesis import strategies as st

from lianxin.kernel.zh.finding import (
    after,
    first_signs,
    keys_of,
    keys_of_unit,
    plain_words,
)

SIGNS = st.text("华岭能源集团第三党支部國aB1２ ·", min_size=1, max_size=30)


def test_keys_of_a_person() -> None:
    assert keys_of("单雪", "T 01") == {"单雪", "雪", "shanxue", "xue", "sx", "t01"}


def test_keys_of_a_unit() -> None:
    assert keys_of_unit("三公司党委", "三公司") == {
        "三公司党委", "公司党委", "司党委", "党委", "委", "三公司", "公司", "司",
        "sangongsidangwei", "gongsidangwei", "sidangwei", "dangwei", "wei",
        "sangongsi", "gongsi", "si", "sgsdw", "gsdw", "sdw", "dw", "sgs", "gs",
    }  # fmt: skip


def test_a_unit_without_a_name_has_none() -> None:
    assert keys_of_unit("", "·") == set()


@given(SIGNS, st.data())
@example("中国共产党华岭能源集团有限公司委员会", None)
def test_any_part_of_a_units_name_begins_a_key(
    name: str, data: st.DataObject | None
) -> None:
    whole = plain_words(name)
    if not whole:
        return
    start = data.draw(st.integers(0, len(whole) - 1)) if data else 3
    end = data.draw(st.integers(start + 1, len(whole))) if data else 17
    wanted = first_signs(plain_words(whole[start:end]))
    assert any(wanted <= key < after(wanted) for key in keys_of_unit(name))


@given(SIGNS, SIGNS)
def test_what_begins_alike_is_cut_alike(first: str, more: str) -> None:
    assert first_signs(first + more).startswith(first_signs(first))


def test_eight_characters_or_24_letters_are_kept() -> None:
    assert first_signs("党" * 9) == "党" * 8
    assert first_signs("a" * 25) == "a" * 24
    assert first_signs("a" + "党" * 8) == "a" + "党" * 7
