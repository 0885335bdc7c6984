"""Pages of elections."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.documents.operations import write_paper
from lianxin.base.log.exports import foot
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.forms import PageForm, form_page
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.facts.polls import queries as polls
from lianxin.kernel.actor import NotVisible
from lianxin.org.letters import operations as writing
from lianxin.org.letters import queries as letters
from lianxin.org.letters.enums import Language
from lianxin.org.letters.forms import write_form
from lianxin.org.posts import queries as posts
from lianxin.org.posts.forms import TermsFilter
from lianxin.org.units import queries as units
from lianxin.programmes.elections import (
    enums,
    exports,
    forms,
    operations,
    panels,
    policy,
    queries,
)


@require_GET
def elections(request: Request) -> HttpResponse:
    """The elections one may see, newest first."""
    return list_page(
        request,
        "elections/list.html",
        rows=queries.visible_to(request.actor),
        columns=exports.columns(),
        caption=_("Elections of committees"),
        empty=_(
            "No election yet. It is begun on the page of the unit whose term ends."
        ),
        export_name=_("elections"),
    )


@require_GET
def register(request: Request) -> HttpResponse:
    """The register of elections: of each unit its term and the way to the next one."""
    actor, today = request.actor, clock.today()
    return list_page(
        request,
        "elections/register.html",
        rows=posts.visible_with_terms(actor),
        columns=exports.register_columns(today),
        filters=partial(TermsFilter, actor=actor, today=today),
        caption=_("Register of elections"),
        empty=_("No unit fits. Change the filters."),
        export_name=_("register-of-elections"),
        prepare=partial(queries.attach_elections, actor=actor),
        foot=partial(foot, today),
    )


@require_GET
def election(request: Request, pk: int) -> HttpResponse:
    """One election: its steps with their papers, its votes, who was elected."""
    shown = queries.election_visible_to(request.actor, pk)
    votes = queries.votes_of(shown)
    elected = queries.elected(shown, votes) or ()
    awaits = not queries.next_step(shown, votes) and bool(policy.is_open(shown))
    issued = queries.letters_of(shown)
    return render(
        request,
        "elections/election.html",
        {
            "election": shown,
            "pill": queries.pill_of(shown),
            "steps": queries.steps_of(shown, votes),
            "votes": [(vote, queries.how_far(vote)) for vote in votes],
            "elected": elected,
            "papers": [
                (code, title)
                for code, title in exports.PAPERS.items()
                if (elected or code not in {enums.ANNOUNCEMENT, enums.REPORT})
                and (code in issued or code not in enums.LETTERS)
            ],
            "may_withdraw": bool(policy.may_withdraw(shown)),
            "may_leave_empty": queries.may_leave_empty(shown, votes),
            "conclusion": getattr(shown, "conclusion", None),
            "may_prepare": policy.may_prepare(shown.unit, actor=request.actor)
            and policy.is_open(shown),
            "vote_held": votes[-1] if votes else None,
            "awaits_approval": awaits,
            "may_conclude": awaits
            and policy.may_conclude(shown.unit, actor=request.actor),
        },
    )


def letter(request: Request, pk: int, code: str) -> HttpResponse:
    """Write a letter of the election; what is known stands in it already."""
    shown = queries.election_visible_to(request.actor, pk)
    if code not in enums.LETTERS:
        raise NotVisible
    policy.may_write_letter(shown, code, actor=request.actor).or_raise()
    unit = policy.writer_of(shown, code)
    assert unit is not None  # noqa: S101 -- the policy has refused it
    template = letters.template(enums.LETTERS[code])

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


@require_GET
def paper(request: Request, pk: int, code: str) -> HttpResponse:
    """One of the papers of an election as Word or PDF."""
    shown = queries.election_visible_to(request.actor, pk)
    made = exports.paper_of(shown, code, actor=request.actor)
    name = str(exports.PAPERS[code])
    if request.GET.get("format") == "pdf":
        return file_answer(write_paper("pdf", made), "pdf", name=name)
    return file_answer(write_paper("docx", made), "docx", name=name)


def begin(request: Request, unit_pk: int) -> HttpResponse:
    """Begin to prepare the election of a unit's committee."""
    unit = units.unit_visible_to(request.actor, unit_pk)
    policy.may_prepare(unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        made = operations.begin_election(
            unit=unit, actor=request.actor, at=clock.now(), **data
        )
        messages.success(request, _("The election is begun; its steps follow."))
        return panels.address(made.pk)

    return form_page(
        request,
        "elections/begin.html",
        form=partial(forms.BeginForm, initial={"seats": 3}),
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
        context={"election": shown, "title": queries.title_of_step(code)},
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
        context={"election": shown, "title": queries.title_of_step(code)},
    )


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
    """Prepare the vote on the candidates."""
    shown = queries.election_visible_to(request.actor, pk)
    policy.may_prepare(shown.unit, actor=request.actor).or_raise()
    policy.is_open(shown).or_raise()
    kind = rulebook.poll_kinds()[queries.KIND]
    people = polls.entitled_people(kind, shown.unit, today=clock.today())

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


def conclude(request: Request, pk: int) -> HttpResponse:
    """Let the elected hold their posts, with the approval of the unit above."""
    shown = queries.election_visible_to(request.actor, pk)
    policy.may_conclude(shown.unit, actor=request.actor).or_raise()
    policy.is_open(shown).or_raise()
    votes = queries.votes_of(shown)
    people = [
        (item.person.pk, item.text)
        for item in queries.elected(shown, votes) or ()
        if item.person
    ]
    nameless = queries.nameless(shown, votes)
    approval = queries.letters_of(shown).get(enums.APPROVAL)
    basis = queries.named(approval) if approval else ""
    made: list[forms.ConcludeForm] = []

    def form(**given: Any) -> forms.ConcludeForm:  # noqa: ANN401 -- whatever Django's form takes
        last = votes[-1].held_on if votes else clock.today()
        first = {"ends_on": posts.end_by_rule(shown.unit.kind, last), "basis": basis}
        seats = queries.seats_of(shown.unit)
        made.append(
            forms.ConcludeForm(
                people=people, nameless=nameless, seats=seats, initial=first, **given
            )
        )
        return made[-1]

    def act(data: dict[str, Any]) -> str:
        operations.conclude_election(
            shown,
            posts_given=made[-1].posts_given(data),
            named=made[-1].named(data),
            ends_on=data["ends_on"],
            basis=data["basis"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The elected hold their posts; the term begins."))
        return panels.address(pk)

    return form_page(
        request,
        "elections/conclude.html",
        form=form,
        act=act,
        context={"election": shown},
    )
