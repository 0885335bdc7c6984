"""A second factor that no key opens is taken off; its holder sets up another one."""

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet

from lianxin.base.accounts.operations import give_up_second_factors
from lianxin.base.crypto.fields import vault
from lianxin.base.journal.models import Entry
from tests.cast import AT, Cast

LOST, FOUND = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def sealed(text: str) -> str:
    return vault().encrypt(text.encode()).decode("ascii")


def test_those_that_no_key_opens_go_and_the_sessions_with_them(
    cast: Cast, settings
) -> None:
    clerk, below = (cast.people[r].account for r in ("clerk", "sub_clerk"))
    Authenticator.objects.all().delete()
    settings.LIANXIN_FIELD_KEYS = (LOST,)
    lost = {"secret": sealed("JBSWY3DPEHPK3PXP")}
    Authenticator.objects.create(user=clerk, type="totp", data=lost)
    codes = {"seed": sealed("00"), "used_mask": 0}
    Authenticator.objects.create(user=clerk, type="recovery_codes", data=codes)
    settings.LIANXIN_FIELD_KEYS = (FOUND,)
    kept = {"secret": sealed("JBSWY3DPEHPK3PXP")}
    Authenticator.objects.create(user=below, type="totp", data=kept)
    session = cast.client("clerk")
    assert give_up_second_factors(actor=cast.system, at=AT) == 1
    assert [a.user for a in Authenticator.objects.all()] == [below]
    assert session.get("/").status_code == 302
    entry = Entry.objects.get(code="accounts.second_factor_removed")
    assert (entry.subject_id, entry.job) == (clerk.pk, "tests.job")
    assert give_up_second_factors(actor=cast.system, at=AT) == 0
