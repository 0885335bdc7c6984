"""Minutes on their way into the software: their text, unless they are marked as secret.

Runs in a child process, so that of a marked document nothing comes back but the line
that carries the marking.
"""

import json

from lianxin.kernel.outline.readers import paste, read
from lianxin.kernel.outline.secrecy import marking_in
from lianxin.kernel.sheets.intake import Marked, refuse_marked


def text_unless_marked(data: bytes, *, name: str) -> bytes:
    """Return JSON with the text of a file; `name` is empty for pasted text.

    Raises Marked for minutes that are marked as secret, Unreadable as the readers do.
    """
    refuse_marked(data, name=name)
    source = read(data, name) if name else paste(data.decode())
    marking = marking_in(source.text)
    if marking is not None:
        raise Marked("marked", line=marking.line, words=marking.words)
    return json.dumps({"text": source.text}, ensure_ascii=False).encode()
