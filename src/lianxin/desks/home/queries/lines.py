"""What a line of the first page says."""

from dataclasses import dataclass
from datetime import date

from lianxin.base.ui.wording import Pill


@dataclass(frozen=True, slots=True)
class Line:
    """One next thing: until when, what, how it stands, and what to press.

    What others cannot go on without, such as a decision, comes before all else; what
    is not owed, such as an answer to read, after what is. `names_people`: the title may
    name somebody, and stays on the site. `is_kept_nowhere`: it may be shown and not be
    stored, such as that somebody has not voted yet on that day.
    """

    day: date | None
    title: str
    where: str
    pill: Pill
    url: str
    act: str
    is_owed: bool = True
    is_awaited: bool = False
    names_people: bool = False
    is_kept_nowhere: bool = False
