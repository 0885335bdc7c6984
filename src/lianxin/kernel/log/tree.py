"""The Merkle tree of a log that only grows, as RFC 6962 and RFC 9162 define it.

Leaves are 32-byte leaf hashes. A tree that grows is kept as its peaks: the roots of
the perfect trees that its leaves fill from the left, largest first.
"""

import hashlib
from collections.abc import Iterable, Sequence

EMPTY_ROOT = hashlib.sha256().digest()


def leaf_hash(content: bytes) -> bytes:
    """The hash of one entry (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def grow(peaks: Sequence[bytes], size: int, leaves: Iterable[bytes]) -> list[bytes]:
    """The peaks of a tree of `size` leaves after `leaves` were appended."""
    grown = list(peaks)
    for leaf in leaves:
        node, filled = leaf, size
        while filled & 1:
            node = node_hash(grown.pop(), node)
            filled >>= 1
        grown.append(node)
        size += 1
    return grown


def root_of(peaks: Sequence[bytes]) -> bytes:
    """The root of the tree with these peaks."""
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def root(leaves: Sequence[bytes]) -> bytes:
    """The root of the tree with these leaves."""
    return root_of(grow([], 0, leaves))


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The hashes that lead from leaf `index` to the root (RFC 9162, 2.1.3.1).

    IndexError where there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    cut = _largest_power_below(len(leaves))
    if index < cut:
        return [*inclusion_proof(index, leaves[:cut]), root(leaves[cut:])]
    return [*inclusion_proof(index - cut, leaves[cut:]), root(leaves[:cut])]


def consistency_proof(size: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The hashes that show the first `size` leaves unchanged (RFC 9162, 2.1.4.1).

    ValueError where `size` is not between one and the number of leaves.
    """
    if not 0 < size <= len(leaves):
        raise ValueError(size)
    return _subproof(size, leaves, is_known=True)


def _subproof(size: int, leaves: Sequence[bytes], *, is_known: bool) -> list[bytes]:
    if size == len(leaves):
        return [] if is_known else [root(leaves)]
    cut = _largest_power_below(len(leaves))
    if size <= cut:
        return [
            *_subproof(size, leaves[:cut], is_known=is_known),
            root(leaves[cut:]),
        ]
    return [
        *_subproof(size - cut, leaves[cut:], is_known=False),
        root(leaves[:cut]),
    ]


def is_included(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether `proof` leads from the leaf to `root` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    sides = _sides(index, size - 1)
    if len(sides) != len(proof):
        return False
    node = leaf
    for step, is_left in zip(proof, sides, strict=True):
        node = node_hash(step, node) if is_left else node_hash(node, step)
    return node == root


def is_consistent(
    old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the tree of `size` begins with that of `old_size` (RFC 9162, 2.1.4.2)."""
    if old_size == size:
        return not proof and old_root == root
    if not 0 < old_size < size or not proof:
        return False
    steps = list(proof)
    if old_size & (old_size - 1) == 0:  # a power of two: the old root is a node itself
        steps.insert(0, old_root)
    here, last = old_size - 1, size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    sides = _sides(here, last)
    if len(sides) != len(steps) - 1:
        return False
    old = new = steps[0]
    for step, is_left in zip(steps[1:], sides, strict=True):
        if is_left:
            old, new = node_hash(step, old), node_hash(step, new)
        else:
            new = node_hash(new, step)
    return old == old_root and new == root


def _sides(here: int, last: int) -> list[bool]:
    """On the way from node `here` of a level up to the root: which steps are left.

    `last` is the number of the level's last node; one step for each level on which
    the node has a neighbour.
    """
    sides = []
    while last:
        is_left = bool(here & 1) or here == last
        while is_left and here and not here & 1:
            here, last = here >> 1, last >> 1
        sides.append(is_left)
        here, last = here >> 1, last >> 1
    return sides


def _largest_power_below(number: int) -> int:
    """The largest power of two that is less than `number`, which is at least two."""
    return 1 << (number - 1).bit_length() - 1
