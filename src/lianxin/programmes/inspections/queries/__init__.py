"""Reading inspections, what they saw, and what was found."""

from lianxin.programmes.inspections.queries.evidence import (
    MOST_TO_CHOOSE,
    DutyLine,
    Seen,
    about_to_choose,
    counts_of,
    duties_of,
    records_of,
)
from lianxin.programmes.inspections.queries.findings import (
    FINDING,
    all_open_goals_of,
    among,
    attach,
    finding_ref,
    finding_visible_to,
    findings_of,
    findings_visible_to,
    responsible_posts,
)
from lianxin.programmes.inspections.queries.seeing import (
    inspected_unit,
    inspection_visible_to,
    kinds_in_words,
    kinds_to_choose,
    ref,
    units_of,
    units_to_inspect,
    visible_to,
)

__all__ = [
    "FINDING",
    "MOST_TO_CHOOSE",
    "DutyLine",
    "Seen",
    "about_to_choose",
    "all_open_goals_of",
    "among",
    "attach",
    "counts_of",
    "duties_of",
    "finding_ref",
    "finding_visible_to",
    "findings_of",
    "findings_visible_to",
    "inspected_unit",
    "inspection_visible_to",
    "kinds_in_words",
    "kinds_to_choose",
    "records_of",
    "ref",
    "responsible_posts",
    "units_of",
    "units_to_inspect",
    "visible_to",
]
