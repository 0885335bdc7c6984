"""Names of people in cells: spaces that only fill, dots of many kinds, lists of names."""

import re

from lianxin.kernel.sheets.placing import Place

HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff〇]")
PARTED = re.compile(r"[、，,;；/\n]+")
BRACKETED = re.compile(r"[（(【\[].*?[)）】\]]")
# Why somebody was not there, behind the name or after it: 王芳请假, 高远山，出差.
REASON = re.compile(
    r"(?:因[公病事故私][^、，,;；/\s]{0,4}|(?:长期|临时|年|外出|在外)?"
    r"(?:请假|請假|病假|事假|产假|產假|婚假|丧假|年假|休假|年休假|探亲假|探親假|病休"
    r"|出差|公差|公出|外出|住院|值班|倒班|夜班|借调|借調|培训|培訓"
    r"|全勤|无缺席|無缺席|无人缺席|全员到会|全部到会|全体到会|全員到會|全體到會))+$"
)
# How many were away, and not who: 5人请假, 出差2人, 李明等3人.
AWAY = (
    r"(?:共|计|其中|缺席|缺勤|未到|请假|請假|病假|事假|产假|產假|婚假|休假|年假|出差|公出|外出"
    r"|值班|倒班|因[公病事私])*"
)
COUNT = re.compile(rf"\s*(?:{AWAY}\s*\d{{1,4}}\s*[人名个個位]{AWAY}|\d{{1,4}})\s*")
AND_SO_MANY = re.compile(r"等(?:共)?\s*\d{0,4}\s*[人名位个](?=、|\s|$)")
# Sex, ethnic group, post and a former name, as lists add them behind a name.
ASIDE = re.compile(
    r"\s*[（(]\s*(?:[男女]性?|(?:预备|預備|正式)(?:党员|黨員)?|离?退休|離?退休|返聘|借调|借調|挂职|掛職|[㐀-鿿]{1,4}族"
    r"|[㐀-鿿]{0,8}(?:书记|書記|委员|委員|主任|经理|經理|部长|部長|组长|組長|班长|班長"
    r"|厂长|廠長|队长|隊長|科长|科長|处长|處長|主席|同志)"
    r"|(?:曾用名|原名|又名|别名|別名)\s*[:：]?[^)）]*)"
    r"(?:[，,、\s]+(?:[男女]性?|[㐀-鿿]{1,4}族))*\s*[)）]\s*$"
)
# A name with all that is added to it; what is longer is looked at for neither.
LONGEST = 60
# Surnames of two signs, after which a space says nothing.
SURNAMES_OF_TWO = frozenset(
    [
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "上官",
        "诸葛",
        "諸葛",
        "皇甫",
        "尉迟",
        "尉遲",
        "公孙",
        "公孫",
        "慕容",
        "令狐",
        "长孙",
        "長孫",
        "宇文",
        "司徒",
        "端木",
        "夏侯",
        "南宫",
        "南宮",
        "独孤",
        "獨孤",
        "东方",
        "東方",
        "百里",
    ]
)
DOTS = re.compile(r"[•‧∙⋅．.・･]")
# Letters of any script, the dot within names of minorities, and signs of Latin names.
USUAL = re.compile(r"[^\W\d_]+(?:[·\s'’-][^\W\d_]+)*")


def read_name(value: object, place: Place) -> str:
    """The name of one person; spaces between Chinese signs are removed.

    So is what a list adds of the person in brackets: （女）, （女，回族）, （党委书记）.
    """
    typed = str(value)
    bare = ASIDE.sub("", typed) if len(typed) <= LONGEST else typed
    if bare != typed and bare.strip():
        place.repaired("brackets_left_out", found=typed)
        typed = bare.rstrip()
    name = _joined(typed)
    if name != typed and not DOTS.search(typed):
        place.repaired("spaces_removed", found=typed)
    elif name != typed:
        place.repaired("dot_made_even", found=typed)
    if any(sign.isdigit() for sign in name):
        raise place.wrong("name_invalid", found=typed)
    if not USUAL.fullmatch(name) or _is_of_two(typed):
        place.repaired("name_odd", found=typed)
    return name


def _is_of_two(typed: str) -> bool:
    """王刚 李红 may be two people, 欧阳 娜娜 is one."""
    parts = typed.split()
    return (
        len(parts) > 1
        and all(len(part) > 1 and HAN.match(part) for part in parts)
        and parts[0] not in SURNAMES_OF_TWO
    )


def read_names(typed: str, place: Place) -> tuple[str, ...]:
    """The names in a cell, as `names` parts them."""
    bare = BRACKETED.sub("", typed)
    if bare != typed:
        place.repaired("brackets_left_out", found=typed)
    counted = bare
    bare = AND_SO_MANY.sub(
        "", "、".join(p for p in PARTED.split(bare) if not COUNT.fullmatch(p))
    )
    if bare != "、".join(PARTED.split(counted)):
        place.repaired("count_left_out", found=typed)
    parts = "、".join(_without_reason(part) for part in PARTED.split(bare))
    found = names("、".join(_without_reason(name) for name in names(parts)))
    if found != names(bare):
        place.repaired("reason_left_out", found=typed)
    if any(sign.isdigit() for name in found for sign in name):
        raise place.wrong("name_invalid", found=typed)
    if any(name not in bare for name in found):
        place.repaired("spaces_removed", found=typed)
    return found


def _without_reason(part: str) -> str:
    """A name without why its bearer was away; nothing where only that is said.

    One sign alone is no name: what would leave only that stays as it is.
    """
    bare = REASON.sub("", part) if len(part) <= LONGEST else part
    return part if len(bare.strip()) == 1 else bare


def names(text: str) -> tuple[str, ...]:
    """The parts of a list of names or units: by 、，；/ or lines, else by spaces.

    李 明 is one name, 曹军 严峰 are two.
    """
    found: list[str] = []
    for part in PARTED.split(text):
        found += _by_spaces(part)
    return tuple(dict.fromkeys(found))


def _by_spaces(part: str) -> list[str]:
    if not HAN.search(part):
        return [" ".join(part.split())] if part.strip() else []
    words: list[str] = []
    spaced = ""
    for word in part.split():
        if len(word) == 1 and HAN.match(word):
            spaced += word
            continue
        if spaced:
            words.append(spaced)
            spaced = ""
        words.append(_joined(word))
    if spaced:
        words.append(spaced)
    return words


def _joined(typed: str) -> str:
    name = DOTS.sub("·", typed) if HAN.search(typed) else typed
    return ("" if HAN.search(name) else " ").join(name.split())
