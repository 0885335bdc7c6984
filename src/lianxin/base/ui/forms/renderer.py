"""How Django's plainest inputs become HTML: as its templates say, but without them.

A list has half a dozen filters, and each option of each select was three templates.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from typing_extensions import override

from lianxin.base.ui.escaping import escaped


def _attributes(widget: Mapping[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{escaped(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Mapping[str, Any]) -> str:
    value = widget["value"]
    said = "" if value is None else f' value="{escaped(value)}"'
    kind, name = map(escaped, (widget["type"], widget["name"]))
    return f'<input type="{kind}" name="{name}"{said}{_attributes(widget)}>'


def _select(widget: Mapping[str, Any]) -> str:
    name = escaped(widget["name"])
    parts = [f'<select name="{name}"{_attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{escaped(group)}">')
        parts += map(_option, options)
        if group:
            parts.append("\n  </optgroup>")
    parts.append("\n</select>")
    return "".join(parts)


def _option(option: Mapping[str, Any]) -> str:
    value = escaped(option["value"])
    label = escaped(option["label"])
    return f'\n  <option value="{value}"{_attributes(option)}>{label}</option>'


_WIDGETS = "django/forms/widgets"
BOXES = f"{_WIDGETS}/checkbox_select.html"
PLAIN: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    f"{_WIDGETS}/date.html": _input,
    f"{_WIDGETS}/input.html": _input,
    f"{_WIDGETS}/number.html": _input,
    f"{_WIDGETS}/select.html": _select,
    f"{_WIDGETS}/text.html": _input,
    f"{_WIDGETS}/time.html": _input,
}


class Renderer(DjangoTemplates):
    """Django's own, but for the widgets in PLAIN, and for boxes where there are none."""

    @override
    def render(
        self,
        template_name: str,
        context: dict[str, Any],
        request: HttpRequest | None = None,
    ) -> SafeString:
        """The widget's HTML."""
        plain = PLAIN.get(template_name)
        if template_name == BOXES and not context["widget"]["optgroups"]:
            return format_html('<p class="nothing">{}</p>', _("None to choose from."))
        if plain is None:
            made = super().render(template_name, context, request)
            return mark_safe(made)  # noqa: S308 -- by a template
        return mark_safe(plain(context["widget"]))  # noqa: S308 -- each part is escaped
