"""A table of targets and of what was reached, taken in from a file or a paste."""

import json
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import DayField, PageForm
from lianxin.kernel.actor import Actor
from lianxin.kernel.sheets import SheetError, read_pasted, read_table
from lianxin.kernel.zh.scripts import simplified
from lianxin.kernel.zh.widths import narrow
from lianxin.org.units.forms import NUMBER
from lianxin.org.units.models import Unit
from lianxin.work.targets import queries
from lianxin.work.targets.forms.aims import AimForm
from lianxin.work.targets.models import Target
from lianxin.work.targets.operations import Given
from lianxin.work.targets.queries import Key

MOST_CHARACTERS = 2_000_000
MOST_MEGABYTES = 8
# A heading, a title above it and a note below that: people begin tables with these.
ROWS_BEFORE_HEADING = 5
# What the columns are called; the first Chinese name is the one a template would use.
HEADINGS: Mapping[str, Sequence[str]] = {
    "unit": ("责任单位", "单位", "部门", "责任部门", "unit"),
    "name": ("指标名称", "经营指标", "指标", "name", "businesstarget"),
    "measured_in": ("计量单位", "单位名称", "unitofmeasure", "measuredin"),
    "period": ("期间", "周期", "年度", "考核期", "period"),
    "begins_on": ("起始日期", "开始日期", "起", "from"),
    "ends_on": ("截止日期", "结束日期", "止", "until"),
    "value": ("目标值", "目标", "年度目标", "toreach", "valuetoreach", "target"),
    "direction": ("方向", "越多越好", "themorethebetter", "direction"),
    "on": ("数据日期", "统计日期", "日期", "day"),
    "reached": ("实际值", "完成值", "完成", "reached", "valuereached", "actual"),
    "words": ("备注", "说明", "remark"),
}
NEEDED = ("unit", "name", "measured_in", "value")
FEWER = frozenset(["否", "越少越好", "少", "低", "不超过", "no", "less", "fewer"])
MORE = frozenset(["", "是", "越多越好", "多", "高", "不低于", "yes", "more"])
PERIOD = re.compile(
    r"(?P<year>\d{4})年?度?(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度?"
    r"|(?P<month>\d{1,2})月)?"
)
QUARTERS = {c: n for n, c in enumerate("一二三四", 1)}


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row of the table: its number there, its cells, what is wrong or what it gives."""

    number: int
    cells: Mapping[str, str]
    faults: Sequence[str]
    given: Given | None
    effect: str = ""


class _Row(AimForm):
    """One row, checked as the forms of a target and of a value check theirs."""

    on = DayField(label=_("Day"), required=False)
    reached = forms.DecimalField(
        label=_("Value reached"), max_digits=16, decimal_places=3, required=False
    )
    words = forms.CharField(label=_("Remark"), max_length=200, required=False)


class _Table(PageForm):
    """Rows to be judged: `judged` once the form is valid, `cells` to keep them."""

    judged: Sequence[JudgedRow] = ()

    def __init__(self, *, actor: Actor, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self._actor, self._today = actor, today
        self.cells: Sequence[Sequence[str]] = ()

    @property
    def faulty(self) -> Sequence[JudgedRow]:
        """The rows that cannot be stored."""
        return [row for row in self.judged if row.faults]

    @property
    def right(self) -> Sequence[JudgedRow]:
        """The rows that can be stored."""
        return [row for row in self.judged if not row.faults]

    def judge(self, cells: Sequence[Sequence[str]]) -> None:
        """Find the heading and say of each row below it what it gives."""
        self.cells = cells
        heading = _heading_in(cells)
        if heading is None:
            raise ValidationError(
                _(
                    "No heading was found. The table needs the columns 责任单位, "
                    "指标名称, 计量单位, 目标值 and 期间, in any order."
                )
            )
        place, columns = heading
        reader = _Reader(queries.editable_by(self._actor), today=self._today)
        judged = [
            reader.judged(number, {n: _cell(row, at) for n, at in columns.items()})
            for number, row in enumerate(cells[place + 1 :], place + 2)
            if any(row)
        ]
        units = {row.given.unit.pk for row in judged if row.given}
        stored = queries.stored_in(units)
        self.judged = [
            replace(row, effect=_effect_of(row.given, stored)) for row in judged
        ]
        if not self.judged:
            raise ValidationError(_("There is no row below the heading."))


class TakeInTable(_Table):
    """A file, or a block pasted from a spreadsheet."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("Excel (.xlsx) or CSV, with the columns named in the first row."),
    )
    text = forms.CharField(
        label=_("or paste the rows here, with their heading"),
        widget=forms.Textarea,
        max_length=MOST_CHARACTERS,
        required=False,
    )

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent; its rows are judged."""
        cleaned = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if bool(file) == bool(text.strip()):
            raise ValidationError(_("Choose a file or paste the rows; one of the two."))
        if file and file.size > MOST_MEGABYTES * 1024 * 1024:
            raise ValidationError({"file": _words_of("too_large")})
        try:
            self.judge(
                read_table(file.read(), name=file.name) if file else read_pasted(text)
            )
        except SheetError as error:
            raise ValidationError(_words_of(error.code)) from error
        return cleaned


class StoreTable(_Table):
    """The rows as they were shown, to be stored; `given` in the cleaned data."""

    table = forms.CharField(widget=forms.HiddenInput, max_length=MOST_CHARACTERS)

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, judged anew: the units may have changed meanwhile."""
        cleaned = super().clean() or self.cleaned_data
        self.judge(_unpacked(cleaned.get("table", "")))
        if self.faulty:
            raise ValidationError(_("Some rows have faults; nothing was stored."))
        cleaned["given"] = [row.given for row in self.judged if row.given]
        return cleaned


def packed(cells: Sequence[Sequence[str]]) -> str:
    """The cells as one line, for a hidden field."""
    return json.dumps(cells, ensure_ascii=False)


class _Reader:
    """Judges rows against the units whose targets may be set; one query for all."""

    def __init__(self, units: Iterable[Unit], *, today: date) -> None:
        self._today = today
        self._named: dict[str, list[Unit]] = {}
        self._numbered: dict[int, Unit] = {}
        self._seen: dict[Key, Given] = {}
        for unit in units:
            self._numbered[unit.pk] = unit
            for name in {unit.name, unit.short_name}:
                self._named.setdefault(simplified(name), []).append(unit)

    def judged(self, number: int, cells: Mapping[str, str]) -> JudgedRow:
        """What this row gives, or all that is wrong with it."""
        faults: list[str] = []
        unit = self._unit(cells.get("unit", ""), faults)
        form = _Row(data=self._data(cells, faults))
        if not form.is_valid():
            faults += [
                f"{form.fields[name].label if name in form.fields else ''}: {error}"
                for name, errors in form.errors.items()
                for error in errors
            ]
        given = None
        if unit is not None and not faults:
            taken = form.cleaned_data
            given = Given(
                unit, taken["aim"], taken["on"], taken["reached"], taken["words"]
            )
            faults += self._faults_of(given)
        return JudgedRow(number, cells, faults, None if faults else given)

    def _unit(self, name: str, faults: list[str]) -> Unit | None:
        number = NUMBER.search(name)
        if number:
            found = [u for n, u in self._numbered.items() if n == int(number[1])]
        else:
            found = self._named.get(simplified(name.strip()), [])
        if len(found) == 1:
            return found[0]
        faults.append(
            gettext("Several units have this name; write its full name or number.")
            if found
            else gettext("No unit of this name whose targets you may set.")
        )
        return None

    def _data(self, cells: Mapping[str, str], faults: list[str]) -> dict[str, Any]:
        data: dict[str, Any] = dict(cells)
        if not cells.get("begins_on") and not cells.get("ends_on"):
            span = _span_of(cells.get("period", ""))
            if span is None:
                faults.append(
                    gettext(
                        "Write the period as 2026年, 2026年上半年, 2026年三季度 or 2026年5月."
                    )
                )
                span = (self._today, self._today)
            data["begins_on"], data["ends_on"] = (
                span[0].isoformat(),
                span[1].isoformat(),
            )
        for name in ("value", "reached"):
            data[name] = _number_in(cells.get(name, ""), cells.get("measured_in", ""))
        direction = cells.get("direction", "").strip().lower()
        if direction not in FEWER | MORE:
            faults.append(gettext("Write 越多越好 or 越少越好 as the direction."))
        data["more_is_better"] = "" if direction in FEWER else "on"
        return data

    def _faults_of(self, given: Given) -> list[str]:
        """What is wrong between the cells, and with earlier rows of the table."""
        aim, faults = given.aim, []
        if aim.ends_on < aim.begins_on:
            faults.append(gettext("The period ends before it begins."))
        if (given.on is None) != (given.reached is None):
            faults.append(
                gettext("A value reached needs its day, and a day its value.")
            )
        if given.on is not None and given.on > self._today:
            faults.append(gettext("This day has not come yet."))
        if given.on is not None and given.on < aim.begins_on:
            faults.append(gettext("This day is before the period begins."))
        if self._seen.setdefault(given.key, given).aim != aim:
            faults.append(gettext("An earlier row sets this target differently."))
        return faults


def _effect_of(given: Given | None, stored: Mapping[Key, Target]) -> str:
    """What storing the row does, in words."""
    if given is None:
        return ""
    target = stored.get(given.key)
    said = []
    if target is None:
        said.append(gettext("new target"))
    elif given.changes(target):
        said.append(gettext("target changes"))
    if given.reached is not None and not given.is_entered_in(target):
        said.append(gettext("new value"))
    return gettext(", ").join(said) or gettext("as stored")


def _heading_in(cells: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    for place, row in enumerate(cells[:ROWS_BEFORE_HEADING]):
        titles = [_title_in(cell) for cell in row]
        columns: dict[str, int] = {}
        for name, known in HEADINGS.items():
            at = next((titles.index(title) for title in known if title in titles), None)
            if at is not None and at not in columns.values():
                columns[name] = at
        if set(NEEDED) <= set(columns):
            return place, columns
    return None


def _title_in(cell: str) -> str:
    """A title without width, script, case and what stands in brackets behind it."""
    return simplified(narrow(cell)).lower().partition("(")[0]


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _span_of(words: str) -> tuple[date, date] | None:
    found = PERIOD.fullmatch(simplified(narrow(words)))
    if found is None or not date.min.year <= int(found["year"]) <= date.max.year:
        return None
    year, first, months = int(found["year"]), 1, 12
    if found["half"]:
        first, months = (1 if found["half"] == "上" else 7), 6
    elif found["quarter"]:
        number = QUARTERS.get(found["quarter"]) or int(found["quarter"])
        first, months = 3 * number - 2, 3
    elif found["month"]:
        first, months = int(found["month"]), 1
    if not 1 <= first <= 12:
        return None
    last = first + months - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _number_in(text: str, measured_in: str) -> str:
    """A number as people write it: with commas, and with its unit behind it."""
    text = narrow(text).strip().replace(",", "")
    for unit in (measured_in.strip(), "%"):
        if unit:
            text = text.removesuffix(narrow(unit)).strip()
    return text


def _unpacked(text: str) -> list[list[str]]:
    try:
        cells = json.loads(text)
    except (ValueError, RecursionError):
        cells = None
    is_table = isinstance(cells, list) and all(
        isinstance(row, list) and all(isinstance(cell, str) for cell in row)
        for row in cells
    )
    if not is_table:
        raise ValidationError(
            _("The rows did not arrive whole; take the file in anew.")
        )
    return list(cells)


def _words_of(code: str) -> str:
    """Why a file gives no table, and what to do."""
    return {
        "unknown": gettext(
            "Only .xlsx and .csv can be read. Save the table as one of these."
        ),
        "too_large": gettext(
            "The table has too many rows. Part it into several files."
        ),
        "empty": gettext("The table is empty."),
    }.get(code) or gettext(
        "The file cannot be read. Open it, save it anew as .xlsx, and try again."
    )
