"""Numbers as Word and browsers write them before a list item: 3 as 三, ③, III, c …"""

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
LEGAL_JAPANESE = "〇壱弐参四伍六七八九"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
LARGEST_ROMAN = 4999
LARGEST_LETTER = 780  # thirty rounds of the alphabet, as Word does
LARGEST_CHINESE = 99_999_999


def numeral(number: int, style: str) -> str:
    """Return `number` in the ST_NumberFormat `style` of WordprocessingML.

    A style that is unknown here, or that has no sign for this number, gives Arabic
    digits, as Word does; "none" gives nothing. Source: ECMA-376 part 1, 17.18.59.
    """
    if style == "none":
        return ""
    write = STYLES.get(style)
    written = write(number) if write and number >= 0 else None
    return str(number) if written is None else written


def chinese(
    number: int,
    *,
    digits: str = "零一二三四五六七八九",
    units: str = "十百千",
    large: str = "万",
    bare_ten: bool = True,
) -> str | None:
    """Return a number in words with 十百千万: 12 十二, 105 一百零五, 1020 一千零二十.

    `bare_ten` writes 10 to 19 without a leading 一. None beyond LARGEST_CHINESE.
    """
    if number == 0:
        return digits[0]
    if number > LARGEST_CHINESE:
        return None
    high, low = divmod(number, 10_000)
    written = ""
    if high:
        written = _below_ten_thousand(high, digits, units) + large
        if low and low < 1000:
            written += digits[0]
    if low:
        written += _below_ten_thousand(low, digits, units)
    ten = digits[1] + units[0]
    return written[1:] if bare_ten and written.startswith(ten) else written


def _below_ten_thousand(number: int, digits: str, units: str) -> str:
    written, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(written)
            continue
        if gap:
            written += digits[0]
        gap = False
        written += digits[digit] + (units[power - 1] if power else "")
    return written


def _counting(number: int) -> str | None:
    """Chinese counting: words below a hundred, digit by digit from there on."""
    if number < 100:
        return chinese(number, digits="○一二三四五六七八九")
    return _digit_by_digit("○一二三四五六七八九")(number)


def _japanese_counting(number: int) -> str | None:
    """十, 百 and 千 stand without 一 before them, and zeros are not spoken."""
    written = chinese(number, digits=DIGITS)
    if written is None or number == 0:
        return written
    for unit in "十百千":
        written = written.replace("一" + unit, unit)
    return written.replace("〇", "")


def _digit_by_digit(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _signs(signs: str) -> Callable[[int], str | None]:
    """One sign a number, from one on."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else None


def _range(first: str, count: int) -> str:
    return "".join(chr(ord(first) + step) for step in range(count))


def _stems_and_branches(number: int) -> str | None:
    if not 0 < number <= 60:
        return None
    return STEMS[(number - 1) % 10] + BRANCHES[(number - 1) % 12]


def _letters(number: int) -> str | None:
    """A, b … z, then aa, bb … as Word does."""
    if not 0 < number <= LARGEST_LETTER:
        return None
    rounds, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (rounds + 1)


def _roman(number: int) -> str | None:
    if not 0 < number <= LARGEST_ROMAN:
        return None
    written = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def _upper(write: Callable[[int], str | None]) -> Callable[[int], str | None]:
    return lambda number: (write(number) or "").upper() or None


def _legal(digits: str, units: str, large: str) -> Callable[[int], str | None]:
    return lambda number: chinese(
        number, digits=digits, units=units, large=large, bare_ten=False
    )


STYLES: dict[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": _digit_by_digit("０１２３４５６７８９"),
    "decimalFullWidth2": _digit_by_digit("０１２３４５６７８９"),
    "decimalEnclosedCircle": _signs(
        _range("①", 20) + _range("㉑", 15) + _range("㊱", 15)
    ),
    "decimalEnclosedCircleChinese": _signs(
        _range("①", 20) + _range("㉑", 15) + _range("㊱", 15)
    ),
    "decimalEnclosedFullstop": _signs(_range("⒈", 20)),
    "decimalEnclosedParen": _signs(_range("⑴", 20)),
    "numberInDash": "- {} -".format,
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": _japanese_counting,
    "koreanDigital2": _digit_by_digit("零一二三四五六七八九"),
    "ideographDigital": _digit_by_digit(DIGITS),
    "japaneseDigitalTenThousand": _digit_by_digit(DIGITS),
    "taiwaneseDigital": _digit_by_digit("○一二三四五六七八九"),
    "ideographTraditional": _signs(STEMS),
    "ideographZodiac": _signs(BRANCHES),
    "ideographZodiacTraditional": _stems_and_branches,
    "ideographEnclosedCircle": _signs(_range("㊀", 10)),
    "chineseLegalSimplified": _legal(LEGAL_SIMPLIFIED, "拾佰仟", "万"),
    "ideographLegalTraditional": _legal(LEGAL_TRADITIONAL, "拾佰仟", "萬"),
    "japaneseLegal": _legal(LEGAL_JAPANESE, "拾百阡", "萬"),
    "lowerLetter": _letters,
    "upperLetter": _upper(_letters),
    "lowerRoman": _roman,
    "upperRoman": _upper(_roman),
}
