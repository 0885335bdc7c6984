"""The service worker: what a browser asks where the network is gone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script, for the whole site, asked for anew at each visit.

    It is the same for everybody and needs no session: a device learns of a new
    release also where the session has ended.
    """
    answer = render(request, "ui/worker.js", content_type="text/javascript")
    answer["Service-Worker-Allowed"] = "/"
    answer["Cache-Control"] = "no-cache"
    return answer
