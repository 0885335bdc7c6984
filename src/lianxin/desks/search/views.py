"""The search page: one box, what was found below it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxin.base.ui import clock
from lianxin.base.ui.requests import Request
from lianxin.desks.search import queries
from lianxin.desks.search.forms import SearchForm


@require_safe
def search(request: Request) -> HttpResponse:
    """What fits the words in the address."""
    form = SearchForm(data=request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "search_form": form,
        "words": words,
        "sections": queries.search(words, actor=request.actor, today=clock.today()),
    }
    return render(request, "search/search.html", context)
