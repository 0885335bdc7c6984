"""The columns of the list of posts, on the page and in files alike."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext as _

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import bracketed
from lianxin.org.posts import queries
from lianxin.org.posts.models import Appointment, Charge, Post
from lianxin.org.units.models import Unit
from lianxin.org.units.templatetags.units import unit_form, unit_kind


def columns() -> Sequence[Column]:
    """Unit, post, holder, since when, and what goes with the post."""
    return [
        Column(
            "unit",
            _("Unit"),
            lambda post: post.unit.name,
            link=lambda post: address_of("units:unit", post.unit_id),
            sort=("unit__path",),
        ),
        Column(
            "post",
            _("Post"),
            title,
            link=lambda post: address_of("posts:post", post.pk),
        ),
        Column("holder", _("Holder"), _holder),
        Column("since", _("Since"), _since),
        Column("charges", _("Fields of responsibility"), _charges),
    ]


def title(post: Post) -> str:
    """What the post is called, numbered from the second of its kind on."""
    name = queries.title_of_kind(post.kind)
    return f"{name} {post.number}" if post.number > 1 else name


def _held(post: Post) -> Sequence[Appointment]:
    held: Sequence[Appointment] = getattr(post, "holders_today", ())
    return held


def _holder(post: Post) -> str:
    names = [
        row.person.name
        if row.manner == "regular"
        else bracketed(row.person.name, row.get_manner_display())
        for row in _held(post)
    ]
    return _(", ").join(names) or _("Vacant")


def _since(post: Post) -> date | str:
    held = _held(post)
    return held[0].valid_from if held else ""


def _charges(post: Post) -> str:
    charges: Sequence[Charge] = getattr(post, "charges_today", ())
    return "；".join(charge.field for charge in charges)


def columns_of_terms(today: date) -> Sequence[Column]:
    """The register of terms: unit, last election, end of the term, how it stands."""
    return [
        Column(
            "unit",
            _("Unit"),
            lambda unit: unit.name,
            link=lambda unit: address_of("units:unit", unit.pk),
            sort=("path",),
        ),
        Column("kind", _("Kind of unit"), lambda unit: unit_kind(unit.kind)),
        Column("elected", _("Elected on"), lambda unit: unit.term_elected_on or ""),
        Column(
            "ends",
            _("Term ends on"),
            lambda unit: unit.term_ends_on or "",
            sort=("term_ends_on",),
        ),
        Column("basis", _("Basis"), lambda unit: unit.term_basis or ""),
        Column(
            "how",
            _("Election"),
            lambda unit: queries.pill_of_term(unit.term_ends_on, today),
        ),
    ]


def columns_of_organisations() -> Sequence[Column]:
    """The register of Party organisations, in the order in which such tables have it."""
    return [
        Column("parent", _("Organisation above"), _name_above),
        Column(
            "name",
            _("Name of the organisation"),
            lambda unit: unit.name,
            link=lambda unit: address_of("units:unit", unit.pk),
            sort=("path",),
        ),
        Column(
            "kind",
            _("Kind of organisation"),
            lambda unit: unit_form(unit) or unit_kind(unit.kind),
        ),
        Column(
            "founded",
            _("Founded on"),
            lambda unit: unit.founded_on,
            sort=("founded_on",),
        ),
        Column(
            "ends",
            _("Term ends on"),
            lambda unit: unit.term_ends_on or "",
            sort=("term_ends_on",),
        ),
        Column(
            "head",
            _("Secretary or leader"),
            lambda unit: _(", ").join(queries.organisation_on(unit).head),
        ),
        Column(
            "committee",
            _("Other committee members"),
            lambda unit: _(", ").join(queries.organisation_on(unit).committee),
        ),
        Column("members", _("Members of its own"), _members),
    ]


def _name_above(unit: Unit) -> str:
    return unit.parent.name if unit.parent else ""


def _members(unit: Unit) -> int | str:
    number = queries.organisation_on(unit).members
    return "" if number is None else number


def columns_of_staff(seen: Collection[int]) -> Sequence[Column]:
    """The register of those who do the Party's office work; `seen` people have a link."""
    return [
        Column(
            "unit",
            _("Unit"),
            lambda held: held.post.unit.name,
            link=lambda held: address_of("units:unit", held.post.unit_id),
            sort=("post__unit__path",),
        ),
        Column(
            "name",
            _("Name"),
            lambda held: held.person.name,
            link=lambda held: (
                address_of("people:person", held.person_id)
                if held.person_id in seen
                else ""
            ),
            sort=("person__pinyin",),
        ),
        Column("post", _("Post"), lambda held: title(held.post)),
        Column("manner", _("How held"), lambda held: held.get_manner_display()),
        Column("since", _("Since"), lambda held: held.valid_from, sort=("valid_from",)),
        Column("basis", _("Basis"), lambda held: held.basis),
    ]
