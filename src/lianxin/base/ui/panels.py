"""Blocks and buttons that an upper tier adds to a lower tier's page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Panel:
    """A template and what it is given besides what the page knows."""

    template: str
    context: Mapping[str, object] = field(default_factory=dict)


Maker = Callable[[HttpRequest, object], Panel | None]


@cache
def _makers() -> Mapping[str, Sequence[Maker]]:
    return cast("Mapping[str, Sequence[Maker]]", import_string(settings.LIANXIN_PANELS))


def panels(request: HttpRequest, place: str, subject: object) -> Iterator[Panel]:
    """The panels of a place for this subject, in the order of the wiring.

    `place` is a kind of reference ("records.record"); makers answer None where they
    have nothing to add or the actor may not see it.
    """
    for make in _makers().get(place, ()):
        panel = make(request, subject)
        if panel is not None:
            yield panel
