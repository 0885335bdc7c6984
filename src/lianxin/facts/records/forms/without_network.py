"""The part of a record's form that names nobody, for devices without network."""

from collections.abc import Sequence
from typing import Any

from typing_extensions import override

from lianxin.facts.records.forms.meetings import MeetingForm
from lianxin.kernel.rules.record_kinds import RecordKind
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit

NAMES_SOMEBODY = ("host", "attendance")


class KeptForm(MeetingForm):
    """A meeting without its people; they are asked about when there is network."""

    def __init__(
        self,
        *,
        kind: RecordKind,
        unit: Unit,
        people: Sequence[Person] = (),
        **given: Any,  # noqa: ANN401 -- whatever Django's form takes
    ) -> None:
        super().__init__(kind=kind, unit=unit, people=people, **given)
        for name in NAMES_SOMEBODY:
            del self.fields[name]

    @override
    def _offer_parts(self, unit: Unit) -> None:
        """None: which parts are offered is the unit's, and this form is of no unit."""
        del self.fields["parts"]
        del self.fields["hours"]
