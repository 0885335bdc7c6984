"""Invented names of people, put together from common parts."""

from collections.abc import Iterator
from datetime import date
from operator import mul
from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
FIRST = (
    "明志文建国海春晓雪玉立永思子嘉若雨浩天宇梦佳俊伟静秀丽红军卫东正清远秋冬景瑞安宁"
)
SECOND = (
    "华强平山川林峰涛波军勇杰磊鹏飞斌辉刚毅敏婷娜芳燕玲霞洁琳颖欣怡然轩博昊阳晨曦泽航"
)
AREAS = ("110101", "110102", "110105", "110106", "110107", "110108", "110109")
SEQUENCES = (996, 997, 998, 999)
WEIGHTS = tuple(2 ** (17 - place) % 11 for place in range(17))
RARE = ("㛃", "䶮", "喆", "昇", "珺", "燚")


def name_of(random: Random) -> str:
    """A name of two or three characters; one in five hundred has a rare one."""
    surname = random.choice(SURNAMES)
    if random.random() < 0.002:
        return surname + random.choice(RARE)
    if random.random() < 0.25:
        return surname + random.choice(SECOND)
    return surname + random.choice(FIRST) + random.choice(SECOND)


def identity_number(random: Random, *, year: int, month: int, day: int) -> str:
    """A number that no person can have: sequence codes 996 to 999 (GB 11643)."""
    birth = f"{year:04}{month:02}{day:02}"
    return numbered(AREAS[0], birth, random.choice(SEQUENCES))


def other_numbers(birth: date) -> Iterator[str]:
    """All such numbers of one birthday, area by area."""
    for area in AREAS:
        for sequence in SEQUENCES:
            yield numbered(area, f"{birth:%Y%m%d}", sequence)


def numbered(area: str, birth: str, sequence: int) -> str:
    """The number with its eighteenth character (GB 11643-1999)."""
    first = f"{area}{birth}{sequence}"
    total = sum(map(mul, map(int, first), WEIGHTS))
    return first + "10X98765432"[total % 11]
