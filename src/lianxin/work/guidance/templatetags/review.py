"""Tags for the review page."""

from collections.abc import Sequence

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lianxin.kernel.outline.script import script_of
from lianxin.work.guidance.queries.review import RowView

register = template.Library()


@register.filter
def script(text: str) -> str:
    """The language of a document, for fonts and screen readers."""
    return "zh-Hant" if script_of(text) == "hant" else "zh-Hans"


@register.simple_tag
def grid_rows(
    rows: Sequence[RowView], columns: Sequence[object], *, may_edit: bool
) -> SafeString:
    """The rows of the grid. In Python, as hundreds of them are most of the page."""
    starts = [
        (column.code, f'<td role="gridcell" data-cell="{column.code}" tabindex="-1"')  # type: ignore[attr-defined]  # views' columns
        for column in columns
    ]
    return mark_safe("".join(_row(row, starts, may_edit=may_edit) for row in rows))  # noqa: S308 -- each part is escaped


def _row(row: RowView, starts: Sequence[tuple[str, str]], *, may_edit: bool) -> str:
    task = row.task
    clause = f' data-clause="{row.clause}"' if row.clause else ""
    parts = [
        f'<tr role="row" id="task-{task.pk}" data-task="{task.pk}" '
        f'data-version="{task.version}"{clause}>',
        _head(row, may_edit=may_edit),
    ]
    for code, start in starts:
        text = row.cells[code]
        empty = "" if text else ' class="grid-empty"'
        parts.append(f"{start}{empty}>{escape(text)}</td>")
    parts.append("</tr>")
    return "".join(parts)


def _head(row: RowView, *, may_edit: bool) -> str:
    """The row's number, its clause, what to look at.

    The number leads to the row's form, for whoever may use it.
    """
    quote = escape(row.quote)
    if may_edit:
        address = reverse("guidance:task", args=[row.task.plan_id, row.task.pk])
        named = {"number": row.number, "text": row.task.text}
        label = escape(_("Row %(number)s: %(text)s") % named)
        number = (
            f'<a href="{address}" title="{quote}" aria-label="{label}" data-open>'
            f"{row.number}</a>"
        )
    else:
        number = f'<span title="{quote}">{row.number}</span>'
    paths = escape(" ".join(row.paths))
    clause = f'<span class="grid-clause">{paths}</span>' if paths else ""
    flags = (
        render_to_string("guidance/flags.html", {"flags": row.flags})
        if row.flags
        else ""
    )
    return (
        f'<th role="rowheader" scope="row" class="grid-path">{number}'
        f'{clause}<span class="grid-flags" data-flags>{flags}</span></th>'
    )
