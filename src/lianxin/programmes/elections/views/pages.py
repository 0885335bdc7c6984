"""Pages of elections: the lists, one election, one step, its papers and files."""

from functools import partial

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.documents.operations import write_paper
from lianxin.base.files import operations as files
from lianxin.base.log.exports import foot
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.org.posts import queries as posts
from lianxin.org.posts.forms import TermsFilter
from lianxin.programmes.elections import enums, exports, panels, policy, queries


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
    prepares = policy.may_prepare(shown.unit, actor=request.actor)
    return render(
        request,
        "elections/election.html",
        {
            "election": shown,
            "way": queries.way_of(shown).title,
            "pill": queries.pill_of(shown),
            "steps": queries.steps_of(shown, votes),
            "elected": elected,
            "papers": [
                (code, title)
                for code, title in exports.PAPERS.items()
                if (elected or code not in {enums.ANNOUNCEMENT, enums.REPORT})
                and (code in exports.OWN or code in issued)
            ],
            "conclusion": getattr(shown, "conclusion", None),
            "may_prepare": prepares and policy.is_open(shown),
            "awaits_approval": awaits,
            "may_conclude": awaits
            and policy.may_conclude(shown.unit, actor=request.actor),
            **panels.votes_shown(shown, votes),
        },
    )


@require_GET
def about(request: Request, pk: int, code: str) -> HttpResponse:
    """One step: its day, its papers and files, and what it rests on."""
    shown = queries.election_visible_to(request.actor, pk)
    votes = queries.votes_of(shown)
    step = queries.step_of(shown, votes, code)
    prepares = policy.may_prepare(shown.unit, actor=request.actor)
    is_open = policy.is_open(shown)
    return render(
        request,
        "elections/about.html",
        {
            "election": shown,
            "step": step,
            "bases": queries.bases_of(code, shown.unit, on=shown.meeting_on),
            "held": [
                (vote, queries.how_far(vote))
                for vote in queries.votes_in_step(shown, votes, code)
            ],
            "letter": queries.named(step.letter) if step.letter else "",
            "may_write_letter": code in queries.templates()
            and step.letter is None
            and policy.may_write_letter(shown, code, actor=request.actor),
            "is_custom": rulebook.election_steps()[code].is_own,
            "paper": step.paper if exports.may_write(shown, step.paper) else "",
            "may_note": prepares
            and is_open
            and step.is_next
            and code not in enums.NOT_NOTED,
            **panels.votes_to_prepare(shown, step, may=bool(prepares and is_open)),
            "may_correct": prepares
            and is_open
            and step.is_done
            and code not in enums.NOT_NOTED,
            "may_add": prepares and step.is_done,
            "may_remove": prepares and is_open,
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


@require_GET
def file(request: Request, pk: int, file_pk: int) -> FileResponse:
    """One file of a step as a download, for whoever may see the election."""
    shown = queries.election_visible_to(request.actor, pk)
    found = queries.file_of(shown, file_pk)
    return files.response(found.file, found.name)
