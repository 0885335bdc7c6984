"""The endpoint to which the personnel system sends what it tells."""

from uuid import uuid4

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from ninja import Router, Schema, Status
from ninja.security import HttpBearer
from typing_extensions import override

from lianxin.base.ui import clock
from lianxin.kernel.actor import Actor
from lianxin.kernel.sheets.feed import FIELDS, FeedError, read_feed
from lianxin.org.personnel import operations, queries
from lianxin.org.personnel.forms import fault_in_words

_PERSON = {name: {"type": "string"} for name in FIELDS}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["people"],
                    "properties": {
                        "complete": {"type": "boolean", "default": False},
                        "people": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "required": ["employee_number", "name"],
                                "additionalProperties": False,
                                "properties": _PERSON,
                            },
                        },
                    },
                }
            },
            "text/csv": {"schema": {"type": "string"}},
        },
    }
}


class Bearer(HttpBearer):
    """A token made on the page of tokens, sent as ``Authorization: Bearer …``."""

    @override
    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Who acts with this token; None answers 401."""
        return operations.actor_of_token(token, action=uuid4(), at=clock.now())


class FaultOut(Schema):
    """A row that was not taken: its line, its field, a code."""

    line: int
    field: str
    code: str


class UpdateOut(Schema):
    """What was told: how many rows, how many differences of each kind, which faults."""

    update: int
    rows: int
    differences: dict[str, int]
    faults: list[FaultOut]


class RefusalOut(Schema):
    """Why nothing was taken."""

    code: str
    message: str


router = Router(auth=Bearer(), tags=["personnel"])


def _body_of(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig as error:
        raise FeedError("too_large") from error


@router.post(
    "/updates",
    response={200: UpdateOut, 422: RefusalOut},
    url_name="send_update",
    openapi_extra=_BODY,
)
def send_update(
    request: HttpRequest,
    complete: bool = False,  # noqa: FBT001, FBT002 -- ninja reads it from the address
) -> Status[object]:
    """Tell of people, as CSV or JSON. No entry changes: differences wait to be settled."""
    actor: Actor = request.auth  # type: ignore[attr-defined]  # set by Bearer
    try:
        feed = read_feed(_body_of(request), is_complete=complete)
    except FeedError as fault:
        told = {"code": fault.code, "message": fault_in_words(fault)}
        return Status(422, told)
    update = operations.take_update(
        feed, unit=queries.own_unit_of(actor), actor=actor, at=clock.now()
    )
    answer = {
        "update": update.pk,
        "rows": update.rows,
        "differences": queries.counted(update),
        "faults": update.faults,
    }
    return Status(200, answer)
