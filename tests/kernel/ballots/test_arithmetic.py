"""Powers come out as Python's own; strangers to the group are found among members."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.kernel.ballots import arithmetic
from lianxin.kernel.ballots.arithmetic import (
    FixedBase,
    G,
    P,
    Q,
    first_stranger,
    inverse,
    is_member,
    power,
    power_of_generator,
    powers,
)
from lianxin.kernel.ballots.proofs import logarithm
from tests.kernel.ballots.shared import ROOT, only_archive

exponents = st.integers(min_value=0, max_value=int(Q) - 1)


def test_the_parameters_are_those_of_a_group_of_prime_order() -> None:
    assert (int(P).bit_length(), int(Q).bit_length()) == (2048, 256)
    assert (P - 1) % Q == 0
    assert power(G, Q) == 1
    for prime in (P, Q):
        assert all(pow(base, int(prime) - 1, int(prime)) == 1 for base in (2, 3, 5))


@settings(max_examples=10, deadline=None)
@given(st.lists(exponents, min_size=1, max_size=6), st.integers(2, 1000))
def test_powers_are_pythons(wanted: list[int], base: int) -> None:
    expected = [pow(base, one, int(P)) for one in wanted]
    assert powers(base, wanted) == expected
    assert [power(base, one) for one in wanted] == expected


@settings(max_examples=10, deadline=None)
@given(st.integers(min_value=-int(Q), max_value=3 * int(Q)))
def test_a_table_gives_powers_of_its_base(exponent: int) -> None:
    expected = pow(int(G), exponent % int(Q), int(P))
    assert power_of_generator(exponent) == expected
    assert inverse(expected) * expected % P == 1


def test_a_table_of_another_base() -> None:
    base = power(G, 5)
    assert FixedBase(base).power(7) == power(G, 35)


def members(count: int) -> list[int]:
    found = [G]
    while len(found) < count:
        found.append(found[-1] * G % P)
    return found


def times(factor: int) -> Callable[[int], int]:
    return lambda element: element * factor % P


def of_order(order: int) -> int:
    """An element of a small order, which no power of one product would reveal."""
    base = 2
    while (found := power(base, (P - 1) // order)) == 1:
        base += 1
    return found


@pytest.mark.parametrize("count", [3, 900])
@pytest.mark.parametrize(
    "spoil",
    [
        times(of_order(2)),
        times(of_order(3)),
        times(2),
        lambda _: 0,
        lambda _: P,
        lambda _: 2,
    ],
)
def test_one_stranger_is_found(count: int, spoil: Callable[[int], int]) -> None:
    elements = members(count)
    assert first_stranger(elements) is None
    elements[count // 2] = spoil(elements[count // 2])
    assert not is_member(elements[count // 2])
    assert first_stranger(elements) == count // 2


def test_two_strangers_do_not_hide_each_other() -> None:
    elements = members(900)
    for place in (100, 200):
        elements[place] = -elements[place] % P
    assert first_stranger(elements) == 100


def test_no_elements_have_no_stranger() -> None:
    assert first_stranger([]) is None


def test_a_logarithm_is_found_within_its_bound() -> None:
    assert [logarithm(power(G, n), 5) for n in (0, 3, 5, 6)] == [0, 3, 5, None]


WITHOUT = """
import sys
sys.modules["gmpy2"] = None
from lianxin.kernel.ballots import arithmetic, verifier
assert arithmetic.number is int
with open(sys.argv[1], "rb") as file:
    print(verifier.verify(file, foreign=True).result)
"""


def test_it_works_without_gmpy2() -> None:
    assert type(arithmetic.P) is not int
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", WITHOUT, only_archive("tampered/0")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "((2, 1, 1), (2, 2))"
