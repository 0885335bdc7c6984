"""Reviews: this year's begun at one press, and the grades that the committee decides."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.facts.polls import forms, operations, panels, policy, queries
from lianxin.kernel.actor import NotVisible
from lianxin.org.units import queries as units


def begin(request: Request, unit_pk: int, kind: str) -> HttpResponse:
    """Begin this year's review from last year's, or from the rulebook's words."""
    unit = units.unit_visible_to(request.actor, unit_pk)
    policy.may_hold(unit, actor=request.actor).or_raise()
    found = {one.code: one for one in queries.yearly_kinds_of(unit)}.get(kind)
    if found is None:
        raise NotVisible
    today = clock.today()

    def act(data: dict[str, Any]) -> str:
        made = operations.begin_review(
            unit=unit,
            kind=kind,
            held_on=data["held_on"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("This year's review is prepared."))
        return panels.address(made.pk)

    context = {
        "unit": unit,
        "kind": queries.title_of(kind),
        "code": kind,
        "draft": queries.draft_of(found, unit, on=today),
        "last": queries.last_of(found, unit),
    }
    form = partial(forms.ReviewForm, initial={"held_on": today})
    return form_page(request, "polls/begin.html", form=form, act=act, context=context)


def grade(request: Request, pk: int) -> HttpResponse:
    """Note the grades that the committee decided after the vote."""
    shown = queries.poll_visible_to(request.actor, pk)
    policy.may_hold(shown.unit, actor=request.actor).or_raise()
    policy.is_reviewed(shown).or_raise()
    view = queries.result_view(shown, actor=request.actor)
    former = queries.last_appraisal(shown)
    first = forms.graded_before(shown, view.lines, queries.grades_of(former))
    made: list[forms.GradesForm] = []

    def form(**given: Any) -> forms.GradesForm:  # noqa: ANN401 -- whatever Django's form takes
        made.append(
            forms.GradesForm(
                poll=shown,
                lines=view.lines,
                columns=view.columns,
                initial={"decided_on": clock.today(), **first},
                **given,
            )
        )
        return made[-1]

    def act(data: dict[str, Any]) -> str:
        operations.decide_grades(
            shown,
            grades=made[-1].grades(data),
            decided_on=data["decided_on"],
            reason=data.get("reason", ""),
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The grades are noted."))
        return panels.address(pk)

    context = {"poll": shown, "limit": queries.limit_of(shown)}
    return form_page(request, "polls/grade.html", form=form, act=act, context=context)
