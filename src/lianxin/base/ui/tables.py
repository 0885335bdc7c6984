"""The list that every page of rows uses: filters, count, sorting, pages, exports."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails
from typing_extensions import override

from lianxin.base.exports import operations as exports
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.forms.page_form import FilterForm
from lianxin.base.ui.wording import Pill, pill
from lianxin.kernel.rules.verdict import Standing, Verdict

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PER_PAGE = 25
MOST_COUNTED, MOST_FOUND = 10_000, 1_000
CHUNK = 500
SORT, PAGE, FORMAT, WORDS = "sort", "page", "format", "q"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list.

    `value(row)` is text, a day, an instant, a number, a Verdict or a Standing; `link(row)` its
    address ("" for none). `sort` names the fields to order by; never a count where
    rows are units or persons. `export(row)` is what a file shows in its place.
    """

    name: str
    title: "StrOrPromise"
    value: Callable[[Any], object]
    link: Callable[[Any], str] | None = None
    sort: Sequence[str] = ()
    export: Callable[[Any], object] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands where a row and a column meet."""

    column: Column
    value: object
    url: str = ""
    pill: Pill | None = None

    @property
    def is_number(self) -> bool:
        """Whether it stands at the end of its column."""
        return isinstance(self.value, int | float) and not isinstance(self.value, bool)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's title; `url` sorts by it, `direction` is how it is sorted now.

    It stands over its numbers, where there are any.
    """

    title: "StrOrPromise"
    url: str = ""
    direction: str = ""
    is_of_numbers: bool = False


class _Pages(Paginator[Any]):
    """Pages of rows that are counted up to a limit, as nobody leafs further.

    Counting hundreds of thousands would cost more than the rest of the page.
    """

    def __init__(self, rows: QuerySet[Any] | Sequence[int], *, most: int) -> None:
        super().__init__(rows, PER_PAGE)
        self.most = most

    @cached_property
    def found(self) -> int:
        """How many rows there are, counted as far as one beyond the limit."""
        rows = self.object_list
        if not isinstance(rows, QuerySet):
            return len(rows)
        return rows.order_by()[: self.most + 1].count()

    @cached_property
    @override
    def count(self) -> int:
        return min(self.found, self.most)


class Table:
    """One page of a list as the component `list` shows it."""

    def __init__(
        self,
        *,
        rows: QuerySet[Any],
        columns: Sequence[Column],
        filters: FilterForm | None,
        address: QueryDict,
        caption: str,
        empty: "StrOrPromise",
        prepare: Callable[[list[Any]], None] | None = None,
        name: str = "rows",
    ) -> None:
        self.name = name
        self.columns = columns
        self.filters = filters
        self.caption = caption
        self.empty = empty
        self._address = address
        self._prepare = prepare
        self._all = rows
        self._rows = self._sorted(self._filtered(rows))

    @cached_property
    def page(self) -> "Page[Any]":
        """The page asked for, or the nearest there is."""
        most = MOST_FOUND if self._address.get(WORDS) else MOST_COUNTED
        rows = self._rows if self._fitting is None else self._fitting
        return _Pages(rows, most=most).get_page(self._address.get(PAGE))

    @property
    def count(self) -> int:
        """How many rows pass the filters, on all pages; at most MOST_COUNTED.

        At most MOST_FOUND where words are looked for: each row found costs more then.
        """
        return self.page.paginator.count

    @property
    def has_more(self) -> bool:
        """Whether more rows pass than are counted; a file has them all."""
        pages = cast("_Pages", self.page.paginator)
        return pages.found > pages.most

    @property
    def number(self) -> str:
        """The number of this page, as `pages` writes it."""
        return str(self.page.number)

    @cached_property
    def rows(self) -> list[list[Cell]]:
        """The cells of this page's rows."""
        found = self._on_page()
        if self._prepare:
            self._prepare(found)
        return [[_cell(column, row) for column in self.columns] for row in found]

    @property
    def headings(self) -> list[Heading]:
        """The columns' titles, those that sort with their addresses."""
        return [self._heading(column) for column in self.columns]

    @cached_property
    def _numbers(self) -> set[str]:
        """The names of the columns that hold numbers on this page."""
        cells = chain.from_iterable(self.rows)
        return {cell.column.name for cell in cells if cell.is_number}

    @property
    def pages(self) -> list[tuple[str, str]]:
        """The pages to choose from, each with its address; ("…", "") for a gap."""
        elided = self.page.paginator.get_elided_page_range(
            self.page.number, on_each_side=2, on_ends=1
        )
        return [
            (str(n), self._with(page=n) if str(n).isdigit() else "") for n in elided
        ]

    @property
    def previous(self) -> str:
        """The address of the page before this one."""
        return self._with(page=self.page.previous_page_number())

    @property
    def following(self) -> str:
        """The address of the page after this one."""
        return self._with(page=self.page.next_page_number())

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """A title and an address for each kind of file."""
        titles = {"xlsx": "Excel", "docx": "Word", "pdf": "PDF"}
        return [(title, self._with(format=kind)) for kind, title in titles.items()]

    @property
    def is_filtered(self) -> bool:
        """Whether a filter is set, so that an empty list need not mean there is none."""
        return bool(
            self.filters and any(self._address.get(n) for n in self.filters.fields)
        )

    @property
    def sorting(self) -> str:
        """The sorting to keep when the filters are sent anew."""
        return self._address.get(SORT, "")

    def exported(self) -> Iterator[list[object]]:
        """All rows that pass the filters, as a file shows them."""
        rows = self._rows.iterator(chunk_size=CHUNK)
        while chunk := list(islice(rows, CHUNK)):
            if self._prepare:
                self._prepare(chunk)
            for row in chunk:
                yield [_exported(column, row) for column in self.columns]

    @cached_property
    def _fitting(self) -> Sequence[int] | None:
        """The numbers of the rows that fit the words best, and one more than counted.

        None where no words are looked for, or the user sorts the rows: all that pass
        are in order then.
        """
        if self.sorting or self.filters is None or not self.filters.is_valid():
            return None
        return self.filters.fitting(self._all, most=MOST_FOUND + 1)

    def _on_page(self) -> list[Any]:
        found = list(self.page.object_list)
        if self._fitting is None:
            return found
        rows = self._all.order_by().in_bulk(found)
        return [rows[number] for number in found if number in rows]

    def _filtered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.filters is None:
            return rows
        return self.filters.apply(rows) if self.filters.is_valid() else rows.none()

    def _sorted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        name = self.sorting.removeprefix("-")
        fields = next((c.sort for c in self.columns if c.sort and c.name == name), ())
        if not fields:
            return rows
        if self.sorting.startswith("-"):
            fields = [f[1:] if f.startswith("-") else f"-{f}" for f in fields]
        return rows.order_by(*fields, "pk")

    def _heading(self, column: Column) -> Heading:
        is_of_numbers = column.name in self._numbers
        if not column.sort:
            return Heading(column.title, is_of_numbers=is_of_numbers)
        ascending = self.sorting == column.name
        now = {column.name: "ascending", f"-{column.name}": "descending"}
        following = f"-{column.name}" if ascending else column.name
        address, direction = self._with(sort=following), now.get(self.sorting, "")
        return Heading(column.title, address, direction, is_of_numbers)

    def _with(self, **changes: object) -> str:
        address = self._address.copy()
        for name in {PAGE, FORMAT} | set(changes):
            address.pop(name, None)
        for name, value in changes.items():
            address[name] = str(value)
        return f"?{address.urlencode()}"


def _cell(column: Column, row: object) -> Cell:
    value = column.value(row)
    url = column.link(row) if column.link else ""
    return Cell(column, value, url, _pill(value))


def _exported(column: Column, row: object) -> object:
    value = (column.export or column.value)(row)
    shown = _pill(value)
    return value if shown is None else shown.word


def _pill(value: object) -> Pill | None:
    if isinstance(value, Pill):
        return value
    return pill(value) if isinstance(value, Standing | Verdict) else None


def list_page(
    request: HttpRequest,
    template: str,
    *,
    rows: QuerySet[Any],
    columns: Sequence[Column],
    filters: Callable[..., FilterForm] | None = None,
    caption: str,
    empty: "StrOrPromise",
    export_name: str,
    context: Mapping[str, object] | None = None,
    prepare: Callable[[list[Any]], None] | None = None,
    foot: Callable[[], str] | None = None,
) -> HttpResponse:
    """A page of `rows`, the part that filters change, or all of them as a file.

    `rows` are what the actor may see, in their usual order. `filters` is called with
    `data` and gives a form with `apply(rows)`. `prepare` is called once with the rows
    of a page (or of a part of a file) to attach what the columns show. `empty` says
    what to do where there is none. The file has exactly the rows of all pages; `foot`
    says what stands beside its page numbers.
    """
    table = Table(
        rows=rows,
        columns=columns,
        filters=filters(data=request.GET) if filters else None,
        address=request.GET,
        caption=caption,
        empty=empty,
        prepare=prepare,
    )
    wanted = request.GET.get(FORMAT)
    if wanted in exports.MEDIA_TYPES:
        kind = cast("exports.Format", wanted)
        return _file(table, kind, name=export_name, foot=foot() if foot else "")
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    is_part = bool(htmx) and not getattr(htmx, "history_restore_request", False)
    response = render(
        request,
        "ui/rows.html" if is_part else template,
        {**(context or {}), "table": table, "is_part": is_part},
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


def _file(
    table: Table, kind: exports.Format, *, name: str, foot: str = ""
) -> HttpResponse:
    sheet = exports.Sheet(
        title=table.caption,
        columns=[str(column.title) for column in table.columns],
        rows=table.exported(),
        note=table.filters.in_words() if table.filters else "",
        foot=foot,
    )
    content = exports.write(kind, sheet)
    return file_answer(content, kind, name=f"{name}-{clock.today():%Y-%m-%d}")
