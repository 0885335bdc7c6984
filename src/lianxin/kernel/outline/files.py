"""A file to its outline in one step, as bytes: what a child process is asked to do."""

import json

from lianxin.kernel.outline.readers import read
from lianxin.kernel.outline.recogniser import outline


def outline_of_file(data: bytes, *, name: str) -> bytes:
    """Return JSON with the decoded `text`, its `outline`, and that as a readable `tree`.

    Raises Unreadable as `read` does. Offsets in the outline count characters of `text`.
    """
    source = read(data, name)
    found = outline(source)
    whole = {"text": source.text, "outline": found.as_json(), "tree": found.as_tree()}
    return json.dumps(whole, ensure_ascii=False).encode("utf-8", "replace")
