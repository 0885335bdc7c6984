"""Pages that look after accounts, outgoing mail and the installation."""

import smtplib
from collections.abc import Sequence
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lianxin.base.accounts import operations as accounts
from lianxin.base.accounts import policy as account_policy
from lianxin.base.accounts.operations import Issued
from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.forms.form_page import UNPROCESSABLE
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import Column, list_page
from lianxin.desks.administration import policy, queries
from lianxin.desks.administration.forms import (
    MOST_AT_ONCE,
    AccountFilters,
    ChoosePeople,
    PeopleFilters,
    TryMail,
)
from lianxin.desks.administration.queries import Managed
from lianxin.org.people import operations as people


@require_GET
def account_list(request: Request) -> HttpResponse:
    """The people whose accounts one manages, and what account they have."""
    today = clock.today()

    def attach(rows: list[Any]) -> None:
        for found in queries.managed(rows, today=today):
            cast("Any", found.person).unit_name = found.unit_name

    columns = [
        Column("name", _("Name"), lambda p: p.name, link=_page_of, sort=("pinyin",)),
        Column(
            "number",
            _("Number"),
            lambda p: p.employee_number,
            sort=("employee_number",),
        ),
        Column("unit", _("Unit"), lambda p: p.unit_name),
        Column("username", _("Sign-in name"), _sign_in_name),
        Column("account", _("Account"), lambda p: condition(p.account)),
    ]
    return list_page(
        request,
        "administration/accounts.html",
        rows=queries.people_to_manage(request.actor, today=today),
        columns=columns,
        filters=AccountFilters,
        caption=_("Accounts"),
        empty=_("Nobody here. Enter people first, or clear the filters."),
        export_name=_("accounts"),
        context={
            "administers": bool(policy.may_administer(request.actor)),
        },
        prepare=attach,
    )


@require_GET
def account(request: Request, pk: int) -> HttpResponse:
    """One person's account and what can be done with it."""
    found = queries.person_to_manage(request.actor, pk, today=clock.today())
    return render(
        request,
        "administration/account.html",
        {
            "managed": found,
            "person": found.person,
            "condition": condition(found.person.account),
            "has_second_factor": queries.guarded(found.person),
            "answer": account_policy.may_manage(found.holder, actor=request.actor),
        },
    )


@never_cache
def codes(request: Request) -> HttpResponse:
    """Choose who of those without account gets one; then their codes, once."""
    today = clock.today()
    everybody = queries.people_to_manage(request.actor, today=today)
    filters = PeopleFilters(data=request.GET)
    rows = filters.apply(everybody) if filters.is_valid() else everybody.none()
    shown = queries.without_account(
        rows, actor=request.actor, today=today, most=MOST_AT_ONCE
    )
    sent = request.method == "POST"
    form = ChoosePeople(request.POST if sent else None, shown=shown)
    if sent and form.is_valid():
        chosen = set(form.cleaned_data["people"])
        wanted = [m for m in shown if str(m.person.pk) in chosen]
        left = queries.how_many_more(rows, wanted)
        return _made(request, wanted, left=left, again=request.get_full_path())
    return render(
        request,
        "administration/choose.html",
        {
            "form": form,
            "filters": filters,
            "shown": shown,
            "most": MOST_AT_ONCE,
            "left": queries.how_many_more(rows, shown),
        },
        status=UNPROCESSABLE if sent else 200,
    )


@never_cache
@require_POST
def make(request: Request, pk: int) -> HttpResponse:
    """An account for one person."""
    found = queries.person_to_manage(request.actor, pk, today=clock.today())
    return _made(request, [found])


@never_cache
@require_POST
def issue_code(request: Request, pk: int) -> HttpResponse:
    """A new one-time code for a forgotten password."""
    return _renewed(request, pk, accounts.issue_code)


@never_cache
@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    """A closed account opens again, with a one-time code."""
    return _renewed(request, pk, accounts.reopen_account)


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """Nobody comes in with this account any more."""
    return _done(request, pk, accounts.close_account, _("The account is closed."))


@require_POST
def remove_second_factor(request: Request, pk: int) -> HttpResponse:
    """The second factor comes off: the phone was lost."""
    done = _("The second factor is removed; a new one is set up at the next sign-in.")
    return _done(request, pk, accounts.remove_second_factor, done)


@require_GET
def state(request: Request) -> HttpResponse:
    """How the installation does."""
    found = queries.state(request.actor)
    return render(request, "administration/state.html", {"state": found})


def mail(request: Request) -> HttpResponse:
    """Whether mail goes out, and a message to try it."""
    policy.may_administer(request.actor).or_raise()
    user = cast("Any", request.user)

    def send(cleaned: dict[str, Any]) -> str:
        _send_test(cleaned["email"])
        accounts.change_address(
            user, cleaned["email"], actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The mail server took the message. Look for it."))
        return reverse("administration:mail")

    return form_page(
        request,
        "administration/mail.html",
        form=lambda **given: TryMail(email=user.email, **given),
        act=send,
        context={"host": settings.EMAIL_HOST, "sender": settings.DEFAULT_FROM_EMAIL},
    )


def condition(user: Any) -> str:  # noqa: ANN401 -- an account or None; views import no models
    """What a person's account is like, in words."""
    if user is None:
        return _("None")
    if not user.is_active:
        return _("Closed")
    if not user.must_change_password:
        return _("In use")
    if user.code_expires_at and user.code_expires_at <= clock.now():
        return _("One-time code no longer valid")
    until = f"{timezone.localtime(user.code_expires_at):%Y-%m-%d %H:%M}"
    return _("One-time code until %(until)s") % {"until": until}


def _page_of(person: Any) -> str:  # noqa: ANN401 -- a person; views import no models
    return reverse("administration:account", args=[person.pk])


def _sign_in_name(person: Any) -> str:  # noqa: ANN401 -- a person; views import no models
    return person.account.username if person.account else ""


def _made(
    request: Request, chosen: Sequence[Managed], *, left: int = 0, again: str = ""
) -> HttpResponse:
    made = people.make_accounts(
        [(m.person, m.holder) for m in chosen], actor=request.actor, at=clock.now()
    )
    units = {m.person.pk: m.unit_name for m in chosen}
    slips = [(p.name, units[p.pk], issued) for p, issued in made]
    return _slips(request, slips, left=left, again=again)


def _renewed(request: Request, pk: int, renew: Any) -> HttpResponse:  # noqa: ANN401 -- one of two operations
    found = queries.person_to_manage(request.actor, pk, today=clock.today())
    try:
        issued = renew(_account_of(found), **_by_whom(request, found))
    except ValidationError as error:
        return _told(request, pk, error)
    return _slips(request, [(found.person.name, found.unit_name, issued)])


def _done(request: Request, pk: int, act: Any, said: str) -> HttpResponse:  # noqa: ANN401 -- one of two operations
    found = queries.person_to_manage(request.actor, pk, today=clock.today())
    try:
        act(_account_of(found), **_by_whom(request, found))
    except ValidationError as error:
        return _told(request, pk, error)
    messages.success(request, said)
    return redirect("administration:account", pk=pk)


def _account_of(found: Managed) -> Any:  # noqa: ANN401 -- an account; views import no models
    if found.person.account is None:
        raise ValidationError(_("This person has no account yet."))
    return found.person.account


def _by_whom(request: Request, found: Managed) -> dict[str, Any]:
    return {"holder": found.holder, "actor": request.actor, "at": clock.now()}


def _told(request: Request, pk: int, error: ValidationError) -> HttpResponseRedirect:
    for message in error.messages:
        messages.error(request, message)
    return redirect("administration:account", pk=pk)


def _slips(
    request: Request,
    made: Sequence[tuple[str, str, Issued]],
    *,
    left: int = 0,
    again: str = "",
) -> HttpResponse:
    if not made:
        messages.info(request, _("Everybody in this list has an account already."))
        return redirect("administration:accounts")
    address = request.build_absolute_uri("/")
    context = {"slips": made, "address": address, "left": left, "again": again}
    return render(request, "administration/codes.html", context)


def _send_test(to: str) -> None:
    """Send one message now; ValidationError says in words what failed."""
    if not settings.EMAIL_HOST:
        raise ValidationError(
            _("No mail server is set. Set LIANXIN_MAIL_HOST and start anew.")
        )
    message = EmailMessage(
        subject=_("Lianxin: mail works"),
        body=_("This message was sent from the page about outgoing mail."),
        to=[to],
    )
    try:
        message.send()
    except smtplib.SMTPAuthenticationError as error:
        raise ValidationError(
            _("The mail server does not accept the user name and password set.")
        ) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise ValidationError(
            {"email": _("The mail server does not take messages for this address.")}
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise ValidationError(
            _("The mail server could not be reached or refused: %(kind)s.")
            % {"kind": type(error).__name__}
        ) from error
