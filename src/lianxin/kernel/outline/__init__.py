"""Read the outline of official Chinese documents: text in, headings and levels out."""

from lianxin.kernel.outline.cleaning import clean
from lianxin.kernel.outline.cuts import Cleaned, Cut
from lianxin.kernel.outline.nodes import REASONS, Node, Outline, Passage, Suggestions
from lianxin.kernel.outline.recogniser import outline
from lianxin.kernel.outline.source import Problem, Source

__all__ = [
    "REASONS",
    "Cleaned",
    "Cut",
    "Node",
    "Outline",
    "Passage",
    "Problem",
    "Source",
    "Suggestions",
    "clean",
    "outline",
]
