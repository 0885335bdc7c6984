"""What stands at the foot of a register: the day, and the journal it was drawn from."""

from datetime import date

from django.utils.translation import gettext as _

from lianxin.base.log import queries


def foot(today: date) -> str:
    """The day and the head of the sealed journal, for the foot of a file."""
    seal = queries.last_seal()
    if seal is None:
        return _("As of %(day)s; the journal is not sealed yet.") % {
            "day": today.isoformat()
        }
    return _("As of %(day)s; journal of %(size)d entries, head %(root)s") % {
        "day": today.isoformat(),
        "size": seal.size,
        "root": bytes(seal.root).hex(),
    }
