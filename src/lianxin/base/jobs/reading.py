"""Reading what was handed in, in a child process, and telling why it cannot be read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from lianxin.base.jobs import bounded
from lianxin.kernel.outline.readers import Unreadable
from lianxin.kernel.sheets import unreadable as sheets
from lianxin.kernel.sheets.intake import Marked

SECONDS, MEGABYTES = 60, 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a child process may take, and how much it may hold and answer."""

    seconds: int
    megabytes: int
    output_megabytes: int


def content_of(file: "UploadedFile[Any]") -> bytes:
    """The bytes of a file that was handed in."""
    file.seek(0)
    return bytes(file.read())


def read_apart(function: str, data: bytes, *, name: str) -> dict[str, Any]:
    """What a function of the kernel makes of a file, or of text where `name` is empty.

    It runs in a bounded child process and answers JSON. ValidationError, in words,
    where the file is marked as secret or cannot be read.
    """
    try:
        answer = bounded.run(
            function,
            data,
            seconds=SECONDS,
            megabytes=MEGABYTES,
            arguments={"name": name},
            output_megabytes=256,
            tells=[Unreadable, Marked],
        )
    except Marked as marked:
        raise ValidationError(marking_told(marked), code="marked") from None
    except (Unreadable, bounded.Refused) as error:
        raise ValidationError(unreadable_told(error), code="unreadable") from None
    told: dict[str, Any] = json.loads(answer)
    return told


def read_workbook_apart(
    function: str,
    data: bytes,
    *,
    name: str,
    limits: Limits,
    arguments: Mapping[str, str] | None = None,
) -> bytes:
    """What a function of ``kernel.sheets`` answers of a workbook called `name`.

    It runs in a bounded child process. Unreadable says, with its code, why it cannot be
    read; running out of the limits is such a reason too.
    """
    try:
        return bounded.run(
            function,
            data,
            seconds=limits.seconds,
            megabytes=limits.megabytes,
            arguments=arguments,
            output_megabytes=limits.output_megabytes,
            tells=[sheets.Unreadable],
        )
    except bounded.TooSlow as error:
        raise sheets.Unreadable(
            "too_slow", name=name, seconds=limits.seconds
        ) from error
    except bounded.TooLarge as error:
        raise sheets.Unreadable(
            "too_hungry", name=name, megabytes=limits.megabytes
        ) from error
    except bounded.Failed as error:
        raise sheets.Unreadable("broken_reader", name=name) from error


def marking_told(marked: Marked) -> str:
    """Which line carries which marking, and what to do."""
    return _(
        "Line %(line)s carries the marking “%(words)s”. Nothing was stored. Secrets and "
        "work secrets may not be taken in here; handle the document by the rules for "
        "secrets."
    ) % dict(marked.values)


def unreadable_told(error: Exception) -> str:
    """Why a file could not be read, in words, and what to do."""
    code = error.code if isinstance(error, Unreadable) else "broken"
    if code in {"empty", "no_text"}:
        return _(
            "No text was found in it. Pictures of pages cannot be read: choose the "
            "Word file, or paste the text."
        )
    if code in {"too_large", "too_much_text", "too_many_pages"} or isinstance(
        error, bounded.TooLarge | bounded.TooSlow
    ):
        return _(
            "It is too large to be read in one piece. Split it, or paste the text."
        )
    if code in {"old_word", "other_format"}:
        return _(
            "This kind of file cannot be read. Save it as .docx, .pdf with text, .txt, "
            ".md or .html, or paste the text."
        )
    return _(
        "The file is damaged or unusual. Save it anew as .docx, or paste the text."
    )
