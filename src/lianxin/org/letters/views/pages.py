"""The register of letters written, and one letter: as a page, as Word, as PDF."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.documents.operations import Format, write_paper
from lianxin.base.documents.operations.contents import given
from lianxin.base.log.exports import foot
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.refs import resolve
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.kernel.actor import Ref
from lianxin.org.letters import exports, forms, policy, queries


@require_GET
def letters(request: Request) -> HttpResponse:
    """The register of the letters that units in reach wrote."""
    return list_page(
        request,
        "letters/list.html",
        rows=queries.visible_to(request.actor),
        columns=exports.columns(),
        filters=partial(forms.LettersFilter, actor=request.actor),
        caption=_("Register of letters sent"),
        empty=_(
            "No letter yet. Write one from a template; it gets its number when it is "
            "issued."
        ),
        export_name=_("letters-sent"),
        context={"may_write": _may_write(request)},
        foot=partial(foot, clock.today()),
    )


@require_GET
def letter(request: Request, pk: int) -> HttpResponse:
    """One letter as it stands on paper, with what became of it."""
    shown = queries.letter_visible_to(request.actor, pk)
    about = Ref(shown.about_kind, shown.about_id) if shown.about_id else None
    found = resolve([about] if about else [], actor=request.actor, today=clock.today())
    return render(
        request,
        "letters/letter.html",
        {
            "letter": shown,
            "number": queries.number_of(shown),
            "kind": queries.kind_of(shown.kind),
            "pill": queries.pill_of(shown),
            "paper": given(queries.paper_of(shown)),
            "about": found.get(about) if about else None,
            "asks_for_receipt": queries.asks_for_receipt(shown),
            "may_write": policy.may_write(shown.unit, actor=request.actor),
        },
    )


@require_GET
def word(request: Request, pk: int) -> HttpResponse:
    """A letter as a Word document."""
    return _file(request, pk, "docx")


@require_GET
def pdf(request: Request, pk: int) -> HttpResponse:
    """A letter as a PDF."""
    return _file(request, pk, "pdf")


def _file(request: Request, pk: int, kind: Format) -> HttpResponse:
    shown = queries.letter_visible_to(request.actor, pk)
    name = f"{queries.number_of(shown)}{shown.title}".replace("/", "-")
    return file_answer(write_paper(kind, queries.paper_of(shown)), kind, name=name)


def _may_write(request: Request) -> bool:
    actor = request.actor
    return bool(actor.path) and actor.may(policy.WRITE, actor.path)
