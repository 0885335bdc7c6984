"""The forms of a page as a browser reads them: fields, values, choices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from typing_extensions import override

TEXT = {"text", "search", "email", "password", "tel", "textarea"}


@dataclass
class Control:
    """One field: its kind, what it holds, and what can be chosen."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        return self.kind in TEXT


@dataclass
class Sent:
    """One form: where it goes and what it holds as it stands."""

    action: str
    method: str
    controls: dict[str, Control] = field(default_factory=dict)

    @property
    def data(self) -> dict[str, list[str]]:
        """What a browser would send now."""
        return {
            name: control.values
            for name, control in self.controls.items()
            if control.kind != "file" and control.values
        }

    @property
    def texts(self) -> list[str]:
        """The names of the fields in which one types words."""
        return [c.name for c in self.controls.values() if c.is_text]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Sent] = []
        self.now: Sent | None = None
        self.open: Control | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.now = Sent(has.get("action", ""), has.get("method", "get").lower())
            self.forms.append(self.now)
        elif tag == "option" and self.open is not None:
            self._choice(has.get("value", ""), chosen="selected" in has)
        elif self.now is not None and "name" in has:
            self._control(self.now, tag, has)

    def _control(self, form: Sent, tag: str, has: Mapping[str, str]) -> None:
        if tag not in {"input", "select", "textarea"}:
            return
        kind = has.get("type", "text") if tag == "input" else tag
        control = form.controls.setdefault(has["name"], Control(has["name"], kind))
        if tag in {"select", "textarea"}:
            self.open = control
        elif kind in {"checkbox", "radio"}:
            self.open = control
            self._choice(has.get("value", "on"), chosen="checked" in has)
            self.open = None
        else:
            control.values.append(has.get("value", ""))

    def _choice(self, value: str, *, chosen: bool) -> None:
        assert self.open is not None
        self.open.choices.append(value)
        if chosen:
            self.open.values.append(value)

    @override
    def handle_data(self, data: str) -> None:
        if self.open is not None and self.open.kind == "textarea":
            before = self.open.values or [""]
            self.open.values = [before[0] + data]

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.now = None
        elif tag in {"select", "textarea"} and self.open is not None:
            self._close(self.open)
            self.open = None

    def _close(self, control: Control) -> None:
        if control.kind == "select" and not control.values and control.choices:
            control.values = control.choices[:1]
        if control.kind == "textarea":  # a browser drops the first line feed
            control.values = ["".join(control.values).removeprefix("\n")]


def forms_of(html: str) -> list[Sent]:
    """All forms of a page, in their order."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def form_at(html: str, path: str, *, method: str = "post") -> Sent:
    """The form of the page that goes back to the page's own address."""
    own = [
        form
        for form in forms_of(html)
        if form.method == method and urlsplit(form.action).path in {"", path}
    ]
    assert own, path
    return max(own, key=lambda form: len(form.controls))
