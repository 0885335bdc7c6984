"""The tree as the page shows it: the way to one unit open, all else closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianxin.kernel.actor import Actor
from lianxin.org.units.queries.days import (
    MOST_FOUND,
    Node,
    found_on,
    node_on,
    nodes_below,
    top_nodes,
    way_on,
)
from lianxin.org.units.queries.finding import first_named
from lianxin.org.units.queries.today import visible_to


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the shown tree; what is below it only where it is open."""

    node: Node
    is_open: bool
    below: tuple["Branch", ...] = ()


def grown(opened: int | None, *, day: date, actor: Actor) -> Sequence[Branch]:
    """The tree down to its second level, and down to below the `opened` unit."""
    tops = top_nodes(day=day, actor=actor)
    open_units = {node.pk for node in tops}
    if opened is not None:
        open_units |= {*way_on(opened, day=day), opened}
    below = nodes_below(open_units, day=day, actor=actor)
    return [_branch(node, below) for node in tops]


def branch_of(pk: int, *, is_open: bool, day: date, actor: Actor) -> Branch:
    """One unit of the tree, with what is directly below it where it is open.

    NotVisible where it did not exist on the day, or `actor` may not see it.
    """
    node = node_on(pk, day=day, actor=actor)
    below = nodes_below([pk], day=day, actor=actor) if is_open else {}
    return _branch(node, below)


def found_in_tree(
    words: str, *, day: date, today: date, actor: Actor
) -> Sequence[Node]:
    """Units found by name, today also by pinyin and initials, in tree order.

    At most MOST_FOUND; one more says that there are more.
    """
    if day != today:
        return found_on(words, day=day, actor=actor)
    found = first_named(visible_to(actor), words, most=MOST_FOUND + 1)
    return [
        Node(
            pk=unit.pk,
            kind=unit.kind,
            name=unit.name,
            short_name=unit.short_name,
            parent=unit.parent_id,
            has_below=False,
        )
        for unit in sorted(found, key=lambda unit: unit.path or "")
    ]


def _branch(node: Node, below: Mapping[int, Sequence[Node]]) -> Branch:
    if node.pk not in below:
        return Branch(node, is_open=False)
    children = tuple(_branch(child, below) for child in below[node.pk])
    return Branch(node, is_open=True, below=children)
