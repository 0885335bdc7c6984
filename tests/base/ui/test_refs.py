"""References become links in one call per kind, through each app's own eyes."""

from collections.abc import Iterable
from uuid import uuid4

from lianxin.base.ui import refs
from lianxin.base.ui.refs import Link
from lianxin.kernel.actor import Actor, Ref
from tests.cast import TODAY

ACTOR = Actor(name="周明远", action=uuid4())
CALLS: list[list[int]] = []


def links(ids: Iterable[int], *, actor: Actor, today: object) -> dict[int, Link]:
    """Everything but number 3, which this actor may not see."""
    CALLS.append(list(ids))
    return {n: Link(f"第{n}条", f"/{n}/") for n in ids if n != 3}


def test_one_call_a_kind_and_only_what_may_be_seen(monkeypatch) -> None:
    monkeypatch.setattr(refs, "_links_of_kinds", lambda: {"a.b": links})
    asked = [Ref("a.b", 2), Ref("a.b", 1), Ref("a.b", 3), Ref("c.d", 1)]
    found = refs.resolve(asked, actor=ACTOR, today=TODAY)
    assert found == {
        Ref("a.b", 1): Link("第1条", "/1/"),
        Ref("a.b", 2): Link("第2条", "/2/"),
    }
    assert CALLS == [[1, 2, 3]]
