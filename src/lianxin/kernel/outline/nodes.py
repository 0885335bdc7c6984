"""What comes out: an outline, its nodes, and how both are written down."""

from dataclasses import dataclass
from typing import Literal

from lianxin.kernel.outline.source import Problem

Guidance = Literal["yes", "partly", "no"]

# Why a text is or is not guidance, in plain English for the command line.
REASONS: dict[str, str] = {
    "document": "It says what is to be done: a plan, notice, regulation or the like.",
    "work_table": "It is a table of work with measures, deadlines or who is responsible.",
    "demands": "Most of its items say what must be done.",
    "report": "It reports what was done; measures in it can be taken over.",
    "talk": "It is a lecture or speech; measures in it can be taken over.",
    "essay": "It is an essay or study; measures in it can be taken over.",
    "questions": "It answers questions; it explains rules and sets no work.",
    "news": "It is news: it tells what others did or said.",
    "call_for_papers": "It calls for contributions; it sets no work.",
    "no_items": "It holds no numbered items.",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the source that suggests something, and its words."""

    text: str
    start: int
    end: int

    def as_json(self) -> dict[str, object]:
        """Return the passage as JSON-ready values."""
        return {"text": self.text, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the text of one node suggests; a person decides.

    `deadlines` are times by which or how often, `responsible` names of parties, of
    whom `supports` only help, `measures` numbers with their units, `work` sentences with a verb of work and
    `reasons` sentences that give reasons or slogans.
    """

    deadlines: tuple[Passage, ...] = ()
    responsible: tuple[str, ...] = ()
    measures: tuple[Passage, ...] = ()
    work: tuple[Passage, ...] = ()
    reasons: tuple[Passage, ...] = ()
    supports: tuple[str, ...] = ()

    @property
    def deadline(self) -> str | None:
        """Return the first deadline's words, or None."""
        return self.deadlines[0].text if self.deadlines else None


@dataclass(frozen=True, slots=True)
class Node:
    """A heading or item: its place in the source and in the outline.

    `start` is the first character of the marker (of the heading, if it lost its
    number), `end` the end of everything that belongs to the node, its inner nodes too.
    `text_start` is where the words after the marker begin. `path` is how people cite
    it: 三(一), 二·一是.
    """

    level: int
    marker: str | None
    heading: str
    start: int
    end: int
    text_start: int
    path: str
    suggestions: Suggestions

    def as_json(self) -> dict[str, object]:
        """Return the node as JSON-ready values."""
        found = self.suggestions
        return {
            "level": self.level,
            "marker": self.marker,
            "heading": self.heading,
            "start": self.start,
            "end": self.end,
            "text_start": self.text_start,
            "path": self.path,
            "deadline": found.deadline,
            "responsible": list(found.responsible),
            "supports": list(found.supports),
            "deadlines": [passage.as_json() for passage in found.deadlines],
            "measures": [passage.as_json() for passage in found.measures],
            "work": [passage.as_json() for passage in found.work],
            "reasons": [passage.as_json() for passage in found.reasons],
        }


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of one document. All offsets count characters of the source text.

    `guidance` says whether work items may be taken from the text; `reason` is a key of
    REASONS that says why.
    """

    name: str
    title: str | None
    script: Literal["hans", "hant"]
    guidance: Guidance
    reason: str
    nodes: tuple[Node, ...]
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, object]:
        """Return the outline as JSON-ready values."""
        return {
            "name": self.name,
            "title": self.title,
            "script": self.script,
            "guidance": self.guidance,
            "guidance_reason": self.reason,
            "guidance_sentence": REASONS[self.reason],
            "nodes": [node.as_json() for node in self.nodes],
            "problems": [problem.as_json() for problem in self.problems],
        }

    def as_tree(self) -> str:
        """Return the outline as lines for a terminal: path, heading, what it suggests."""
        lines = [
            self.title or "(no title)",
            f"guidance: {self.guidance}. {REASONS[self.reason]}",
        ]
        lines += [_tree_line(node) for node in self.nodes]
        lines += [f"! {_place(problem)}{problem.sentence}" for problem in self.problems]
        return "\n".join(lines)


def _tree_line(node: Node) -> str:
    extras = [node.suggestions.deadline or "", "、".join(node.suggestions.responsible)]
    told = "; ".join(extra for extra in extras if extra)
    indent = "  " * min(node.level, 12)
    return f"{indent}{node.path}  {node.heading}" + (f"  [{told}]" if told else "")


def _place(problem: Problem) -> str:
    return "" if problem.start is None else f"at character {problem.start}: "
