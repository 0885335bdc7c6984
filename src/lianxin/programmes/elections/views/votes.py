"""Pages of the votes of an election, and of its conclusion."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from lianxin.base.ui import clock
from lianxin.base.ui.forms import PageForm, form_page
from lianxin.base.ui.requests import Request
from lianxin.base.ui.wording import cited
from lianxin.kernel.actor import NotVisible
from lianxin.org.posts import queries as posts
from lianxin.programmes.elections import (
    enums,
    forms,
    operations,
    panels,
    policy,
    queries,
)
from lianxin.programmes.elections.enums import OFFICES, Office


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Throw the prepared vote away, so that another can be prepared."""
    shown = queries.election_visible_to(request.actor, pk)
    policy.may_prepare(shown.unit, actor=request.actor).or_raise()
    policy.may_withdraw(shown).or_raise()

    def act(_data: dict[str, Any]) -> str:
        operations.withdraw_vote(shown, actor=request.actor, at=clock.now())
        messages.success(request, _("The vote is thrown away; prepare it anew."))
        return panels.address(pk)

    return form_page(
        request,
        "elections/withdraw.html",
        form=PageForm,
        act=act,
        context={"election": shown},
    )


def empty_places(request: Request, pk: int) -> HttpResponse:
    """Note that the meeting agreed to leave the open places empty."""
    shown = queries.election_visible_to(request.actor, pk)
    policy.may_prepare(shown.unit, actor=request.actor).or_raise()
    policy.is_open(shown).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.leave_places_empty(
            shown, actor=request.actor, at=clock.now(), **data
        )
        messages.success(request, _("It is noted; the result can be reported."))
        return panels.address(pk)

    return form_page(
        request,
        "elections/empty_places.html",
        form=forms.EmptyPlacesForm,
        act=act,
        context={"election": shown},
    )


def vote(request: Request, pk: int) -> HttpResponse:
    """Prepare the vote on the candidates for the committee."""
    shown = queries.election_visible_to(request.actor, pk)
    policy.may_prepare(shown.unit, actor=request.actor).or_raise()
    policy.is_open(shown).or_raise()
    people = queries.people_to_stand(shown, on=clock.today())

    def act(data: dict[str, Any]) -> str:
        operations.prepare_vote(
            shown,
            title=data["title"],
            held_on=data["held_on"],
            people=list(data["people"]),
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The vote is prepared. Open it in the meeting."))
        return panels.address(pk)

    first = {
        "title": _("Election of the committee: %(unit)s") % {"unit": shown.unit.name},
        "held_on": shown.meeting_on,
    }
    return form_page(
        request,
        "elections/vote.html",
        form=partial(forms.VoteForm, people=people, initial=first),
        act=act,
        context={"election": shown},
    )


def office(request: Request, pk: int, office: str) -> HttpResponse:
    """Prepare the vote on the secretary, or on deputies."""
    shown = queries.election_visible_to(request.actor, pk)
    policy.may_prepare(shown.unit, actor=request.actor).or_raise()
    if office not in tuple(Office):
        raise NotVisible
    policy.may_vote_on_offices(shown).or_raise()
    sought = Office(office)

    def act(data: dict[str, Any]) -> str:
        operations.prepare_office_vote(
            shown,
            office=sought,
            title=data["title"],
            held_on=data["held_on"],
            people=list(data["people"]),
            seats=data.get("seats", 1),
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The vote is prepared. Open it in the meeting."))
        return panels.address(pk)

    told = {"office": OFFICES[sought], "unit": shown.unit.name}
    first = {
        "title": _("Election: %(office)s, %(unit)s") % told,
        "held_on": shown.meeting_on,
        "seats": 1,
    }
    source = queries.stands_alone(on=shown.meeting_on)
    people = queries.people_for_office(shown, on=clock.today())
    return form_page(
        request,
        "elections/office.html",
        form=partial(forms.OfficeForm, office=sought, people=people, initial=first),
        act=act,
        context={
            "election": shown,
            "office": OFFICES[sought],
            "source": cited(source) if source else "",
            "rule": queries.CANDIDATES,
            "plenary": enums.PLENARY in queries.codes(queries.way_of(shown).code),
        },
    )


def names(request: Request, pk: int) -> HttpResponse:
    """Say who is meant by the names that voters wrote in and elected."""
    shown = queries.election_visible_to(request.actor, pk)
    policy.may_prepare(shown.unit, actor=request.actor).or_raise()
    policy.is_open(shown).or_raise()
    nameless = queries.nameless(shown)

    def act(data: dict[str, Any]) -> str:
        named = {one.item.pk: data[f"person_{one.item.pk}"] for one in nameless}
        operations.name_elected(shown, named=named, actor=request.actor, at=clock.now())
        messages.success(request, _("It is noted who was elected."))
        return panels.address(pk)

    return form_page(
        request,
        "elections/names.html",
        form=partial(forms.NamesForm, nameless=nameless),
        act=act,
        context={"election": shown},
    )


def conclude(request: Request, pk: int) -> HttpResponse:
    """Let the elected hold their posts, with the approval of the unit above."""
    shown = queries.election_visible_to(request.actor, pk)
    policy.may_conclude(shown.unit, actor=request.actor).or_raise()
    policy.is_open(shown).or_raise()
    votes, holders = queries.votes_of(shown), queries.holders_of(shown)
    in_office = {holder.item.person_id for holder in holders}
    people = [
        (item.person.pk, item.text)
        for item in queries.elected(shown, votes) or ()
        if item.person and item.person.pk not in in_office
    ]
    approval = queries.letters_of(shown).get(enums.APPROVAL)
    last = votes[-1].held_on if votes else clock.today()
    first = {
        "ends_on": posts.end_by_rule(shown.unit.kind, last),
        "basis": queries.named(approval) if approval else "",
    }

    def act(data: dict[str, Any]) -> str:
        operations.conclude_election(
            shown,
            posts_given={number: data[f"post_{number}"] for number, _name in people},
            ends_on=data["ends_on"],
            basis=data["basis"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The elected hold their posts; the term begins."))
        return panels.address(pk)

    seats = queries.seats_without_office(shown.unit)
    return form_page(
        request,
        "elections/conclude.html",
        form=partial(forms.ConcludeForm, people=people, seats=seats, initial=first),
        act=act,
        context={
            "election": shown,
            "holders": [
                (posts.title_of_kind(queries.kind_of_post(shown.unit, h.office)), h)
                for h in holders
            ],
        },
    )
