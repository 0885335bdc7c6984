"""PDF: laid out by Typst, which is given the table as data, never as markup."""

import json
import re
from functools import cache

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.exports.operations.sheet import (
    Sheet,
    column_widths,
    paged_rows,
    printable,
)
from lianxin.kernel.actor import Refused

# Tags make a table readable aloud and, beyond this size, a file twenty times larger.
TAGGED_ROWS = 500

_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af]")
_SIMPLIFIED = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "SimSun",
    "Noto Serif CJK SC",
)
_TRADITIONAL = (
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "Source Han Sans TC",
    "Microsoft JhengHei",
    "PingFang TC",
    "Noto Serif CJK TC",
)
_LANGUAGES = {"zh-hans": ("zh", "CN"), "zh-hant": ("zh", "HK")}

_LAYOUT = b"""
#let given = json(bytes(sys.inputs.given))
#set document(title: given.title)
#set page(
  paper: "a4", flipped: not given.by_hand, margin: 15mm, numbering: "1 / 1",
  footer: context {
    set text(size: 7pt)
    grid(
      columns: (1fr, auto), given.foot,
      text(size: 9pt, counter(page).display("1 / 1", both: true)),
    )
  },
)
#let size = if given.by_hand { 13pt } else { 9pt }
#set text(font: given.fonts, size: size, lang: given.lang, region: given.region)
#set par(leading: 0.55em)
#show heading: set text(size: if given.by_hand { 19pt } else { 15pt })
#show heading: set block(below: 0.8em)
= #given.title
#if given.note != "" [#text(size: calc.min(size, 11pt), fill: rgb("#5B6472"), given.note)]
#if given.columns.len() > 0 {
  table(
    columns: given.widths.map(wide => wide * 1fr),
    stroke: 0.4pt + rgb("#B9B3A6"),
    inset: if given.by_hand { 9pt } else { 4pt },
    align: left + if given.by_hand { horizon } else { top },
    table.header(
      repeat: true,
      ..given.columns.map(title => table.cell(
        fill: rgb("#EFEBE3"), text(weight: "bold", title),
      ))
    ),
    ..given.rows.flatten(),
  )
}
"""


def write_pdf(sheet: Sheet) -> bytes:
    """A document: title, note, table with repeated head, page numbers.

    It is landscape but where it is filled in by hand.

    Refused where the text has Chinese characters and no installed font has them.
    """
    rows = paged_rows(sheet)
    lang, region = _LANGUAGES.get(get_language() or "", ("en", "GB"))
    given = {
        "title": printable(sheet.title),
        "note": printable(sheet.note),
        "foot": printable(sheet.foot),
        "columns": [printable(title) for title in sheet.columns],
        "rows": rows,
        "widths": column_widths(sheet, rows),
        "by_hand": sheet.by_hand,
        "lang": lang,
        "region": region,
    }
    fonts = chinese_fonts()
    if not fonts and _HAN.search(json.dumps(given, ensure_ascii=False)):
        raise Refused(
            _(
                "This machine has no font with Chinese characters, so a PDF would "
                "show empty boxes. Ask the administrator to install the package "
                "fonts-noto-cjk; Word and Excel work meanwhile."
            )
        )
    traditional_first = get_language() == "zh-hant"
    given["fonts"] = _in_order(fonts, traditional_first=traditional_first)
    made = typst.compile(
        _LAYOUT,
        sys_inputs={"given": json.dumps(given)},
        pdf_tags=len(rows) <= TAGGED_ROWS,
    )
    return bytes(made)


@cache
def chinese_fonts() -> tuple[str, ...]:
    """The installed fonts that we know to have Chinese characters, best first."""
    installed = set(typst.Fonts().families())
    return tuple(f for f in (*_SIMPLIFIED, *_TRADITIONAL) if f in installed)


def _in_order(fonts: tuple[str, ...], *, traditional_first: bool) -> list[str]:
    """The fonts, those of the language in use first; Typst's own one at the end."""
    return [
        *sorted(fonts, key=lambda f: (f in _TRADITIONAL) != traditional_first),
        "Libertinus Serif",
    ]
