"""Files that are handed in and must not touch the disk."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import HttpRequest
from typing_extensions import override

MEGABYTE = 1024 * 1024


class InMemoryOnly(MemoryFileUploadHandler):
    """Holds a file in memory whatever its size, so that none of it reaches the disk.

    A request larger than `megabytes` is not read to its end.
    """

    def __init__(self, request: HttpRequest, *, megabytes: int) -> None:
        super().__init__(request)
        self._megabytes = megabytes

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
        if content_length > (self._megabytes + 1) * MEGABYTE:
            self.activated = False
            raise StopUpload(connection_reset=True)


def keep_in_memory(request: HttpRequest, *, megabytes: int) -> None:
    """Call before anything reads the request."""
    request.upload_handlers = [InMemoryOnly(request, megabytes=megabytes)]
