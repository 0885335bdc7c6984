"""Very many numbers that mostly follow each other, as few pairs."""

from collections.abc import Sequence


def runs_of(numbers: Sequence[int]) -> list[list[int]]:
    """Numbers as few pairs of a first and a last one."""
    runs: list[list[int]] = []
    ordered = sorted(numbers)
    if ordered and ordered[-1] - ordered[0] == len(set(ordered)) - 1:
        return [[ordered[0], ordered[-1]]]
    for number in ordered:
        if runs and number <= runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs


def numbers_in(runs: Sequence[Sequence[int]]) -> list[int]:
    """The numbers of which `runs_of` made pairs."""
    return [number for first, last in runs for number in range(first, last + 1)]
