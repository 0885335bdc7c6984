"""A form that is sent twice, by an impatient finger or a bad line, is done once."""

import hashlib
import time
from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest

KEPT_SECONDS = 3600
KEPT_FOR_DRAFTS = 7 * 24 * 3600
TOKEN, OWNER, DRAFT = "csrfmiddlewaretoken", "owner", "sent_as"
WAIT_SECONDS = 5.0
STEP_SECONDS = 0.1


def once(request: HttpRequest, attempt: Callable[[], str | None]) -> str | None:
    """Do `attempt`, or answer as it was answered where just this was sent before.

    Each showing of a form carries its own masked token (Django masks it anew each
    time), so that equal words from the same showing are the same press of the button.
    A draft that was kept on a device carries a name of its own instead, as it may be
    sent from a later showing when nobody knows whether the first sending arrived.
    An attempt that comes to nothing (None, or an exception) may be sent again.
    """
    key = _key_of(request)
    if key is None:
        return attempt()
    if not cache.add(key, "", KEPT_SECONDS):
        return _answer_of_the_first(key) or request.get_full_path()
    address = None
    try:
        address = attempt()
    finally:
        if address is None:
            cache.delete(key)
        else:
            kept = KEPT_FOR_DRAFTS if request.POST.get(DRAFT) else KEPT_SECONDS
            cache.set(key, address, kept)
    return address


def _key_of(request: HttpRequest) -> str | None:
    if not request.POST.get(TOKEN):
        return None
    ignored = (TOKEN, OWNER) if request.POST.get(DRAFT) else ()
    sent = hashlib.sha256(f"{request.get_full_path()}\n{request.user.pk}".encode())
    for name, values in sorted(request.POST.lists()):
        if name in ignored:
            continue
        sent.update(repr((name, values)).encode("utf-8", "backslashreplace"))
    for name, files in sorted(request.FILES.lists()):
        sent.update(repr((name, [(f.name, f.size) for f in files])).encode())
    return f"sent.{sent.hexdigest()}"


def _answer_of_the_first(key: str) -> str:
    """Where the first press led; empty where it takes longer than one waits."""
    until = time.monotonic() + WAIT_SECONDS
    while not (address := cache.get(key)) and time.monotonic() < until:
        time.sleep(STEP_SECONDS)
    return str(address or "")
