"""One's own data as a file to take away."""

import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from lianxin.desks.mine.enums import PARTS


def archive(data: Mapping[str, list[Any]], *, name: str, at: datetime) -> bytes:
    """A zip with ``data.json`` and a README, in the language in use, about its parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("README.txt", _readme(data, name=name, at=at))
        text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        made.writestr("data.json", text)
    return out.getvalue()


def _readme(data: Mapping[str, list[Any]], *, name: str, at: datetime) -> str:
    lines = [
        _("What this system holds about %(name)s") % {"name": name},
        f"{localtime(at):%Y-%m-%d %H:%M}",
        "",
        _("data.json holds everything, in the parts below; any text editor opens it."),
        _("In the journal, a dot (•) stands for personal values that are not kept."),
        _("If something is wrong, ask the office clerk of your unit to correct it."),
        "",
    ]
    lines += [
        _("%(part)s: %(title)s (%(count)d)")
        % {"part": part, "title": PARTS.get(part, part), "count": len(rows)}
        for part, rows in data.items()
    ]
    return "\n".join(lines) + "\n"
