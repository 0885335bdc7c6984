"""Records in canonical JSON: one way to write each, and no other is read."""

import json
from collections import Counter
from typing import Any, NoReturn

from lianxin.kernel.ballots.arithmetic import P, Q, number
from lianxin.kernel.ballots.refusals import Refused

# More than the record of credentials of 100,000 voters has.
_MOST_PARTS = 400_000
_DIGITS_OF_P = len(str(P))
_DIGITS_OF_Q = len(str(Q))
_DIGITS_OF_A_COUNT = 9


def write(value: object) -> bytes:
    """The value as canonical JSON; members stand in the order of the mapping."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def read(record: bytes) -> Any:  # noqa: ANN401 -- what a record may hold, JSON says
    """The value of a record that is written canonically; Refused where it is not."""
    if sum(map(record.count, (b",", b"[", b"{"))) > _MOST_PARTS:
        raise Refused("too_many_parts", most=_MOST_PARTS)
    try:
        value = json.loads(
            record.decode(),
            object_pairs_hook=_once_each,
            parse_float=_no_float,
            parse_constant=_no_float,
            parse_int=_count,
        )
        rewritten = write(value)
    except UnicodeError as error:
        raise Refused("not_utf8") from error
    except RecursionError as error:
        raise Refused("too_deep") from error
    except Refused:
        raise
    except ValueError as error:
        raise Refused("not_json") from error
    if rewritten != record:
        raise Refused("not_canonical")
    return value


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = Counter(name for name, _ in pairs)
        raise Refused("member_twice", member=names.most_common(1)[0][0][:40])
    return found


def _no_float(text: str) -> NoReturn:
    raise Refused("not_whole", number=text[:20])


def _count(text: str) -> int:
    if len(text) > _DIGITS_OF_A_COUNT or text.startswith("-"):
        raise Refused("number_out_of_range", number=text[:20])
    return int(text)


def members(value: object, what: str, *names: str) -> list[Any]:
    """The values of the members `names` of a JSON object, which has no others.

    They stand in this order. A name that begins with "?" may be missing: None then,
    which is why such a member is never null, so that there is one way to leave it out.
    """
    if not isinstance(value, dict):
        raise Refused("not_an_object", what=what)
    known = [name.removeprefix("?") for name in names]
    required = [name for name in names if not name.startswith("?")]
    for name in value:
        if name not in known:
            raise Refused("unknown_member", what=what, member=name[:40])
    for name in known:
        if name in required and name not in value:
            raise Refused("missing_member", what=what, member=name)
        if name not in required and value.get(name, name) is None:
            raise Refused("null_member", what=what, member=name)
    if list(value) != [name for name in known if name in value]:
        raise Refused("order_of_members", what=what, members=", ".join(known))
    return [value.get(name) for name in known]


def listed(value: object, what: str, count: int | None = None) -> list[Any]:
    """A JSON array, of exactly `count` entries where that is given."""
    if not isinstance(value, list):
        raise Refused("not_an_array", what=what)
    if count is not None and len(value) != count:
        raise Refused("wrong_length", what=what, found=len(value), expected=count)
    return value


def text(value: object, what: str) -> str:
    """A JSON string."""
    if not isinstance(value, str):
        raise Refused("not_text", what=what)
    return value


def count(value: object, what: str) -> int:
    """A JSON number that counts something."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused("not_a_count", what=what)
    return value


def element(value: object, what: str) -> int:
    """A number from 1 to P - 1 as a decimal string; whether it is a member of the
    group is checked apart.
    """
    return _decimal(value, what, _DIGITS_OF_P, 1, P)


def scalar(value: object, what: str) -> int:
    """An exponent from 0 to Q - 1 as a decimal string."""
    return _decimal(value, what, _DIGITS_OF_Q, 0, Q)


def _decimal(value: object, what: str, digits: int, least: int, limit: int) -> int:
    if not isinstance(value, str):
        raise Refused("not_text", what=what)
    if not (value.isascii() and value.isdigit()):
        raise Refused("not_decimal", what=what)
    if value[0] == "0" and value != "0":
        raise Refused("leading_zero", what=what)
    if len(value) > digits or not least <= number(value) < limit:
        raise Refused("out_of_range", what=what)
    return number(value)


def hexadecimal(value: object, what: str) -> str:
    """A SHA-256 hash as 64 small hexadecimal digits."""
    found = text(value, what)
    if len(found) != 64 or set(found) - set("0123456789abcdef"):
        raise Refused("not_a_hash", what=what)
    return found
