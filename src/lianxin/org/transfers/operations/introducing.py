"""The letter of introduction that goes along with a released member."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.letters import operations as letters
from lianxin.org.letters.enums import Language
from lianxin.org.letters.models import Letter
from lianxin.org.transfers import policy, queries
from lianxin.org.transfers.enums import INTRODUCTION
from lianxin.org.transfers.models import Transfer
from lianxin.org.units.models import Unit


@transaction.atomic
def draft_introduction(
    transfer: Transfer,
    *,
    unit: Unit,
    values: Mapping[str, str],
    addressee: str,
    language: Language,
    actor: Actor,
    at: datetime,
) -> Letter:
    """Draft the letter of introduction with counterfoil and receipt, in `unit`'s name.

    The unit is the releasing one or one above it. Raises ValidationError where nobody
    is released by now, or where a letter that holds went along already.
    """
    transfer = queries.whole_transfer(transfer.pk)
    policy.may_introduce(transfer, unit, actor=actor).or_raise()
    if not queries.asked_letter(transfer, today=day_of(at)):
        raise ValidationError(_("No letter of introduction is to be written now."))
    return letters.draft_letter(
        template=INTRODUCTION,
        unit=unit,
        values=values,
        about=queries.ref(transfer),
        addressee=addressee,
        language=language,
        actor=actor,
        at=at,
    )
