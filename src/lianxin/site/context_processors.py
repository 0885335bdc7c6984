"""What the base template needs on every page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from lianxin.base.ui.views.preferences import NAVIGATION, TEXT, THEME, chosen
from lianxin.org.posts import queries as posts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation; shown to whoever holds one of `powers`, or to all.

    `short` is the word on the bar of a phone; entries without one are not there.
    """

    icon: str = field(compare=False)
    title: "StrOrPromise" = field(compare=False)
    name: str
    powers: tuple[str, ...] = field(default=(), compare=False)
    short: "StrOrPromise" = field(default="", compare=False)


PLACES = (
    Place(
        "layout-dashboard",
        _("My desk"),
        "home:home",
        short=_("Home"),
    ),
    Place(
        "target",
        pgettext_lazy("navigation", "Goals"),
        "goals:list",
        ("goals.see",),
        short=_("Goals"),
    ),
    Place(
        "notebook",
        _("Work records"),
        "records:list",
        ("records.see",),
        short=pgettext_lazy("bar of a phone", "Records"),
    ),
    Place("sitemap", _("Organisation"), "units:tree", ("units.see",)),
    Place(
        "users", pgettext_lazy("navigation", "People"), "people:list", ("people.see",)
    ),
    Place(
        "rubber-stamp",
        _("Approvals"),
        "approvals:list",
        ("goals.verify", "goals.report"),
    ),
    Place("history", _("Journal"), "history:entries", ("journal.see",)),
    Place(
        "settings",
        _("Administration"),
        "administration:accounts",
        ("accounts.manage",),
    ),
)
# Lists that stand side by side: one place of the navigation, a tab for each.
TABS = (
    (
        Place(
            "target", pgettext_lazy("navigation", "Goals"), "goals:list", ("goals.see",)
        ),
        Place(
            "target",
            pgettext_lazy("navigation", "Duties"),
            "duties:own",
            ("records.see",),
        ),
        Place("target", _("Plans"), "guidance:list", ("plans.see", "plans.reply")),
        Place(
            "target",
            _("Quarterly reviews"),
            "reviews:list",
            ("goals.give", "goals.report"),
        ),
        Place("target", _("Inspections"), "inspections:list", ("goals.see",)),
        Place("target", _("Business targets"), "targets:list", ("targets.see",)),
    ),
    (
        Place("notebook", _("Work records"), "records:list", ("records.see",)),
        Place("notebook", _("Workbook"), "workbook:own", ("records.see",)),
        Place("notebook", _("Votes"), "polls:list", ("records.see",)),
        Place(
            "notebook",
            _("Elections of committees"),
            "elections:list",
            ("records.see",),
        ),
        Place(
            "file-text",
            pgettext_lazy("navigation", "Letters"),
            "letters:list",
            ("letters.see",),
        ),
    ),
    (
        Place("sitemap", _("Organisation"), "units:tree", ("units.see",)),
        Place("id-badge-2", _("Posts"), "posts:list", ("units.see",)),
        Place("file-text", _("Rules library"), "rules:list"),
    ),
    (
        Place(
            "users",
            pgettext_lazy("navigation", "People"),
            "people:list",
            ("people.see",),
        ),
        Place(
            "notebook",
            _("Register of people"),
            "cards:roster",
            ("people.contact",),
        ),
        Place(
            "notebook",
            _("Yearly statistics"),
            "statistics:tables",
            ("people.standing",),
        ),
        Place(
            "arrows-move",
            _("Transfers"),
            "transfers:list",
            ("people.see",),
        ),
        Place(
            "refresh",
            _("From the personnel system"),
            "personnel:list",
            ("personnel.settle",),
        ),
        Place("upload", _("Imports"), "imports:list", ("people.edit", "units.edit")),
    ),
)
MINE = Place("user", _("My page"), "mine:me", short=_("Me"))
ACT = Place(
    "pencil",
    _("Record something"),
    "records:add",
    ("records.record",),
    short=pgettext_lazy("bar of a phone, an act", "Record"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with its address; `is_here` on the page itself and on those below."""

    place: Place
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A post to act for."""

    number: int
    title: str
    is_chosen: bool


PARTS = ("shell/side.html", "shell/top.html", "shell/bar.html")
# Stand in the kept parts for what is of one request only; nobody can type them.
TOKEN, PATH = token_hex(16), token_hex(16)


@dataclass(frozen=True, slots=True)
class Around:
    """All that the parts around a page say, and so what they are kept by.

    Their templates are given this and nothing else: whatever is not in here cannot
    get into a part that is shown again.
    """

    language: str
    theme: str
    text: str
    width: str
    name: str
    post_title: str
    navigation: tuple[Entry, ...]
    bar: tuple[Entry, ...]
    act: Entry | None
    posts: tuple[Choice, ...]
    path: str = PATH


@lru_cache(maxsize=500)
def _parts(around: Around) -> Mapping[str, str]:
    """Every page shows all of them: one look finds them together."""
    given = {"shell": around, "csrf_token": TOKEN}
    return {name: render_to_string(name, given) for name in PARTS}


class Shell:
    """What stands around a page: where one may go, for whom one acts, how it looks."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def theme(self) -> str:
        """auto, light or dark."""
        return chosen(self._request, THEME)

    @property
    def text(self) -> str:
        """normal or large."""
        return chosen(self._request, TEXT)

    @property
    def width(self) -> str:
        """wide or narrow: whether the navigation shows its words."""
        return chosen(self._request, NAVIGATION)

    @cached_property
    def is_signed_in(self) -> bool:
        """Whether there is anybody to show the navigation to."""
        user = getattr(self._request, "user", None)
        return bool(user and user.is_authenticated and self._acting)

    @property
    def layout(self) -> str:
        """The base of pages that also those may meet who are not signed in."""
        return "base.html" if self.is_signed_in else "signed_out.html"

    @property
    def _acting(self) -> Any:  # noqa: ANN401 -- set by our own middleware
        return getattr(self._request, "acting", None)

    @cached_property
    def navigation(self) -> Sequence[Entry]:
        """The places that whoever is signed in may go to."""
        if not self.is_signed_in:
            return ()
        return tuple(filter(None, map(self._entry, PLACES)))

    @cached_property
    def bar(self) -> Sequence[Entry]:
        """The four places on the bar of a phone."""
        if not self.is_signed_in:
            return ()
        places = (entry for entry in (*self.navigation, self._entry(MINE)) if entry)
        return tuple(entry for entry in places if entry.place.short)

    @cached_property
    def tabs(self) -> Sequence[Entry]:
        """The lists beside this one; none on other pages, or where there is but one."""
        match = self._request.resolver_match
        here = match.view_name if match else ""
        beside = _tabs_with(here)
        if not self.is_signed_in or not beside:
            return ()
        actor = self._acting.actor
        seen = [p for p in beside if not p.powers or any(map(actor.holds, p.powers))]
        prefix = get_script_prefix()
        entries = (
            Entry(p, _address(p.name, prefix), is_here=p.name == here) for p in seen
        )
        return tuple(entries) if len(seen) > 1 else ()

    @property
    def path(self) -> str:
        """The address of this page, to come back to."""
        return self._request.get_full_path()

    @property
    def side(self) -> SafeString:
        """The navigation."""
        return self._kept("shell/side.html")

    @property
    def top(self) -> SafeString:
        """The post acted for, the search and one's own menu."""
        return self._kept("shell/top.html")

    @property
    def bottom(self) -> SafeString:
        """The bar of a phone."""
        return self._kept("shell/bar.html")

    @property
    def act(self) -> Entry | None:
        """The likeliest act, for the big button of a phone."""
        return self._entry(ACT) if self.is_signed_in else None

    @cached_property
    def posts(self) -> Sequence[Choice]:
        """The posts to choose from, the highest unit first."""
        acting = self._acting
        return tuple(
            Choice(
                a.pk,
                posts.title_of(a),
                acting.chosen is not None and a.pk == acting.chosen.pk,
            )
            for a in (acting.appointments if acting else ())
        )

    @cached_property
    def _around(self) -> Around:
        actor = self._acting.actor if self._acting else None
        return Around(
            language=get_language() or "",
            theme=self.theme,
            text=self.text,
            width=self.width,
            name=actor.name if actor else "",
            post_title=actor.post_title if actor else "",
            navigation=tuple(self.navigation),
            bar=tuple(self.bar),
            act=self.act,
            posts=tuple(self.posts),
        )

    @cached_property
    def token(self) -> str:
        """What the forms of this page send along; made once, and only where one asks."""
        return get_token(self._request)

    @cached_property
    def _parts(self) -> Mapping[str, str]:
        return _parts(self._around)

    def _kept(self, template: str) -> SafeString:
        filled = self._parts[template].replace(TOKEN, self.token)
        return mark_safe(filled.replace(PATH, escape(self.path)))  # noqa: S308 -- rendered by a template

    def _entry(self, place: Place) -> Entry | None:
        actor = self._acting.actor
        if place.powers and not any(map(actor.holds, place.powers)):
            return None
        match = self._request.resolver_match
        here = match.namespace if match else ""
        return Entry(
            place,
            _address(place.name, get_script_prefix()),
            is_here=here in _namespaces(place),
        )


def _tabs_with(name: str) -> tuple[Place, ...]:
    """The lists that stand beside this one, itself among them."""
    return next((tabs for tabs in TABS if name in {tab.name for tab in tabs}), ())


@cache
def _namespaces(place: Place) -> frozenset[str]:
    """The apps whose pages belong to a place: its own, and those of its tabs."""
    names = [place.name, *(tab.name for tab in _tabs_with(place.name))]
    return frozenset(name.partition(":")[0] for name in names)


@lru_cache(maxsize=100)
def _address(name: str, prefix: str) -> str:
    return reverse(name)


def page(request: HttpRequest) -> dict[str, Any]:
    """Who is signed in, for which post, and what stands around the page."""
    shell = Shell(request)
    return {
        "acting": getattr(request, "acting", None),
        "shell": shell,
        "csrf_token": SimpleLazyObject(lambda: shell.token),
    }
