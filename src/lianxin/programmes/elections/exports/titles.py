"""What stands above the papers of an election, and days as papers write them."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from lianxin.kernel.rules.election_files import Way
from lianxin.programmes.elections import enums
from lianxin.programmes.elections.models import Election


def title_of_paper(election: Election, code: str) -> str:
    """What stands above the paper; it names the unit, and whom it elects."""
    of_secretary = {
        enums.REQUEST: _("%(unit)s: request to elect the secretary anew"),
        "rules": _("%(unit)s: rules for the election of the secretary (draft)"),
        enums.ANNOUNCEMENT: _("%(unit)s: result of the election of the secretary"),
        enums.REPORT: _("%(unit)s: report of the election of the secretary"),
        "file": _("%(unit)s: file of the election of the secretary"),
    }
    of_committee = {
        enums.REQUEST: _("%(unit)s: request to elect the committee anew"),
        "rules": _("%(unit)s: rules for the election of the committee (draft)"),
        enums.ANNOUNCEMENT: _("%(unit)s: result of the election of the committee"),
        enums.REPORT: _("%(unit)s: report of the election of the committee"),
        "file": _("%(unit)s: file of the election of the committee"),
    }
    titles = of_secretary if election.way == Way.DIRECT else of_committee
    return titles[code] % {"unit": election.unit.name}


def in_words(day: date) -> str:
    """A day as papers write it."""
    return formats.date_format(day, "DATE_FORMAT")
