"""Reading what was handed in, in a child process, before anything of it is stored."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from lianxin.base.jobs import bounded
from lianxin.base.ui.forms import in_memory
from lianxin.kernel.outline.readers import Unreadable
from lianxin.kernel.outline.readers.limits import FILE_MEGABYTES
from lianxin.kernel.sheets.intake import Marked
from lianxin.work.guidance.operations import Recognised

SECONDS, MEGABYTES = 60, 1024


def keep_in_memory(request: HttpRequest) -> None:
    """Call before anything reads the request."""
    in_memory.keep_in_memory(request, megabytes=FILE_MEGABYTES)


def recognise(data: bytes, *, name: str) -> Recognised:
    """Outline a file, or pasted text where `name` is empty.

    ValidationError, in words, where it is marked as secret or cannot be read.
    """
    found = _run("lianxin.kernel.sheets.intake:outline_unless_marked", data, name=name)
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


def content_of(file: "UploadedFile[Any]") -> bytes:
    """The bytes of a file that was handed in."""
    file.seek(0)
    return bytes(file.read())


def _run(function: str, data: bytes, *, name: str) -> dict[str, Any]:
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
