"""Pages of posts, of who holds them, and of what follows from holding them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.log.exports import foot
from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.org.people import policy as people_policy
from lianxin.org.people import queries as people
from lianxin.org.posts import exports, forms, operations, policy, queries
from lianxin.org.units import policy as units_policy
from lianxin.org.units import queries as units


@require_GET
def posts(request: Request) -> HttpResponse:
    """The posts of all units one may see, with holders and vacancies."""
    today = clock.today()
    return list_page(
        request,
        "posts/list.html",
        rows=queries.visible_to(request.actor, today=today),
        columns=exports.columns(),
        filters=partial(forms.PostsFilter, actor=request.actor, today=today),
        caption=_("Posts"),
        empty=_("No post fits. Change the filters, or open a post on a unit's page."),
        export_name=_("posts"),
        prepare=partial(queries.attach, today=today, actor=request.actor),
    )


@require_GET
def powers(request: Request) -> HttpResponse:
    """The policy table: what each kind of post may see and do, and how far."""
    return render(request, "posts/powers.html", {"kinds": queries.policy_table()})


@require_GET
def of_unit(request: Request, pk: int) -> HttpResponse:
    """The posts of one unit: holders, vacancies, fields of responsibility."""
    unit = units.unit_visible_to(request.actor, pk)
    context = {
        "unit": unit,
        "posts": queries.posts_of_unit(unit, today=clock.today(), actor=request.actor),
        "may_edit": policy.may_edit(unit, actor=request.actor),
    }
    return render(request, "posts/of_unit_page.html", context)


@require_GET
def post(request: Request, pk: int) -> HttpResponse:
    """One post: who held, holds and will hold it, and what goes with it."""
    shown, today = queries.post_visible_to(request.actor, pk), clock.today()
    holders = list(queries.holders_of(shown))
    may_appoint = policy.may_appoint(shown.unit, shown.kind, actor=request.actor)
    context = {
        "post": shown,
        "today": today,
        "holders": holders,
        "qualifications": [
            (held, found)
            for held in holders
            if held.valid_to is None or held.valid_to > today
            for found in queries.qualifications_of(
                held, actor=request.actor, today=today
            )
        ],
        "charges": queries.charges_of(shown, actor=request.actor),
        "powers": queries.powers_of(shown.kind),
        "may_edit": policy.may_edit(shown.unit, actor=request.actor),
        "may_appoint": may_appoint,
        "reserve": queries.reserve_of(shown) if may_appoint else (),
    }
    return render(request, "posts/post.html", context)


def open_(request: Request, pk: int) -> HttpResponse:
    """Give a unit a post more."""
    unit = units.unit_visible_to(request.actor, pk)
    policy.may_edit(unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        made = operations.open_post(
            unit=unit, actor=request.actor, at=clock.now(), **data
        )
        return _noted(request, made.pk)

    form = partial(forms.OpenPost, unit=unit, initial={"valid_from": clock.today()})
    return form_page(
        request, "posts/open.html", form=form, act=act, context={"unit": unit}
    )


def close(request: Request, pk: int) -> HttpResponse:
    """Let a unit have a post no more."""
    shown = queries.post_visible_to(request.actor, pk)
    policy.may_edit(shown.unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.close_post(shown, actor=request.actor, at=clock.now(), **data)
        return _noted(request, pk)

    form = partial(forms.ClosePost, initial={"closed_on": clock.today()})
    return form_page(
        request, "posts/close.html", form=form, act=act, context={"post": shown}
    )


def appoint(request: Request, pk: int) -> HttpResponse:
    """Let somebody hold a post."""
    shown, today = queries.post_visible_to(request.actor, pk), clock.today()
    policy.may_appoint(shown.unit, shown.kind, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.appoint(post=shown, actor=request.actor, at=clock.now(), **data)
        return _noted(request, pk)

    form = partial(
        forms.Appoint,
        post=shown,
        actor=request.actor,
        today=today,
        initial={"valid_from": today},
    )
    return form_page(
        request, "posts/appoint.html", form=form, act=act, context={"post": shown}
    )


def end(request: Request, pk: int) -> HttpResponse:
    """Let somebody hold a post no more."""
    held = queries.appointment_visible_to(request.actor, pk)
    policy.may_appoint(held.post.unit, held.post.kind, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.end_appointment(held, actor=request.actor, at=clock.now(), **data)
        return _noted(request, held.post_id)

    form = partial(forms.EndAppointment, initial={"ended_on": clock.today()})
    context = {"appointment": held, "post": held.post}
    return form_page(request, "posts/end.html", form=form, act=act, context=context)


def charge(request: Request, pk: int) -> HttpResponse:
    """Let a field of responsibility go with a post."""
    shown = queries.post_visible_to(request.actor, pk)
    policy.may_edit(shown.unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.add_charge(post=shown, actor=request.actor, at=clock.now(), **data)
        return _noted(request, pk)

    form = partial(
        forms.AddCharge, actor=request.actor, initial={"valid_from": clock.today()}
    )
    return form_page(
        request, "posts/charge.html", form=form, act=act, context={"post": shown}
    )


def end_charge(request: Request, pk: int) -> HttpResponse:
    """Let a field go with its post no more."""
    held = queries.charge_visible_to(request.actor, pk)
    policy.may_edit(held.post.unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.end_charge(held, actor=request.actor, at=clock.now(), **data)
        return _noted(request, held.post_id)

    form = partial(forms.EndCharge, initial={"ended_on": clock.today()})
    context = {"charge": held, "post": held.post}
    return form_page(
        request, "posts/end_charge.html", form=form, act=act, context=context
    )


def leave(request: Request, pk: int) -> HttpResponse:
    """Let somebody leave the enterprise, with all posts."""
    today = clock.today()
    person = people.person_visible_to(request.actor, pk, today=today)
    paths = people.paths_of(person, today=today)
    people_policy.may_edit(paths, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.leave_with_posts(person, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("It is noted."))
        return reverse("people:person", args=[pk])

    form = partial(forms.Leave, initial={"version": person.version, "left_on": today})
    context = {"person": person, "held": queries.appointments_of(person, today=today)}
    return form_page(request, "posts/leave.html", form=form, act=act, context=context)


def dissolve(request: Request, pk: int) -> HttpResponse:
    """End a unit, or merge it and others beside it into another."""
    shown = units.unit_visible_to(request.actor, pk)
    units_policy.may_edit(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        others = data.pop("others")
        operations.dissolve_with_others(
            shown, others=others, actor=request.actor, at=clock.now(), **data
        )
        messages.success(request, _("The end of the unit is noted."))
        return reverse("units:unit", args=[data["into"].pk if data["into"] else pk])

    initial = {"version": shown.version, "dissolved_on": clock.today()}
    form = partial(forms.DissolveUnit, unit=shown, actor=request.actor, initial=initial)
    return form_page(
        request, "posts/dissolve.html", form=form, act=act, context={"unit": shown}
    )


def split(request: Request, pk: int) -> HttpResponse:
    """Found a unit beside this one, with some of its units and people."""
    shown = units.unit_visible_to(request.actor, pk)
    units_policy.may_split(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        made = operations.split_unit(shown, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("%(name)s is founded.") % {"name": made.name})
        return reverse("units:unit", args=[made.pk])

    today = clock.today()
    form = partial(
        forms.SplitUnit,
        unit=shown,
        actor=request.actor,
        today=today,
        initial={"founded_on": today},
    )
    return form_page(
        request, "posts/split.html", form=form, act=act, context={"unit": shown}
    )


@require_GET
def terms(request: Request) -> HttpResponse:
    """The register of terms: of each unit the last election and when the next is due."""
    today = clock.today()
    return list_page(
        request,
        "posts/terms.html",
        rows=queries.visible_with_terms(request.actor),
        columns=exports.columns_of_terms(today),
        filters=partial(forms.TermsFilter, actor=request.actor, today=today),
        caption=_("Register of terms"),
        empty=_("No unit fits. Change the filters."),
        export_name=_("terms of office"),
        foot=partial(foot, today),
    )


@require_GET
def staff(request: Request) -> HttpResponse:
    """The register of those who do the Party's office work, beside the unit's number."""
    actor, today = request.actor, clock.today()
    own = units.unit_visible_to(actor, actor.unit.id) if actor.unit else None
    seen: set[int] = set()

    def prepare(rows: list[Any]) -> None:
        seen.update(people.ids_seen([r.person_id for r in rows], actor, today=today))

    return list_page(
        request,
        "posts/staff.html",
        rows=queries.party_staff(actor, today=today),
        columns=exports.columns_of_staff(seen),
        filters=partial(forms.StaffFilter, actor=actor),
        caption=_("Party-affairs staff"),
        empty=_("Nobody holds such a post. Appoint somebody on a unit's page."),
        export_name=_("party-affairs-staff"),
        context={
            "staffing": queries.staffing_of(own, actor=actor, today=today)
            if own
            else None,
            "may_set": own is not None and policy.may_edit(own, actor=actor),
        },
        prepare=prepare,
        foot=partial(foot, today),
    )


def staff_standard(request: Request, pk: int) -> HttpResponse:
    """Say how many people a unit is to have for the Party's office work."""
    shown, today = units.unit_visible_to(request.actor, pk), clock.today()
    policy.may_edit(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.set_staff_standard(
            unit=shown, actor=request.actor, at=clock.now(), **data
        )
        messages.success(request, _("It is noted."))
        return reverse("posts:staff")

    held = queries.standard_of(shown, today=today)
    initial = {"valid_from": today, "least": held.least if held else None}
    return form_page(
        request,
        "posts/staff_standard.html",
        form=partial(forms.SetStaffStandard, initial=initial),
        act=act,
        context={"unit": shown, "held": held},
    )


def note_election(request: Request, pk: int) -> HttpResponse:
    """Note that a unit's committee, or its secretary, was elected."""
    shown, today = units.unit_visible_to(request.actor, pk), clock.today()
    policy.may_note_election(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.note_election(
            unit=shown, actor=request.actor, at=clock.now(), **data
        )
        messages.success(request, _("The election is noted."))
        return reverse("units:unit", args=[pk])

    initial = {
        "elected_on": today,
        "ends_on": queries.end_by_rule(shown.kind, today),
    }
    form = partial(forms.NoteElection, actor=request.actor, initial=initial)
    context = {
        "unit": shown,
        "rule": queries.term_rule(shown.kind),
        "edition": queries.edition_of_term(shown.kind, on=today),
    }
    return form_page(
        request, "posts/note_election.html", form=form, act=act, context=context
    )


def put_off(request: Request, pk: int) -> HttpResponse:
    """Let a term end on another day than was decided at the election."""
    term = queries.term_visible_to(request.actor, pk)
    policy.may_edit(term.unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.put_off_election(term, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("It is noted."))
        return reverse("units:unit", args=[term.unit_id])

    form = partial(forms.PutOff, initial={"ends_on": term.ends_on})
    context = {
        "term": term,
        "unit": term.unit,
        "latest": queries.put_off_until(term),
        "rule": queries.SHIFT,
    }
    return form_page(request, "posts/put_off.html", form=form, act=act, context=context)


def _noted(request: Request, pk: int) -> str:
    messages.success(request, _("It is noted."))
    return reverse("posts:post", args=[pk])
