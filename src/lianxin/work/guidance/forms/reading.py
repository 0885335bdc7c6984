"""Reading what was handed in, in a child process, before anything of it is stored."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import HttpRequest
from typing_extensions import override

from lianxin.base.ui.forms.reading import (
    content_of,
    marking_told,
    read_apart,
    unreadable_told,
)
from lianxin.kernel.outline.readers.limits import FILE_MEGABYTES, MEGABYTE
from lianxin.work.guidance.operations import Recognised

__all__ = [
    "InMemoryOnly",
    "content_of",
    "keep_in_memory",
    "marking_told",
    "recognise",
    "unreadable_told",
]


class InMemoryOnly(MemoryFileUploadHandler):
    """Holds a file in memory whatever its size, so that none of it reaches the disk.

    A request larger than any document may be is not read to its end.
    """

    @override
    def handle_raw_input(
        self,
        input_data: Any,
        META: Mapping[str, str],
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Take all of it, or stop at once where it is too large."""
        self.activated = True
        if content_length > (FILE_MEGABYTES + 1) * MEGABYTE:
            self.activated = False
            raise StopUpload(connection_reset=True)


def keep_in_memory(request: HttpRequest) -> None:
    """Call before anything reads the request."""
    request.upload_handlers = [InMemoryOnly(request)]


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
