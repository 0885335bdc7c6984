"""Tags and filters that all templates may use."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache

from django import forms, template
from django.forms import BoundField
from django.template import TemplateSyntaxError
from django.template.context import RequestContext
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.ui import panels as panels_of_places
from lianxin.base.ui.escaping import escaped
from lianxin.base.ui.forms import owner_mark, owner_token
from lianxin.base.ui.tables import Cell, Column, Table
from lianxin.base.ui.wording import ICONS, Pill, period_of
from lianxin.base.ui.wording import bracketed as in_brackets

CONTROL = "form-control"
LONG, TEXT = 9, 40
CLASSES: Sequence[tuple[type[forms.Widget], str]] = (
    (forms.CheckboxSelectMultiple, "form-check-input"),
    (forms.RadioSelect, "form-check-input"),
    (forms.Select, "form-select"),
    (forms.CheckboxInput, "form-check-input"),
)

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative outline icon of the sprite; words beside it say what it means."""
    if not name:
        raise TemplateSyntaxError("icon needs a name")
    return _drawn(name)


@cache
def _drawn(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" width="20" height="20" aria-hidden="true" '
        'focusable="false"><use href="{}#{}"/></svg>',
        static("icons.svg"),
        name,
    )


@register.simple_tag
def status(pill: Pill, href: str = "") -> SafeString:
    """A status in a word, an icon and a colour; a link where `href` is given."""
    inside = _shaped(pill.word, pill.tone)
    if not href:
        return inside
    return format_html('<a class="status-link" href="{}">{}</a>', href, inside)


@lru_cache(maxsize=500)
def _shaped(word: str, tone: str) -> SafeString:
    return format_html(
        '<span class="status status-{}">{}{}</span>', tone, icon(ICONS[tone]), word
    )


@register.simple_tag
def rows_of(table: Table) -> SafeString:
    """The rows of a list. In Python, as these are most of what a page says."""
    starts = [_start_of(column) for column in table.columns]
    parts: list[str] = []
    for row in table.rows:
        parts.append('<tr role="row">')
        for start, found in zip(starts, row, strict=True):
            parts += (start, _class_of(found), ">", _inside(found), "</td>")
        parts.append("</tr>")
    return mark_safe("".join(parts))  # noqa: S308 -- each part is escaped


def _start_of(column: Column) -> str:
    return format_html('<td role="cell" data-label="{}"', column.title)


def _class_of(found: Cell) -> str:
    """A number stands at the end; many words ask for a column that is wide enough."""
    if found.is_number:
        return ' class="number"'
    length = len(found.value) if isinstance(found.value, str) else 0
    if length >= TEXT:
        return ' class="text"'
    return ' class="long"' if length >= LONG else ""


def _inside(found: Cell) -> str:
    if found.pill is not None:
        return status(found.pill, found.url)
    inside = _value(found.value)
    if not found.url:
        return inside
    return f'<a href="{escaped(found.url)}">{inside}</a>'


def _value(value: object) -> str:
    if value is None or value == "":
        return '<span class="nothing">—</span>'
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f'<time datetime="{local.isoformat()}">{local:%Y-%m-%d %H:%M}</time>'
    if isinstance(value, date):
        return f'<time datetime="{value.isoformat()}">{value.isoformat()}</time>'
    return escaped(value)


@register.filter
def html_language(code: str) -> str:
    """A language of the settings as HTML names it: zh-Hans for zh-hans."""
    head, _, script = code.partition("-")
    return f"{head}-{script.title()}" if script else head


@register.filter
def sent_files(form: forms.Form) -> bool:
    """Whether files came with the form, which no browser can put back."""
    return bool(form.files)


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as sentences write it in the language in use: 2026年11月23日."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return formats.date_format(value, "DATE_FORMAT")


@register.simple_tag
def period(first: date, last: date | None = None) -> SafeString:
    """A period in words, never broken in two."""
    words = period_of(first, last)
    return format_html('<span class="text-nowrap">{}</span>', words)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """A field's input with the classes of our style sheet."""
    widget = field.field.widget
    classes = next((css for kind, css in CLASSES if isinstance(widget, kind)), CONTROL)
    own = widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{classes} {own}".strip()})


@register.filter
def is_plain(field: BoundField) -> bool:
    """Whether `plain_field` can show a field: its label above, one input, no error."""
    return not (
        field.is_hidden
        or field.use_fieldset
        or field.errors
        or is_checkbox(field)
        or takes_files(field)
        or theirs(field)
    )


@register.simple_tag
def plain_field(field: BoundField) -> SafeString:
    """What `<c-field>` makes of a plain field. In Python, as lists have half a dozen."""
    return format_html(
        '<div class="field"><label class="form-label" for="{}">{}{}</label>{}{}</div>',
        field.id_for_label,
        field.label,
        _optional(get_language() or "") if is_optional(field) else "",
        format_html(
            '<p class="hint" id="{}_helptext">{}</p>', field.auto_id, field.help_text
        )
        if field.help_text
        else "",
        control(field),
    )


@lru_cache(maxsize=20)
def _optional(_language: str) -> SafeString:
    return format_html(' <span class="optional">{}</span>', _("(optional)"))


@register.simple_tag
def focus_id(field: BoundField) -> str:
    """The id of the element that takes the focus when a field is to be corrected."""
    if field.use_fieldset:
        return f"{field.auto_id}_0"
    return field.id_for_label or str(field.auto_id)


@register.simple_tag
def theirs(field: BoundField) -> str:
    """What somebody else stored in this field meanwhile; empty where nothing."""
    return str(getattr(field.form, "theirs", {}).get(field.name, ""))


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether a field may stay empty and is not a mere yes or no."""
    return not field.field.required and not isinstance(
        field.field.widget, forms.CheckboxInput
    )


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the label stands behind the box."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def takes_files(field: BoundField) -> bool:
    """Whether files may be dropped on it."""
    return isinstance(field.field.widget, forms.FileInput)


@register.filter
def bracketed(words: object, added: object) -> str:
    """The words and in brackets what tells more; the words alone where that is empty."""
    return in_brackets(words, added) if added else str(words)


@register.filter
def of(mapping: Mapping[object, object], key: object) -> object:
    """The value of a mapping at a key; nothing where it has none."""
    return mapping.get(key, "")


@register.simple_tag(takes_context=True)
def owner(context: RequestContext) -> str:
    """A token that ties what is typed on this page to its author."""
    return owner_token(context["request"])


@register.simple_tag(takes_context=True)
def drafts_of(context: RequestContext) -> str:
    """Whose drafts may lie on this device; empty for nobody."""
    return owner_mark(context["request"]) if "request" in context else ""


@register.simple_tag(takes_context=True)
def keeps_no_drafts(context: RequestContext) -> bool:
    """Whether nothing may lie on this device: one's own unit is a restricted one."""
    actor = getattr(context.get("request"), "actor", None)
    return bool(actor is not None and actor.inside)


@register.simple_tag(takes_context=True)
def panels(context: RequestContext, place: str, subject: object) -> SafeString:
    """The blocks that upper tiers add to the page of `subject` at this place."""
    parts = []
    for panel in panels_of_places.panels(context["request"], place, subject):
        with context.push(**panel.context):
            parts.append(get_template(panel.template).template.render(context))  # type: ignore[attr-defined]  # stubs know the engine's wrapper only by its protocol
    return mark_safe("".join(parts))  # noqa: S308 -- rendered by templates


@register.simple_tag
def icon_of(tone: str) -> SafeString:
    """The icon of a family of statuses."""
    return icon(ICONS[tone])
