"""The tree against the vectors of Certificate Transparency, and against itself.

The vectors are those that the reference implementations of RFC 6962 share.
"""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.kernel.log import tree

CONTENTS = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
LEAVES = [tree.leaf_hash(content) for content in CONTENTS]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = [
    (0, 1, []),
    (0, 8, [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]),
    (5, 8, [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (1, 5, [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ]),
]  # fmt: skip
CONSISTENCY = [
    (1, 1, []),
    (1, 8, [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]),
    (6, 8, [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]),
    (2, 5, [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ]),
]  # fmt: skip
WRONG = hashlib.sha256(b"wrong").digest()


def hexes(hashes):
    return [h.hex() for h in hashes]


def some_leaves(count):
    return [tree.leaf_hash(str(n).encode()) for n in range(count)]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_certificate_transparency(size):
    assert tree.root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSION)
def test_inclusion_proofs_are_those_of_certificate_transparency(index, size, proof):
    assert hexes(tree.inclusion_proof(index, LEAVES[:size])) == proof


@pytest.mark.parametrize(("old", "size", "proof"), CONSISTENCY)
def test_consistency_proofs_are_those_of_certificate_transparency(old, size, proof):
    assert hexes(tree.consistency_proof(old, LEAVES[:size])) == proof


@given(st.integers(1, 70), st.data())
def test_growing_in_steps_gives_the_root_of_the_whole(size, data):
    leaves = some_leaves(size)
    cut = data.draw(st.integers(0, size))
    peaks = tree.grow(tree.grow([], 0, leaves[:cut]), cut, leaves[cut:])
    assert tree.root_of(peaks) == tree.root(leaves)
    assert len(peaks) == size.bit_count()


@given(st.integers(1, 70), st.data())
def test_every_leaf_is_proven_and_nothing_else_is(size, data):
    leaves = some_leaves(size)
    index = data.draw(st.integers(0, size - 1))
    proof, root = tree.inclusion_proof(index, leaves), tree.root(leaves)
    assert tree.is_included(leaves[index], index, size, proof, root)
    assert not tree.is_included(WRONG, index, size, proof, root)
    assert not tree.is_included(leaves[index], index, size, proof, WRONG)
    assert not tree.is_included(leaves[index], index, size, [*proof, WRONG], root)
    assert not tree.is_included(leaves[index], -1, size, proof, root)
    assert not tree.is_included(leaves[index], size, size, proof, root)
    if proof:
        place = data.draw(st.integers(0, len(proof) - 1))
        changed = [*proof[:place], WRONG, *proof[place + 1 :]]
        assert not tree.is_included(leaves[index], index, size, changed, root)
        assert not tree.is_included(leaves[index], index, size, proof[:-1], root)
        other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index))
        assert not tree.is_included(leaves[index], other, size, proof, root)


@given(st.integers(1, 70), st.data())
def test_a_longer_log_is_proven_to_begin_with_the_shorter(size, data):
    leaves = some_leaves(size)
    old = data.draw(st.integers(1, size))
    old_root, root = tree.root(leaves[:old]), tree.root(leaves)
    proof = tree.consistency_proof(old, leaves)
    assert tree.is_consistent(old, old_root, size, root, proof)
    assert not tree.is_consistent(old, WRONG, size, root, proof)
    assert not tree.is_consistent(old, old_root, size, WRONG, proof)
    assert not tree.is_consistent(old, old_root, size, root, [*proof, WRONG])
    if proof:
        place = data.draw(st.integers(0, len(proof) - 1))
        changed = [*proof[:place], WRONG, *proof[place + 1 :]]
        assert not tree.is_consistent(old, old_root, size, root, changed)
        assert not tree.is_consistent(old, old_root, size, root, proof[:-1])


@given(st.integers(2, 40), st.data())
def test_a_changed_past_is_never_consistent(size, data):
    leaves = some_leaves(size)
    old = data.draw(st.integers(1, size - 1))
    place = data.draw(st.integers(0, old - 1))
    forged = [*leaves[:place], WRONG, *leaves[place + 1 :]]
    proof = tree.consistency_proof(old, forged)
    old_root, root = tree.root(leaves[:old]), tree.root(forged)
    assert not tree.is_consistent(old, old_root, size, root, proof)


def test_what_cannot_be_proven_is_an_error():
    for index in (-1, 3):
        with pytest.raises(IndexError):
            tree.inclusion_proof(index, LEAVES[:3])
    for size in (0, 4):
        with pytest.raises(ValueError, match=str(size)):
            tree.consistency_proof(size, LEAVES[:3])


def test_sizes_that_make_no_sense_are_not_consistent():
    assert not tree.is_consistent(0, tree.EMPTY_ROOT, 3, tree.root(LEAVES[:3]), [])
    assert not tree.is_consistent(3, WRONG, 2, WRONG, [WRONG])
