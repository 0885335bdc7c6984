"""The page that a device keeps, to write a meeting down where there is no network."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxin.base.ui import clock
from lianxin.base.ui.requests import Request
from lianxin.facts.records import forms, policy, queries


@require_safe
def without_network(request: Request) -> HttpResponse:
    """The forms of all kinds that `actor` may record, without a word about anybody.

    Kinds that not everybody who sees the unit's records may read are left out, and
    restricted units: of them nothing lies on a device.
    """
    policy.may_record_somewhere(actor=request.actor).or_raise()
    today = clock.today()
    choices = [
        (unit, [kind for kind in kinds if queries.is_open(kind.code)])
        for unit, kinds in queries.what_to_record(request.actor)
        if not unit.is_restricted
    ]
    units = {kind.code: (kind, unit) for unit, kinds in choices for kind in kinds}
    kept = [
        (
            kind.code,
            queries.title_of(kind.code),
            forms.KeptForm(
                kind=kind,
                unit=unit,
                initial=forms.first_values(
                    None, kind=kind, people=(), actor=request.actor, today=today
                ),
            ),
        )
        for kind, unit in units.values()
    ]
    context = {
        "choices": [
            (unit, [(kind.code, queries.title_of(kind.code)) for kind in kinds])
            for unit, kinds in choices
        ],
        "kept": kept,
    }
    return render(request, "records/without_network.html", context)
