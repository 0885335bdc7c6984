"""The papers of a poll as Word or PDF."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.documents.operations import write_paper
from lianxin.base.exports.operations import Sheet, write
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.requests import Request
from lianxin.facts.polls import exports, queries
from lianxin.kernel.actor import NotVisible


@require_GET
def ballot(request: Request, pk: int) -> HttpResponse:
    """The ballot paper, to be copied and handed out."""
    shown = queries.poll_visible_to(request.actor, pk)
    return _table(request, exports.ballot(shown), _("ballot"))


@require_GET
def sheet(request: Request, pk: int) -> HttpResponse:
    """The sheet of the tellers, to be filled in by hand; filled in after the result."""
    shown = queries.poll_visible_to(request.actor, pk)
    view = None
    if hasattr(shown, "result"):
        view = queries.result_view(shown, actor=request.actor)
    return _table(request, exports.count_sheet(shown, view), _("count sheet"))


@require_GET
def minutes(request: Request, pk: int) -> HttpResponse:
    """The declared result as a paper of the unit."""
    shown = queries.poll_visible_to(request.actor, pk)
    if not hasattr(shown, "result"):
        raise NotVisible
    paper = exports.minutes(
        shown,
        queries.result_view(shown, actor=request.actor),
        queries.grades_view(shown, actor=request.actor),
    )
    if request.GET.get("format") == "pdf":
        return file_answer(write_paper("pdf", paper), "pdf", name=_("result"))
    return file_answer(write_paper("docx", paper), "docx", name=_("result"))


def _table(request: Request, table: Sheet, name: str) -> HttpResponse:
    if request.GET.get("format") == "pdf":
        return file_answer(write("pdf", table), "pdf", name=name)
    return file_answer(write("docx", table), "docx", name=name)
