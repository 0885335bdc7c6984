"""A child process answers within its limits, or its end is told by type.

`builtins:eval` serves as the pure function: bytes in, whatever the bytes say out.
"""

import time

import pytest

from lianxin.base.jobs import bounded
from lianxin.kernel.outline.readers import Unreadable

EVAL = "builtins:eval"


def evaluate(expression: str, **limits: object) -> bytes:
    return bounded.run(
        EVAL, expression.encode(), **{"seconds": 20, "megabytes": 64, **limits}
    )


def test_the_answer_comes_back_as_bytes() -> None:
    assert evaluate("b'abc' * 2") == b"abcabc"


def test_arguments_reach_the_function() -> None:
    answer = bounded.run(
        "binascii:hexlify", b"ab", seconds=20, megabytes=64, arguments={"sep": "-"}
    )
    assert answer == b"61-62"


def test_a_payload_and_an_answer_larger_than_a_pipe_pass() -> None:
    big = b"x" * 3_000_000
    assert evaluate(f"b'{'y' * 2_000_000}' + b'z'") == b"y" * 2_000_000 + b"z"
    assert (
        len(bounded.run("binascii:hexlify", big, seconds=20, megabytes=64)) == 6_000_000
    )


def test_a_function_without_end_is_stopped_at_its_deadline() -> None:
    began = time.monotonic()
    with pytest.raises(bounded.TooSlow, match=r"longer than 0\.5 seconds"):
        evaluate("[0 for _ in iter(int, 1)]", seconds=0.5, megabytes=2000)
    assert time.monotonic() - began < 5


def test_a_sleeping_function_is_stopped_too() -> None:
    with pytest.raises(bounded.TooSlow):
        evaluate("__import__('time').sleep(60)", seconds=0.5)


def test_memory_beyond_the_limit_is_refused() -> None:
    with pytest.raises(bounded.TooLarge, match="more than 64 MB"):
        evaluate("b'x' * 500_000_000")


def test_output_beyond_the_limit_is_refused() -> None:
    with pytest.raises(bounded.TooLarge, match="more than 1 MB"):
        evaluate("b'x' * 1_100_000", output_megabytes=1)


def test_a_crash_is_told_with_its_signal() -> None:
    with pytest.raises(bounded.Failed, match="SIGSEGV"):
        evaluate("__import__('os').kill(__import__('os').getpid(), 11)")


def test_an_exit_without_an_answer_is_a_failure() -> None:
    with pytest.raises(bounded.Failed, match="exit code 3"):
        evaluate("__import__('os')._exit(3)")


def test_a_fault_in_the_function_is_told() -> None:
    with pytest.raises(bounded.Failed, match="ZeroDivisionError"):
        evaluate("1 // 0")


def test_an_answer_that_is_not_bytes_is_a_failure() -> None:
    with pytest.raises(bounded.Failed, match="TypeError"):
        evaluate("'text'")


def test_a_function_that_is_not_there_is_a_failure() -> None:
    with pytest.raises(bounded.Failed, match="ModuleNotFoundError"):
        bounded.run("lianxin.nowhere:name", b"", seconds=20, megabytes=64)


def test_a_typed_error_of_the_child_is_raised_as_such() -> None:
    with pytest.raises(Unreadable) as raised:
        bounded.run(
            "lianxin.kernel.outline.readers:read_as_json",
            b"",
            seconds=20,
            megabytes=200,
            arguments={"name": "计划.txt"},
            tells=[Unreadable],
        )
    assert raised.value.code == "empty"
    assert raised.value.values == {"name": "计划.txt"}


def test_the_child_has_no_environment_of_ours_and_no_django() -> None:
    found = evaluate(
        "repr([sorted(__import__('os').environ), "
        "'django' in __import__('sys').modules]).encode()"
    )
    assert found == b"[['LC_CTYPE', 'PYTHONPATH', 'PYTHONUTF8'], False]"


def test_the_child_can_write_no_large_file_and_keeps_its_limits() -> None:
    limits = evaluate(
        "repr([__import__('resource').getrlimit(k) for k in (1, 4, 9)]).encode()",
        output_megabytes=1,
    )
    space = (64 + bounded.INTERPRETER_MEGABYTES) * bounded.MEGABYTE
    assert limits == repr([(2**20, 2**20), (0, 0), (space, space)]).encode()
