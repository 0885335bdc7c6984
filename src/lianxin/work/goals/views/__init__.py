"""Pages of goals."""

from lianxin.work.goals.views.acts import (
    extend,
    link,
    report,
    reword,
    serve,
    unlink,
    verify,
    withdraw,
)
from lianxin.work.goals.views.giving import draft, give, pass_on, propose, redraft
from lianxin.work.goals.views.pages import goal, goals, sheet
from lianxin.work.goals.views.working import (
    figure,
    reach,
    refine,
    serve_target,
    target,
    untarget,
)

__all__ = [
    "draft",
    "extend",
    "figure",
    "give",
    "goal",
    "goals",
    "link",
    "pass_on",
    "propose",
    "reach",
    "redraft",
    "refine",
    "report",
    "reword",
    "serve",
    "serve_target",
    "sheet",
    "target",
    "unlink",
    "untarget",
    "verify",
    "withdraw",
]
