"""A decoded document as readers hand it over, and what went wrong on the way."""

from dataclasses import dataclass

# One English sentence per kind of problem, for the command line. Pages make their own
# words from the kind and the values, in the reader's language.
SENTENCES: dict[str, str] = {
    "empty": "{name} holds no text. Check that the right file was chosen.",
    "damaged_remnant": (
        "“{found}” is what is left of a damaged character; it was left as it stands. "
        "Compare it with the original document."
    ),
    "undecodable": "“{found}” could not be decoded; the characters are lost.",
    "encoding": "The file was read as {encoding}. If letters look wrong, save it as UTF-8.",
    "running_head": "“{found}” repeats on {count} pages; it was taken for a running head and left out.",
    "text_boxes_left_out": "The text of {count} text boxes was left out. Compare with the original document.",
    "contents_left_out": "The table of contents was left out; the headings stand in the text.",
    "pages_without_text": "Pages {pages} are pictures without text; nothing of them was read.",
    "number_missing": "After {before} comes {after}: {missing} is not there.",
    "number_twice": "The number {marker} occurs twice in a row.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a clerk should look at, with its place in the text where it has one.

    `kind` is a key of SENTENCES, `values` are the named values of its sentence (pairs,
    so that the problem stays hashable), `start` and `end` are character offsets in the
    decoded text.
    """

    kind: str
    start: int | None = None
    end: int | None = None
    values: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """Return the problem as one plain English sentence."""
        return SENTENCES[self.kind].format(**dict(self.values))

    def as_json(self) -> dict[str, object]:
        """Return the problem as JSON-ready values."""
        return {
            "kind": self.kind,
            "start": self.start,
            "end": self.end,
            "values": dict(self.values),
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Source:
    """A document as text: numbering computed, tables as tab-separated lines.

    All offsets anywhere in this package count characters of `text`. Lines end with
    a line feed; hard-wrapped lines of a PDF stay separate lines; a row of a table is
    one line with tabs between its cells.
    """

    text: str
    name: str = ""
    problems: tuple[Problem, ...] = ()
