"""What happens to a letter: issued, thrown away, cancelled, its receipt noted."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui import clock
from lianxin.base.ui.forms import PageForm, form_page
from lianxin.base.ui.requests import Request
from lianxin.org.letters import forms, operations, policy, queries


def issue(request: Request, pk: int) -> HttpResponse:
    """Give a draft its number."""
    shown = queries.letter_visible_to(request.actor, pk)
    policy.may_write(shown.unit, actor=request.actor).or_raise()
    policy.is_draft(shown).or_raise()
    today = clock.today()
    kind = rulebook.letter_kinds()[shown.kind]
    run = queries.series_of(shown.unit, kind.series, today.year)
    coming = queries.number_in_words(
        run.word or "…", today.year, run.last + 1, language=shown.language
    )

    def act(data: dict[str, Any]) -> str:
        made = operations.issue_letter(
            shown, actor=request.actor, at=clock.now(), **data
        )
        messages.success(
            request,
            _("The letter is issued as %(number)s.")
            % {"number": queries.number_of(made)},
        )
        return reverse("letters:letter", args=[pk])

    initial = {"version": shown.version, "word": run.word, "dated_on": today}
    return form_page(
        request,
        "letters/issue.html",
        form=partial(forms.IssueLetter, initial=initial),
        act=act,
        context={"letter": shown, "coming": coming},
    )


def discard(request: Request, pk: int) -> HttpResponse:
    """Throw a draft away."""
    shown = queries.letter_visible_to(request.actor, pk)
    policy.may_write(shown.unit, actor=request.actor).or_raise()
    policy.is_draft(shown).or_raise()

    def act(_data: dict[str, Any]) -> str:
        operations.discard_draft(shown, actor=request.actor, at=clock.now())
        messages.success(request, _("The draft is thrown away."))
        return reverse("letters:list")

    return form_page(
        request,
        "letters/discard.html",
        form=forms.Nothing,
        act=act,
        context={"letter": shown},
    )


def cancel(request: Request, pk: int) -> HttpResponse:
    """Cancel an issued letter."""
    return _after_issue(
        request,
        pk,
        "letters/cancel.html",
        form=forms.WithReason,
        operation=operations.cancel_letter,
        said=_("The letter is cancelled; its number stays used."),
    )


def receipt(request: Request, pk: int) -> HttpResponse:
    """Note that a receipt came back."""
    return _after_issue(
        request,
        pk,
        "letters/receipt.html",
        form=partial(forms.NoteReceipt, initial={"receipt_on": clock.today()}),
        operation=operations.note_receipt,
        said=_("The receipt is noted."),
    )


def _after_issue(
    request: Request,
    pk: int,
    template: str,
    *,
    form: Callable[..., PageForm],
    operation: Callable[..., object],
    said: str,
) -> HttpResponse:
    shown = queries.letter_visible_to(request.actor, pk)
    policy.may_write(shown.unit, actor=request.actor).or_raise()
    policy.is_in_force(shown).or_raise()

    def act(data: dict[str, Any]) -> str:
        operation(shown, actor=request.actor, at=clock.now(), **data)
        messages.success(request, said)
        return reverse("letters:letter", args=[pk])

    context = {"letter": shown, "number": queries.number_of(shown)}
    return form_page(request, template, form=form, act=act, context=context)
