"""Reading what was handed in, in a child process, before anything of it is stored."""

from django.http import HttpRequest

from lianxin.base.jobs.reading import (
    content_of,
    marking_told,
    read_apart,
    unreadable_told,
)
from lianxin.base.ui.forms import in_memory
from lianxin.kernel.outline.readers.limits import FILE_MEGABYTES
from lianxin.work.guidance.operations import Recognised

__all__ = [
    "content_of",
    "keep_in_memory",
    "marking_told",
    "recognise",
    "unreadable_told",
]


def keep_in_memory(request: HttpRequest) -> None:
    """Call before anything reads the request."""
    in_memory.keep_in_memory(request, megabytes=FILE_MEGABYTES)


def recognise(data: bytes, *, name: str) -> Recognised:
    """Outline a file, or pasted text where `name` is empty.

    ValidationError, in words, where it is marked as secret or cannot be read.
    """
    found = read_apart(
        "lianxin.kernel.sheets.intake:outline_unless_marked", data, name=name
    )
    outline = found["outline"]
    return Recognised(
        text=found["text"],
        title=outline["title"] or "",
        number=found["number"],
        issuer=found["issuer"],
        guidance=outline["guidance"],
        reason=outline["guidance_reason"],
        nodes=outline["nodes"],
        problems=[
            {k: v for k, v in p.items() if k != "sentence"} for p in outline["problems"]
        ],
    )
