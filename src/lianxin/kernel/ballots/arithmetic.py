"""The group BELENIOS-2048: powers, tables of powers, and who is a member.

Numbers are gmpy2's where it is installed, about eight times faster, and Python's own
where it is not; both are annotated as int. Nothing here takes the same time for every
exponent: secrets are used on the voter's or the trustee's own machine only.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

try:
    import gmpy2
except ImportError:
    number: Callable[..., int] = int
    _power: Callable[[int, int, int], int] = pow
else:
    number = gmpy2.mpz
    _power = gmpy2.powmod

NAME = "BELENIOS-2048"
P = number(
    "206947856914225464010136436575050080649229892957511040971008847870573742192427174"
    "019222372544976843381290666331380789584049600543896362897963930387739057228036059"
    "737494276713767776188985898727358650490811670993105358677809800307904916540637771"
    "737641986785272734744763418356000356983051931442845617019110007867373073335641239"
    "717328979132404745788344682606523279746479511376726586935821800463179220736688600"
    "526271863633860887968821207694323661494910029234443463732221458841005864210502421"
    "203654335612013204811188524087310770141516662001623131771693721892480785077118278"
    "42317498073276598828825169183103125680162072880719"
)
Q = number(
    "78571733251071885079927659812671450121821421258408794611510081919805623223441"
)
G = number(
    "240235267750185220922768770353239993271228765737836491651007531878766327414635321"
    "932028567615526967879969466829874938909508389657342560190060106847716449173547413"
    "728310461045868131451178164675540052740288984613986453266121505579709716201616827"
    "031288643245666383486363578210615491841998253431518974065818686865115135857641013"
    "888221539601604322884360393098933366277284840659313840601023167509576377798266510"
    "360682240663507669776402534625377308513317349519424896775405257365904949247763147"
    "599157519877517771148149092045660020547812705472823814097251863985833411570056835"
    "3695553423781475582491896050296680037745308460627"
)

# Fewer elements than this are checked sooner one by one.
_WORTH_A_BATCH = 800
_PASSES = 16
_BUCKETS = 256
_BYTES_OF_AN_EXPONENT = 32
_WORTH_A_TABLE = 3


def power(base: int, exponent: int) -> int:
    """`base` to the power of `exponent`, which is not negative."""
    return _power(base, exponent, P)


def inverse(element: int) -> int:
    """The number by which `element` must be multiplied to give 1."""
    return _power(element, -1, P)


def product(elements: Sequence[int]) -> int:
    """The product of the elements; 1 of none."""
    result = number(1)
    for element in elements:
        result = result * element % P
    return result


def random_scalar() -> int:
    """A secret exponent, each of 0 to Q - 1 as likely as any other."""
    return number(secrets.randbelow(int(Q)))


class FixedBase:
    """Powers of one base, from a table of 8,192 elements (2 MB, made in 20 ms)."""

    __slots__ = ("_rows",)

    def __init__(self, base: int) -> None:
        self._rows = []
        for _ in range(_BYTES_OF_AN_EXPONENT):
            row = [number(1)]
            for _ in range(_BUCKETS - 1):
                row.append(row[-1] * base % P)
            self._rows.append(row)
            base = row[-1] * base % P

    def power(self, exponent: int) -> int:
        """The base, a member of the group, to the power of any whole number."""
        result = number(1)
        digits = int(exponent % Q).to_bytes(_BYTES_OF_AN_EXPONENT, "little")
        for row, digit in zip(self._rows, digits, strict=True):
            if digit:
                result = result * row[digit] % P
        return result


@lru_cache(maxsize=8)
def table_of(base: int) -> FixedBase:
    """The table of a base that many powers are asked of, such as a public key."""
    return FixedBase(base)


def power_of_generator(exponent: int) -> int:
    """The generator to the power of `exponent`."""
    return table_of(G).power(exponent)


def powers(base: int, exponents: Sequence[int]) -> list[int]:
    """One base to several powers, all below 2^256.

    From three exponents on the squarings are shared: base^(16^i) is found once, each
    exponent sorts these by its digits into 15 buckets, and the buckets are multiplied
    up (Yao 1976).
    """
    if len(exponents) < _WORTH_A_TABLE:
        return [power(base, exponent) for exponent in exponents]
    steps = []
    for _ in range(2 * _BYTES_OF_AN_EXPONENT):
        steps.append(base)
        for _ in range(4):
            base = base * base % P
    return [_from_steps(steps, exponent) for exponent in exponents]


def _from_steps(steps: Sequence[int], exponent: int) -> int:
    buckets = [number(1)] * 16
    for step, digit in zip(steps, f"{int(exponent):064x}"[::-1], strict=True):
        place = int(digit, 16)
        buckets[place] = buckets[place] * step % P
    result = gathered = number(1)
    for bucket in reversed(buckets[1:]):
        gathered = gathered * bucket % P
        result = result * gathered % P
    return result


def is_member(element: int) -> bool:
    """Whether a number is an element of the group."""
    return bool(0 < element < P) and power(element, Q) == 1


def first_stranger(elements: Sequence[int]) -> int | None:
    """The place of the first of `elements`, each below P, that is not of the group.

    Many are checked together: 128 products, each of a random half of the elements,
    must all be members. A product that contains the stranger is a member only if the
    same product without it is not, so that each misses it with a chance of at most one
    half (Bellare, Garay, Rabin 1998): all 128 miss it once in 2^128. The coins are
    thrown afresh and told to nobody. Weaker tests, such as one product with random
    exponents, would let pass elements of the small orders 2 and 3 that this group's
    modulus allows. Where a product is no member, each element is checked by itself.
    """
    if not all(0 < element < P for element in elements):
        return next(n for n, x in enumerate(elements) if not 0 < x < P)
    if len(elements) >= _WORTH_A_BATCH and all(
        power(element, Q) == 1 for element in _products_of_halves(elements)
    ):
        return None
    return next((n for n, x in enumerate(elements) if power(x, Q) != 1), None)


def _products_of_halves(elements: Sequence[int]) -> Iterator[int]:
    """Eight products from each pass: each element goes by a random byte into one of
    256 buckets, and the product of bit b takes the buckets whose number has that bit.
    """
    for _ in range(_PASSES):
        buckets = [number(1)] * _BUCKETS
        coins = secrets.token_bytes(len(elements))
        for element, place in zip(elements, coins, strict=True):
            buckets[place] = buckets[place] * element % P
        while len(buckets) > 1:
            half = len(buckets) // 2
            upper = buckets[half:]
            yield product(upper)
            buckets = [a * b % P for a, b in zip(buckets[:half], upper, strict=True)]
