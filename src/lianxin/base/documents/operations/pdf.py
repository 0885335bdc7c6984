"""PDF: laid out by Typst, which is given the letter as data, never as markup."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst
from django.utils.translation import gettext as _

from lianxin.base.documents.operations.contents import Paper, given
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Refused

LAYOUT = Path(__file__).parents[1] / "templates" / "documents" / "letter.typ"
LAST_RESORT = "Libertinus Serif"
_REGIONS = {"zh-Hans": "CN", "zh-Hant": "HK"}


def write_pdf(paper: Paper) -> bytes:
    """The letter as a PDF without any time in it, so that the same paper is the same.

    Refused where no font of the standard, nor any that stands in for one, is there.
    """
    told = {
        **given(paper),
        "lines": [asdict(line) for line in given(paper)["lines"]],  # type: ignore[attr-defined]  # a list of lines
        "measures": {
            code: float(found.value) for code, found in rulebook.letter_layout().items()
        },
        "fonts": {
            use: fonts_of(use, paper.language) for use in rulebook.letter_fonts()
        },
        "region": _REGIONS[paper.language],
    }
    made = typst.compile(
        LAYOUT.read_bytes(), sys_inputs={"given": json.dumps(told, sort_keys=True)}
    )
    return bytes(made)


def fonts_of(use: str, language: str) -> list[str]:
    """The installed fonts for this use, those of the letter's script first."""
    found = [name for name in rulebook.letter_fonts()[use] if name in _installed()]
    if not found:
        raise Refused(
            _(
                "This machine has no font with Chinese characters, so a PDF would "
                "show empty boxes. Ask the administrator to install the package "
                "fonts-noto-cjk; Word and Excel work meanwhile."
            )
        )
    if language == "zh-Hant":
        found.sort(key=lambda name: not name.endswith("TC"))
    return [*found, LAST_RESORT]


@cache
def _installed() -> frozenset[str]:
    return frozenset(typst.Fonts().families())
