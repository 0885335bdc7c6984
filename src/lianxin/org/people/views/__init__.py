"""Pages of people."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lianxin.base.ui import clock
from lianxin.base.ui.forms import PageForm, form_page
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.org.people import exports, forms, operations, policy, queries
from lianxin.org.people.views.returning import come_back as come_back


@require_GET
def people(request: Request) -> HttpResponse:
    """The people one may see, found by unit, name, pinyin or number."""
    today = clock.today()
    return list_page(
        request,
        "people/list.html",
        rows=queries.visible_to(request.actor, today=today),
        columns=exports.columns(request.actor),
        filters=partial(forms.PeopleFilter, actor=request.actor, today=today),
        caption=_("People"),
        empty=_("Nobody fits. Change the filters, or enter the person."),
        export_name=_("people"),
        context={
            "may_add": request.actor.holds("people.edit"),
            "may_find": request.actor.holds("people.contact"),
        },
        prepare=partial(queries.attach, actor=request.actor, today=today),
    )


@never_cache
def find(request: Request) -> HttpResponse:
    """Find a person by an exact phone or identity number, sent by POST only."""
    policy.may_find_by_number(actor=request.actor).or_raise()
    form = forms.ExactNumber(request.POST if request.method == "POST" else None)
    found = None
    if form.is_valid():
        found = queries.found_by_number(
            form.cleaned_data["number"], actor=request.actor, today=clock.today()
        )
    return render(request, "people/find.html", {"form": form, "found": found})


@require_GET
def person(request: Request, pk: int) -> HttpResponse:
    """The card of one person."""
    return _card(request, pk)


@never_cache
@require_POST
def contact(request: Request, pk: int) -> HttpResponse:
    """The card with phone and identity number in clear; the look-up is journaled."""
    shown = queries.person_visible_to(request.actor, pk, today=clock.today())
    values = operations.reveal_contact(shown, actor=request.actor, at=clock.now())
    return _card(request, pk, revealed=values)


def add(request: Request) -> HttpResponse:
    """Enter somebody."""
    policy.may_add_somebody(actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        made = operations.add_person(
            actor=request.actor, at=clock.now(), **forms.with_places(data)
        )
        messages.success(request, _("%(name)s is entered.") % {"name": made.name})
        return reverse("people:person", args=[made.pk])

    form = partial(
        forms.AddPerson, actor=request.actor, initial={"since": clock.today()}
    )
    return form_page(request, "people/add.html", form=form, act=act)


def edit(request: Request, pk: int) -> HttpResponse:
    """Correct or complete somebody's entry."""
    today = clock.today()
    shown = queries.person_visible_to(request.actor, pk, today=today)
    paths = queries.paths_of(shown, today=today)
    policy.may_edit(paths, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        given = forms.with_particulars(data)
        operations.edit_person(shown, actor=request.actor, at=clock.now(), **given)
        return _saved(request, pk)

    form = partial(forms.EditPerson, initial=forms.entry_of(shown))
    return form_page(
        request, "people/edit.html", form=form, act=act, context={"person": shown}
    )


def set_contact(request: Request, pk: int) -> HttpResponse:
    """Enter or change phone and identity number."""
    today = clock.today()
    shown = queries.person_visible_to(request.actor, pk, today=today)
    paths = queries.paths_of(shown, today=today)
    policy.may_set_contact(pk, paths, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.set_contact(shown, actor=request.actor, at=clock.now(), **data)
        return _saved(request, pk)

    return form_page(
        request,
        "people/set_contact.html",
        form=forms.SetContact,
        act=act,
        context={"person": shown},
    )


def affiliate(request: Request, pk: int) -> HttpResponse:
    """Let somebody belong to another unit."""
    today = clock.today()
    shown = queries.person_visible_to(request.actor, pk, today=today)
    paths = queries.paths_of(shown, today=today)
    policy.may_edit(paths, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.affiliate(shown, actor=request.actor, at=clock.now(), **data)
        return _saved(request, pk)

    form = partial(forms.Affiliate, actor=request.actor, initial={"valid_from": today})
    return form_page(
        request, "people/affiliate.html", form=form, act=act, context={"person": shown}
    )


def end_affiliation(request: Request, pk: int, place: int) -> HttpResponse:
    """Let somebody belong to a unit no more."""
    today = clock.today()
    shown = queries.person_visible_to(request.actor, pk, today=today)
    held = queries.affiliation_of(shown, place, actor=request.actor, today=today)
    policy.may_edit([held.unit.path or ""], actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.end_affiliation(held, actor=request.actor, at=clock.now(), **data)
        return _saved(request, pk)

    form = partial(forms.EndAffiliation, initial={"ended_on": today})
    context = {"person": shown, "place": held}
    return form_page(
        request, "people/end_affiliation.html", form=form, act=act, context=context
    )


def set_standing(request: Request, pk: int) -> HttpResponse:
    """Say what somebody is to the Party."""
    today = clock.today()
    shown = queries.person_visible_to(request.actor, pk, today=today)
    paths = queries.paths_of(shown, today=today)
    policy.may_set_standing(paths, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.set_standing(shown, actor=request.actor, at=clock.now(), **data)
        return _saved(request, pk)

    form = partial(forms.SetStanding, initial={"valid_from": today})
    return form_page(
        request,
        "people/set_standing.html",
        form=form,
        act=act,
        context={"person": shown},
    )


def end_standing(request: Request, pk: int) -> HttpResponse:
    """Let somebody have no standing in the Party any more."""
    today = clock.today()
    shown = queries.person_visible_to(request.actor, pk, today=today)
    paths = queries.paths_of(shown, today=today)
    policy.may_set_standing(paths, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.end_standing(shown, actor=request.actor, at=clock.now(), **data)
        return _saved(request, pk)

    form = partial(forms.EndStanding, initial={"ended_on": today})
    return form_page(
        request,
        "people/end_standing.html",
        form=form,
        act=act,
        context={"person": shown},
    )


def extend(request: Request, pk: int) -> HttpResponse:
    """Enter that somebody's probation is extended."""
    today = clock.today()
    shown = queries.person_visible_to(request.actor, pk, today=today)
    paths = queries.paths_of(shown, today=today)
    policy.may_set_standing(paths, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.extend_probation(shown, actor=request.actor, at=clock.now(), **data)
        return _saved(request, pk)

    return form_page(
        request,
        "people/extend.html",
        form=partial(
            forms.ExtendProbation,
            allowed=queries.extension_allowed(on=today, today=today),
        ),
        act=act,
        context={"person": shown},
    )


def withdraw_extension(request: Request, pk: int) -> HttpResponse:
    """Take back an extension that was entered by mistake."""
    today = clock.today()
    shown = queries.person_visible_to(request.actor, pk, today=today)
    paths = queries.paths_of(shown, today=today)
    policy.may_set_standing(paths, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.withdraw_extension(shown, actor=request.actor, at=clock.now())
        return _saved(request, pk)

    return form_page(
        request,
        "people/withdraw_extension.html",
        form=PageForm,
        act=act,
        context={"person": shown},
    )


def touch(request: Request, pk: int) -> HttpResponse:
    """Note that the unit was in touch with a member who is elsewhere."""
    today = clock.today()
    shown = queries.person_visible_to(request.actor, pk, today=today)
    paths = queries.paths_of(shown, today=today)
    policy.may_note_touch(paths, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.note_touch(shown, actor=request.actor, at=clock.now(), **data)
        return _saved(request, pk)

    return form_page(
        request,
        "people/touch.html",
        form=partial(forms.NoteTouch, initial={"touched_on": today}),
        act=act,
        context={"person": shown},
    )


def begin_situation(request: Request, pk: int) -> HttpResponse:
    """Say that a member is elsewhere or suspended."""
    today = clock.today()
    shown = queries.person_visible_to(request.actor, pk, today=today)
    paths = queries.paths_of(shown, today=today)
    policy.may_set_standing(paths, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.begin_situation(shown, actor=request.actor, at=clock.now(), **data)
        return _saved(request, pk)

    form = partial(
        forms.BeginSituation, actor=request.actor, initial={"valid_from": today}
    )
    return form_page(
        request,
        "people/begin_situation.html",
        form=form,
        act=act,
        context={"person": shown},
    )


def end_situation(request: Request, pk: int, situation: int) -> HttpResponse:
    """Say that a member is back, or suspended no more."""
    today = clock.today()
    shown = queries.person_visible_to(request.actor, pk, today=today)
    held = queries.situation_of(shown, situation, actor=request.actor, today=today)
    paths = queries.paths_of(shown, today=today)
    policy.may_set_standing(paths, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.end_situation(held, actor=request.actor, at=clock.now(), **data)
        return _saved(request, pk)

    return form_page(
        request,
        "people/end_situation.html",
        form=partial(forms.EndSituation, initial={"ended_on": today}),
        act=act,
        context={"person": shown, "situation": held},
    )


@never_cache
def merge(request: Request, pk: int, other: int) -> HttpResponse:
    """Two entries beside each other, to be made one: `pk` is kept."""
    actor, today = request.actor, clock.today()
    kept = queries.person_visible_to(actor, pk, today=today)
    merged = queries.person_visible_to(actor, other, today=today)
    entries = [(p.pk, queries.paths_of(p, today=today)) for p in (kept, merged)]
    policy.may_merge(entries, actor=actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.merge_people(kept, merged, actor=actor, at=clock.now())
        messages.success(request, _("The two entries are one now."))
        return reverse("people:person", args=[pk])

    context = {
        "person": kept,
        "merged": merged,
        "compared": queries.compared(kept, merged),
        "hindrances": queries.hindrances(kept, merged),
    }
    return form_page(
        request, "people/merge.html", form=PageForm, act=act, context=context
    )


def undo_merging(request: Request, pk: int, merging: int) -> HttpResponse:
    """Part two entries again that had become one."""
    actor, today = request.actor, clock.today()
    shown = queries.person_visible_to(actor, pk, today=today)
    paths = queries.paths_of(shown, today=today)
    policy.may_merge([(pk, paths)], actor=actor).or_raise()
    held = queries.merging_of(shown, merging)

    def act(data: dict[str, Any]) -> str:
        operations.undo_merging(held, actor=actor, at=clock.now())
        messages.success(request, _("They are two entries again."))
        return reverse("people:person", args=[pk])

    return form_page(
        request,
        "people/undo_merging.html",
        form=PageForm,
        act=act,
        context={"person": shown, "merging": held},
    )


def _saved(request: Request, pk: int) -> str:
    messages.success(request, _("The entry is saved."))
    return reverse("people:person", args=[pk])


def _card(
    request: Request, pk: int, *, revealed: operations.ContactValues | None = None
) -> HttpResponse:
    today, actor = clock.today(), request.actor
    shown = queries.person_visible_to(actor, pk, today=today)
    queries.attach([shown], actor=actor, today=today)
    paths = queries.paths_of(shown, today=today)
    situations = list(queries.past_situations_of(shown, actor=actor, today=today))
    places = list(queries.past_places_of(shown, actor=actor, today=today))
    context = {
        "person": shown,
        "today": today,
        "places": places,
        "is_still_member": queries.returning.is_still_member(shown, places),
        "places_of_member": queries.returning.places_of_member(shown, places),
        "may_come_back": queries.returning.may_come_back(shown, paths, actor=actor),
        "standings": queries.past_standings_of(shown, actor=actor, today=today),
        "situations": situations,
        "touched": next(iter(queries.touches_during(situations)), None),
        "probation": queries.probation_of(shown, today=today),
        "masked": queries.masked_contact_of(shown),
        "revealed": revealed,
        "may_edit": policy.may_edit(paths, actor=actor),
        "may_set_standing": policy.may_set_standing(paths, actor=actor),
        "may_note_touch": policy.may_note_touch(paths, actor=actor),
        "may_see_contact": policy.may_see_contact(pk, paths, actor=actor),
        "may_set_contact": policy.may_set_contact(pk, paths, actor=actor),
        "may_merge": policy.may_merge([(pk, paths)], actor=actor),
        "mergings": queries.mergings_into(shown),
    }
    return render(request, "people/person.html", context)
