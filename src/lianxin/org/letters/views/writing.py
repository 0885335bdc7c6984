"""Writing a letter: the template, its fields beside the letter, the draft's words."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lianxin.base.documents.operations.contents import given
from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.kernel.rules.letters import LetterTemplate
from lianxin.org.letters import forms, operations, policy, queries
from lianxin.org.letters.enums import Language

GAP = "＿＿＿＿"  # where something is still to be filled in


@require_GET
def choose(request: Request) -> HttpResponse:
    """The templates for a thing, or all of them, those in one's own words last."""
    unit = queries.own_unit_of(request.actor)
    policy.may_write(unit, actor=request.actor).or_raise()
    about = forms.about_in(request.GET.get("about", ""))
    kinds = [about.kind] if about else [queries.UNIT, queries.PERSON]
    fitting = [t for kind in kinds for t in queries.templates_about(kind)]
    language = get_language() or ""

    def told(rows: list[LetterTemplate]) -> list[tuple[str, str, str]]:
        return [(t.code, t.title.into(language), queries.kind_of(t.kind)) for t in rows]

    return render(
        request,
        "letters/choose.html",
        {
            "unit": unit,
            "asked": request.GET.urlencode(),
            "fitting": told(fitting),
            "free": told(list(queries.templates_about(""))),
        },
    )


def write(request: Request, template: str) -> HttpResponse:
    """Fill in a template; facts about the thing of the letter stand in it already."""
    unit = queries.own_unit_of(request.actor)
    policy.may_write(unit, actor=request.actor).or_raise()
    chosen = queries.template(template)
    about = forms.about_in(request.GET.get("about", ""))
    if about is not None and about.kind != chosen.about:
        about = None
    answered, asked = _answered(request)
    begins = queries.beginning_of(
        chosen,
        about=about,
        language=Language.HANS,
        actor=request.actor,
        today=clock.today(),
    )
    initial = {"language": Language.HANS, **begins, **asked}

    def act(data: dict[str, Any]) -> str:
        made = operations.draft_letter(
            template=chosen.code,
            unit=unit,
            values=data["values"],
            about=about,
            addressee=data["addressee"],
            language=Language(data["language"]),
            answers=answered,
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(
            request, _("The draft is stored; it gets its number when it is issued.")
        )
        return reverse("letters:letter", args=[made.pk])

    return form_page(
        request,
        "letters/write.html",
        form=partial(forms.write_form(chosen), initial=initial),
        act=act,
        context={
            "unit": unit,
            "template": chosen,
            "title": chosen.title.into(get_language() or ""),
            "asked": request.GET.urlencode(),
        },
    )


def _answered(request: Request) -> tuple[Any, dict[str, object]]:
    """The received letter that is answered, and what it says of the reply's fields."""
    number = forms.number_in(request.GET.get("answers", ""))
    if not number:
        return None, {}
    found = queries.received_letter_visible_to(request.actor, number)
    return found, {
        "addressee": found.sender,
        "asked_title": found.title,
        "asked_number": found.their_number,
    }


@require_POST
def preview(request: Request, template: str) -> HttpResponse:
    """The letter as far as it is filled in, and what is still missing; stores nothing."""
    unit = queries.own_unit_of(request.actor)
    policy.may_write(unit, actor=request.actor).or_raise()
    chosen = queries.template(template)
    form = forms.write_form(chosen)(data=request.POST)
    form.is_valid()
    language = form.cleaned_data.get("language") or Language.HANS
    values = form.values()
    missing = chosen.missing(values)
    made = queries.composed(
        chosen,
        {**values, **dict.fromkeys(missing, GAP)},
        unit=unit,
        language=Language(language),
        addressee=form.cleaned_data.get("addressee", ""),
    )
    shown = get_language() or ""
    titles = [chosen.fields[name].title.into(shown) for name in missing]
    return render(
        request,
        "letters/preview.html",
        {"paper": given(queries.paper_of(made)), "missing": titles},
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """Change what a draft says."""
    shown = queries.letter_visible_to(request.actor, pk)
    policy.may_write(shown.unit, actor=request.actor).or_raise()
    policy.is_draft(shown).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.edit_letter(
            shown,
            words=data["words"],
            version=data["version"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("Saved."))
        return reverse("letters:letter", args=[pk])

    return form_page(
        request,
        "letters/edit.html",
        form=partial(forms.EditLetter, initial=forms.draft_of(shown)),
        act=act,
        context={"letter": shown},
    )
