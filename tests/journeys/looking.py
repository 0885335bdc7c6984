"""The ways in which a page is looked at: language, theme, size."""

from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True)
class Look:
    language: str
    theme: str
    width: int
    height: int

    @property
    def locale(self) -> str:
        return {"zh-hans": "zh-CN", "zh-hant": "zh-TW", "en": "en-GB"}[self.language]

    @property
    def name(self) -> str:
        return f"{self.language}-{self.theme}-{self.width}"

    def cookies(self, url: str) -> list[dict[str, str]]:
        return [
            {"name": "django_language", "value": self.language, "url": url},
            {"name": "lianxin_theme", "value": self.theme, "url": url},
        ]


PHONE = (390, 844)
DESKTOP = (1440, 900)
TWELVE = [
    Look(language, theme, *size)
    for language, theme, size in product(
        ("zh-hans", "zh-hant", "en"), ("light", "dark"), (PHONE, DESKTOP)
    )
]
TWICE = [Look("zh-hans", "light", *PHONE), Look("zh-hans", "dark", *DESKTOP)]


def look_of(language: str) -> Look:
    """A desktop by day in this language."""
    return Look(language, "light", *DESKTOP)
