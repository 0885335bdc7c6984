"""Pages on which steps are noted, corrected and given their papers."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.kernel.actor import NotVisible
from lianxin.kernel.rules.election_files import Way
from lianxin.org.letters import operations as writing
from lianxin.org.letters import queries as letters
from lianxin.org.letters.enums import Language
from lianxin.org.letters.forms import write_form
from lianxin.org.units import queries as units
from lianxin.programmes.elections import forms, operations, panels, policy, queries


def begin(request: Request, unit_pk: int) -> HttpResponse:
    """Begin to prepare the election of a unit's committee, or of its secretary."""
    unit = units.unit_visible_to(request.actor, unit_pk)
    policy.may_prepare(unit, actor=request.actor).or_raise()
    today = clock.today()

    def act(data: dict[str, Any]) -> str:
        made = operations.begin_election(
            unit=unit,
            way=Way(data["way"]),
            basis=data.get("basis", ""),
            seats=data["seats"],
            meeting_on=data["meeting_on"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The election is begun; its steps follow."))
        return panels.address(made.pk)

    first = {"seats": 3, "way": queries.usual_way(unit, on=today).value}
    return form_page(
        request,
        "elections/begin.html",
        form=partial(forms.BeginForm, unit=unit, today=today, initial=first),
        act=act,
        context={"unit": unit},
    )


def step(request: Request, pk: int, code: str) -> HttpResponse:
    """Note that a step was taken."""
    shown = queries.election_visible_to(request.actor, pk)
    policy.may_prepare(shown.unit, actor=request.actor).or_raise()
    policy.is_open(shown).or_raise()
    if code not in rulebook.election_steps():
        raise NotVisible

    issued = queries.letters_of(shown).get(code)
    first: dict[str, object] = {"taken_on": clock.today()}
    if issued is not None:
        first = {"taken_on": issued.dated_on, "words": queries.named(issued)}

    def act(data: dict[str, Any]) -> str:
        operations.take_step(
            shown, code=code, actor=request.actor, at=clock.now(), **data
        )
        messages.success(request, _("The step is noted."))
        return panels.address(pk)

    return form_page(
        request,
        "elections/step.html",
        form=partial(forms.StepForm, initial=first),
        act=act,
        context={"election": shown, "title": queries.title_of_step(code, shown.way)},
    )


def correct(request: Request, pk: int, code: str) -> HttpResponse:
    """Correct what was noted of a step, with the reason."""
    shown = queries.election_visible_to(request.actor, pk)
    policy.may_prepare(shown.unit, actor=request.actor).or_raise()
    policy.is_open(shown).or_raise()
    taken = {step.code: step for step in shown.steps.all()}.get(code)
    if taken is None:
        raise NotVisible

    def act(data: dict[str, Any]) -> str:
        operations.correct_step(
            shown, code=code, actor=request.actor, at=clock.now(), **data
        )
        messages.success(request, _("The step is corrected."))
        return panels.address(pk)

    first = {
        "taken_on": taken.taken_on,
        "words": taken.words,
        "version": taken.formers.count(),
    }
    return form_page(
        request,
        "elections/correct.html",
        form=partial(forms.CorrectionForm, initial=first),
        act=act,
        context={"election": shown, "title": queries.title_of_step(code, shown.way)},
    )


def add_files(request: Request, pk: int, code: str) -> HttpResponse:
    """Put the signed paper, or another file, beside a step."""
    shown = queries.election_visible_to(request.actor, pk)
    policy.may_prepare(shown.unit, actor=request.actor).or_raise()
    step = queries.step_of(shown, queries.votes_of(shown), code)

    def act(data: dict[str, Any]) -> str:
        operations.add_step_files(
            shown,
            code=code,
            uploads=data["uploads"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The files are kept beside the step."))
        return reverse("elections:about", args=[pk, code])

    return form_page(
        request,
        "elections/add_files.html",
        form=forms.FilesForm,
        act=act,
        context={"election": shown, "step": step},
    )


@require_POST
def remove_file(request: Request, pk: int, file_pk: int) -> HttpResponse:
    """Take a file away from a step."""
    shown = queries.election_visible_to(request.actor, pk)
    found = queries.file_of(shown, file_pk)
    operations.remove_step_file(found, actor=request.actor, at=clock.now())
    messages.success(request, _("The file is taken away."))
    return redirect(reverse("elections:about", args=[pk, found.code]))


def letter(request: Request, pk: int, code: str) -> HttpResponse:
    """Write a letter of the election; what is known stands in it already."""
    shown = queries.election_visible_to(request.actor, pk)
    if code not in queries.templates():
        raise NotVisible
    policy.may_write_letter(shown, code, actor=request.actor).or_raise()
    unit = policy.writer_of(shown, code)
    assert unit is not None  # noqa: S101 -- the policy has refused it
    template = letters.template(queries.templates()[code])

    def act(data: dict[str, Any]) -> str:
        made = writing.draft_letter(
            template=template.code,
            unit=unit,
            values=data["values"],
            about=queries.ref(shown),
            addressee=data["addressee"],
            language=Language(data["language"]),
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(
            request, _("The draft is stored; it gets its number when it is issued.")
        )
        return reverse("letters:letter", args=[made.pk])

    first = queries.beginning_of_letter(shown, code)
    return form_page(
        request,
        "elections/letter.html",
        form=partial(write_form(template), initial=first),
        act=act,
        context={
            "election": shown,
            "title": template.title.into(get_language() or ""),
        },
    )
