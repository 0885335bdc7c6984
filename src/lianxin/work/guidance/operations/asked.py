"""What a row of a plan asks of a unit, in the terms of goals."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from lianxin.work.goals.enums import DueKind
from lianxin.work.goals.operations import Undertaking

WITHOUT_A_DAY = (DueKind.LONG_TERM, DueKind.EVENT)


def asked_by(row: Mapping[str, Any]) -> Undertaking:
    """The undertaking that a row of a snapshot asks for; long-term without a deadline."""
    target, on = row["measure_target"], row["due_on"]
    kind = row["due_kind"] or (DueKind.DATE if on else DueKind.LONG_TERM)
    has_day = on and kind not in WITHOUT_A_DAY
    return Undertaking(
        text=row["text"],
        standard=row["standard"],
        actions=row["actions"],
        deadline=date.fromisoformat(on) if has_day else None,
        due_kind=kind,
        due_event=row["due_event"],
        measure=row["measure"],
        measure_unit=row["measure_unit"],
        measure_target=None if target is None else Decimal(target),
        milestones=tuple(
            (date.fromisoformat(day), text) for day, text in row["milestones"]
        ),
    )
