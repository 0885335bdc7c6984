"""Run a pure function in a child process that cannot outgrow its time or memory."""

import gc
import importlib
import json
import math
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Protocol, cast

import lianxin

# What a child writes first: how its answer is to be read. The answer follows.
DONE, TOLD, BROKEN = b"done\n", b"told\n", b"broken\n"
OUTGROWN, OVERFLOWN = b"outgrown\n", b"overflown\n"

# The interpreter and its modules; `megabytes` of a call come on top.
INTERPRETER_MEGABYTES = 128
MEGABYTE = 1024 * 1024
SEARCH_PATH = Path(lianxin.__file__).parents[1]


class Refused(Exception):
    """The function gave no answer within its limits."""


class TooSlow(Refused):
    """The function was stopped at its deadline."""

    def __init__(self, function: str, *, seconds: float) -> None:
        super().__init__(f"{function} took longer than {seconds:g} seconds.")
        self.seconds = seconds


class TooLarge(Refused):
    """The function wanted more memory, or made more output, than it was given."""

    def __init__(self, function: str, *, megabytes: float) -> None:
        super().__init__(f"{function} needs more than {megabytes:g} MB.")
        self.megabytes = megabytes


class Failed(Refused):
    """The function crashed: a fault in it or in a library below it."""

    def __init__(self, function: str, *, reason: str) -> None:
        super().__init__(f"{function} failed: {reason}")
        self.reason = reason


class Told(Protocol):
    """An error that can cross the border: a code and named values make it again."""

    code: str
    values: Mapping[str, str | int]

    def __init__(self, code: str, /, **values: str | int) -> None: ...


def run(
    function: str,
    payload: bytes,
    *,
    seconds: float,
    megabytes: int,
    arguments: Mapping[str, str] | None = None,
    output_megabytes: int = 64,
    tells: Sequence[type[Exception]] = (),
) -> bytes:
    """Return `function(payload, **arguments)`, computed in a child process.

    `function` is "package.module:name" and must take and return bytes. `seconds` is
    wall-clock and processor time; `megabytes` is address space beyond what Python
    itself needs. The child has no environment but UTF-8, writes no file, leaves no core
    dump and starts none of Django.

    An error of a type in `tells` (see Told) is raised here as it was raised there.
    Everything else becomes TooSlow, TooLarge or Failed; only text and numbers are taken
    from the child, never objects, since a hostile document may have taken it over.
    """
    task = {
        "function": function,
        "arguments": dict(arguments or {}),
        "cpu_seconds": math.ceil(seconds) + 1,
        "bytes": (megabytes + INTERPRETER_MEGABYTES) * MEGABYTE,
        "output_bytes": output_megabytes * MEGABYTE,
        "tells": [f"{kind.__module__}:{kind.__qualname__}" for kind in tells],
    }
    with _memory_file(payload) as given, _memory_file() as answer:
        code = _run_child(json.dumps(task), given, answer, seconds=seconds)
        if code is None or code == -signal.SIGXCPU:
            raise TooSlow(function, seconds=seconds)
        answer.seek(0)
        head, body = answer.readline(), answer.read()
    if head == DONE and code == 0:
        return body
    if head == TOLD and code == 0:
        raise _told_error(body, tells, function=function)
    if head == OVERFLOWN:
        raise TooLarge(function, megabytes=output_megabytes)
    if head == OUTGROWN or code == -signal.SIGKILL:  # the system kills for memory
        raise TooLarge(function, megabytes=megabytes)
    reason = body.decode("utf-8", "replace") if head == BROKEN else _ending(code)
    raise Failed(function, reason=reason)


def _memory_file(content: bytes = b"") -> IO[bytes]:
    """Return an unnamed file in memory: no pipe to dead-lock, nothing on the disk."""
    file = os.fdopen(os.memfd_create("bounded"), "w+b")
    file.write(content)
    file.seek(0)
    return file


def _run_child(
    task: str, given: IO[bytes], answer: IO[bytes], *, seconds: float
) -> int | None:
    """Run the child to its end and return its exit code, or None at the deadline."""
    child = subprocess.Popen(  # noqa: S603 -- our own interpreter and module
        [sys.executable, "-P", "-B", "-m", "lianxin.base.jobs.bounded", task],
        stdin=given,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(SEARCH_PATH), "PYTHONUTF8": "1"},
        cwd="/",
        start_new_session=True,
    )
    try:
        return child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()


def _told_error(
    body: bytes, tells: Sequence[type[Exception]], *, function: str
) -> Exception:
    """Build the child's error anew from its code and values."""
    try:
        told = json.loads(body)
        kind = cast("type[Told]", tells[int(told["kind"])])
        values = {str(key): _plain(value) for key, value in told["values"].items()}
        return cast("Exception", kind(str(told["code"]), **values))
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        return Failed(function, reason=f"its error could not be read ({error}).")


def _plain(value: object) -> str | int:
    return value if isinstance(value, int) else str(value)


def _ending(code: int) -> str:
    if code >= 0:
        return f"it ended with exit code {code} and without an answer."
    return f"it was ended by signal {signal.Signals(-code).name}."


def _answer_as_child(task: Mapping[str, object]) -> tuple[bytes, bytes]:
    """Compute the answer inside the limits: its head and its body."""
    found = [_find(name) for name in cast("list[str]", task["tells"])]
    tells = cast("tuple[type[Exception], ...]", tuple(found))
    arguments = cast("dict[str, str]", task["arguments"])
    try:
        function = cast("Callable[..., bytes]", _find(cast("str", task["function"])))
        return DONE, bytes(function(sys.stdin.buffer.read(), **arguments))
    except tells as error:
        kind = next(i for i, kind in enumerate(tells) if isinstance(error, kind))
        told = cast("Told", error)
        values = {"kind": kind, "code": told.code, "values": dict(told.values)}
        return TOLD, json.dumps(values).encode()
    except MemoryError:
        return OUTGROWN, b""
    except Exception as error:  # noqa: BLE001 -- the border: the parent raises Failed
        return BROKEN, f"{type(error).__name__}: {error}"[:2000].encode()


def _find(name: str) -> object:
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


def _limit_this_process(task: Mapping[str, int]) -> None:
    """Take the rights away for good: hard limits cannot be raised again."""
    cpu = task["cpu_seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (task["bytes"], task["bytes"]))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))  # SIGXCPU before SIGKILL
    output = task["output_bytes"]
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main() -> None:
    task = json.loads(sys.argv[1])
    # It ends with its answer, and has no need to look for cycles among a million cells.
    gc.disable()
    _limit_this_process(task)
    head, body = _answer_as_child(task)
    try:
        _write_all(head + body)
    except OSError:  # the answer is larger than the file it may become
        os.ftruncate(1, 0)
        os.pwrite(1, OVERFLOWN, 0)
    # Skips the tear-down of a large heap; everything has been written.
    os._exit(0)


def _write_all(content: bytes) -> None:
    done = 0
    while done < len(content):
        done += os.write(1, memoryview(content)[done:])


if __name__ == "__main__":
    _main()
