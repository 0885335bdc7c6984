"""The columns of what units ask for, on the page and in a file."""

from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.tables import Column
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.duties import Each
from lianxin.work.duties import policy, queries
from lianxin.work.duties.models import AddedDuty


def columns(*, actor: Actor) -> Sequence[Column]:
    """Who asks whom for what, how often, on which basis, from when until when."""
    return (
        Column("title", _("What is asked for"), lambda a: a.title, _to_end(actor)),
        Column(
            "asker",
            pgettext_lazy("a unit", "Asked by"),
            lambda a: a.unit.short_name,
            sort=("unit__path",),
        ),
        Column("kinds", _("Of which units"), _kinds),
        Column("often", _("How often"), _often),
        Column("basis", _("Basis"), lambda a: a.basis),
        Column("since", _("In force from"), lambda a: a.since, sort=("since",)),
        Column("until", _("Not any more from"), lambda a: a.until, sort=("until",)),
    )


def _to_end(actor: Actor) -> Callable[[AddedDuty], str]:
    def link(added: AddedDuty) -> str:
        may = added.until is None and policy.may_end(added, actor=actor)
        return reverse("duties:end", args=[added.pk]) if may else ""

    return link


def _kinds(added: AddedDuty) -> str:
    kinds = rulebook.unit_kinds()
    language = get_language() or ""
    return _(", ").join(kinds[code].title.into(language) for code in added.kinds)


def _often(added: AddedDuty) -> str:
    return f"{queries.EACH[Each(added.each)]} × {added.least}"
