"""A request of the branch, decided by the clerk of the sub-committee, then above."""

from lianxin.kernel.actor import Ref
from lianxin.org.approvals.models import Approval
from lianxin.org.approvals.operations import request_approval
from tests.cast import AT, Cast


def ask(cast: Cast, role: str = "branch_secretary", **values) -> Approval:
    given = {
        "matter": "goals.extension",
        "subject": Ref("units.unit", cast.units["branch"].pk),
        "unit": cast.units["branch"],
        "title": "延期一周",
        "text": "机组检修推迟。",
        "steps": [
            cast.appointments["sub_clerk"].post,
            cast.appointments["leader"].post,
        ],
        "actor": cast.actor(role),
        "at": AT,
    }
    return request_approval(**given | values)
