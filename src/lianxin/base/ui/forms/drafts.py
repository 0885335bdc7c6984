"""What was typed into a form when the session had expired, kept for its author."""

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, QueryDict

from lianxin.base.crypto.fields import keyed_hash, vault
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.forms.once import DRAFT, KEPT_FOR_DRAFTS
from lianxin.base.ui.forms.page_form import PageForm

OWNER = "owner"
IN_SESSION = "draft"
LARGEST = 256 * 1024
STORED = "lianxin_stored"
NAME_OF_A_DRAFT = re.compile(r"[0-9a-f-]{36}")
NEVER_KEPT = ("csrfmiddlewaretoken", OWNER)


def _signer(path: str) -> Signer:
    return Signer(salt=f"lianxin.ui.draft:{path}")


def owner_token(request: HttpRequest) -> str:
    """Ties a form to whoever is signed in and to its address; empty for nobody."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return _signer(request.path).sign(str(user.pk))


def owner_mark(request: HttpRequest) -> str:
    """Tells one person's drafts on a device from another's, and nothing else of them."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return keyed_hash(f"drafts of {user.pk}")[:24]


def keep(request: HttpRequest, *, at: datetime) -> bool:
    """Store the text fields of this POST in the visitor's own session.

    Only where the form carries the token of somebody who had it open, only up to
    256 KB, never a password. Encrypted, as it may be what was said in a talk, or an
    identity number. Whether anything was kept.
    """
    token = request.POST.get(OWNER, "")
    try:
        _signer(request.path).unsign(token)
    except BadSignature:
        return False
    fields = {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name not in NEVER_KEPT and "password" not in name
    }
    if _size(fields) > LARGEST:
        return False
    request.session[IN_SESSION] = {
        "path": request.path,
        OWNER: token,
        "fields": vault().encrypt(json.dumps(fields).encode()).decode("ascii"),
        "at": at.isoformat(),
    }
    request.session.set_expiry(rulebook.number("draft_hours") * 3600)
    return True


def _size(fields: Mapping[str, list[str]]) -> int:
    return sum(
        len(name.encode()) + sum(len(value.encode()) for value in values)
        for name, values in fields.items()
    )


def restore(request: HttpRequest, form: PageForm, *, at: datetime) -> None:
    """Put what was kept for this address back into its author's unsent form."""
    draft = request.session.get(IN_SESSION)
    if draft is None or draft["path"] != request.path:
        return
    kept_at = datetime.fromisoformat(draft["at"])
    is_mine = draft[OWNER] == owner_token(request)
    if not is_mine or at - kept_at > timedelta(hours=rulebook.number("draft_hours")):
        del request.session[IN_SESSION]
        return
    fields = _opened(draft["fields"])
    if fields is None:
        del request.session[IN_SESSION]
        return
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, cast("list[Any]", values))
    for name, field in form.fields.items():
        if not field.widget.needs_multipart_form:
            form.initial[name] = field.widget.value_from_datadict(
                data,
                {},
                form.add_prefix(name),
            )
    form.kept_at = kept_at


def _opened(sealed: object) -> dict[str, list[str]] | None:
    """What was kept; None where the key that sealed it is in force no more."""
    try:
        opened = vault().decrypt(str(sealed).encode())
    except InvalidToken:
        return None
    return cast("dict[str, list[str]]", json.loads(opened))


def forget(request: HttpRequest) -> None:
    """Drop the draft of this address: it has been sent."""
    draft = request.session.get(IN_SESSION)
    if draft is not None and draft["path"] == request.path:
        del request.session[IN_SESSION]


def tell_stored(request: HttpRequest, answer: HttpResponse) -> None:
    """Tell the device that the draft it sent is stored: only then it lets go of it.

    A page that opens after the sending says nothing of that, as the line may have broken
    in between. The name is the device's own and of no use to anybody.
    """
    name = request.POST.get(DRAFT, "")
    if NAME_OF_A_DRAFT.fullmatch(name):
        answer.set_cookie(
            STORED,
            name,
            max_age=KEPT_FOR_DRAFTS,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )


def end_long_stay(request: HttpRequest) -> None:
    """Give the session its usual length again once its owner has signed in."""
    if "_session_expiry" in request.session:
        request.session.set_expiry(None)
