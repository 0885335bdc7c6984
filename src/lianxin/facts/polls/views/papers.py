"""The papers of a poll as Word or PDF."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.documents.operations import write_paper
from lianxin.base.exports.operations import MEDIA_TYPES, Sheet, write
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
    """The sheet of the tellers, to be filled in by hand and signed."""
    shown = queries.poll_visible_to(request.actor, pk)
    return _table(request, exports.count_sheet(shown), _("count sheet"))


@require_GET
def minutes(request: Request, pk: int) -> HttpResponse:
    """The declared result as a paper of the unit."""
    shown = queries.poll_visible_to(request.actor, pk)
    if not hasattr(shown, "result"):
        raise NotVisible
    paper = exports.minutes(shown, queries.result_view(shown, actor=request.actor))
    if request.GET.get("format") == "pdf":
        return _file(write_paper("pdf", paper), _("result"), "pdf")
    return _file(write_paper("docx", paper), _("result"), "docx")


def _table(request: Request, table: Sheet, name: str) -> HttpResponse:
    if request.GET.get("format") == "pdf":
        return _file(write("pdf", table), name, "pdf")
    return _file(write("docx", table), name, "docx")


def _file(content: bytes, name: str, ending: str) -> HttpResponse:
    kinds = {"pdf": MEDIA_TYPES["pdf"], "docx": MEDIA_TYPES["docx"]}
    response = HttpResponse(content, content_type=kinds[ending])
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{name}.{ending}"
    )
    return response
