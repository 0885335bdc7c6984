"""One way for every form: show, check, do, and lose nothing on the way."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect

from lianxin.base.ui import clock
from lianxin.base.ui.forms import drafts
from lianxin.base.ui.forms.once import once
from lianxin.base.ui.forms.page_form import PageForm
from lianxin.kernel.actor import Conflict

UNPROCESSABLE = 422


def form_page(
    request: HttpRequest,
    template: str,
    *,
    form: Callable[..., PageForm],
    act: Callable[[dict[str, Any]], str],
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Show a form, or check what was sent and do `act` with the cleaned data.

    `act` calls one operation and returns the address to go to. Its ValidationError
    lands at the fields, its Conflict shows the other's values beside one's own; both
    answer 422. Refused and NotVisible pass on to their pages.
    """
    answer = 200
    if request.method == "POST":
        shown = form(data=request.POST, files=request.FILES)
        address = once(request, lambda: _attempt(shown, act))
        if address is not None:
            drafts.forget(request)
            return _go(request, address)
        answer = UNPROCESSABLE
    else:
        shown = form()
        drafts.restore(request, shown, at=clock.now())
    return render(request, template, {**(context or {}), "form": shown}, status=answer)


def _attempt(form: PageForm, act: Callable[[dict[str, Any]], str]) -> str | None:
    if not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except Conflict as conflict:
        form.show_conflict(conflict)
    except ValidationError as error:
        add_errors(form, error)
    return None


def add_errors(form: PageForm, error: ValidationError) -> None:
    """Put each message at its field; those of no field of the form, at the top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        at_field = name != NON_FIELD_ERRORS and name in form.fields
        form.add_error(name if at_field else None, ValidationError(errors))


def _go(request: HttpRequest, address: str) -> HttpResponse:
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    answer = HttpResponseRedirect(address)
    drafts.tell_stored(request, answer)
    return answer
