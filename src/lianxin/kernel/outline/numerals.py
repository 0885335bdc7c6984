"""Numbers as they stand in markers: Chinese, full-width, circled, bracketed, Roman."""

import unicodedata

HAN_DIGITS = "〇○零一二三四五六七八九十百廿卅壹贰叁肆伍陆柒捌玖拾貳參叄陸兩两"
_VALUES = {
    **dict(zip("〇一二三四五六七八九", range(10), strict=True)),
    **dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "○": 0,
    "貳": 2,
    "參": 3,
    "叄": 3,
    "陸": 6,
    "两": 2,
    "兩": 2,
}
_TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}


def number_of(numeral: str) -> int | None:
    """Return the value of a numeral of up to six characters, or None if it is none.

    Takes Chinese (十二, 廿一, 一百零三, 二〇), ASCII and full-width digits, and the
    single characters that hold a whole marker (①, ⑴, ⒈, ㈠, Ⅲ).
    """
    numeral = "".join(numeral.split())
    if not numeral:
        return None
    if numeral.isdecimal():
        return int(numeral)
    if len(numeral) == 1 and numeral not in _VALUES and numeral not in _TENS:
        value = unicodedata.numeric(numeral, -1)
        return int(value) if value >= 0 else None
    return _han_value(numeral)


def _han_value(numeral: str) -> int | None:
    total, digit, seen_unit = 0, 0, False
    for character in numeral:
        if character in _TENS:
            ten = _TENS[character]
            total += ten * (digit or 1) if ten == 10 else ten
            digit, seen_unit = 0, True
        elif character == "百":
            total += 100 * (digit or 1)
            digit, seen_unit = 0, True
        elif character in _VALUES:
            # 二〇 and 一二 are read digit by digit, 十二 and 一百零三 by units.
            value = _VALUES[character]
            digit = value if seen_unit or not digit else digit * 10 + value
        else:
            return None
    return total + digit
