"""The pages of the gallery."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import Table, list_page
from lianxin.base.ui.views.gallery import samples

NOTICES = ("info", "success", "warning", "error")
BADGES = ("done", "open", "soon", "late", "na")
EMPTY = gettext_lazy("No meeting has been recorded yet. Record the first one.")


@require_safe
def gallery(request: Request) -> HttpResponse:
    """Every component in every state."""
    today = clock.today()
    none_yet = Table(
        rows=samples.Samples(),  # type: ignore[arg-type]  # answers as a queryset
        columns=samples.COLUMNS,
        filters=None,
        address=request.GET,
        caption=_("An empty list"),
        empty=EMPTY,
        name="none",
    )
    context = {
        "pills": samples.pills(),
        "explained": samples.explained(actor=request.actor, today=today),
        "with_links": samples.explained_with_links(today),
        "notices": NOTICES,
        "badges": BADGES,
        "long": samples.LONG,
        "today": today,
        "none_yet": none_yet,
        "fresh": samples.SampleForm(),
        "wrong": samples.form_in_error(),
        "both": samples.form_in_conflict(),
        "kept": samples.form_restored(clock.now()),
    }
    return list_page(
        request,
        "ui/gallery.html",
        rows=samples.rows(today),  # type: ignore[arg-type]  # answers as a queryset
        columns=samples.COLUMNS,
        filters=samples.SampleFilters,
        caption=_("Sample meetings"),
        empty=EMPTY,
        export_name=_("Sample meetings"),
        context=context,
    )


def gallery_form(request: HttpRequest) -> HttpResponse:
    """The sample form as a page of its own, which can be sent; nothing is stored."""

    def act(data: dict[str, object]) -> str:
        messages.success(request, _("Checked; nothing was stored."))
        return reverse("ui:gallery_form")

    return form_page(request, "ui/gallery_form.html", form=samples.SampleForm, act=act)
