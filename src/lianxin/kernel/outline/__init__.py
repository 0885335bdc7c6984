"""Read the outline of official Chinese documents: text in, headings and levels out."""

from lianxin.kernel.outline.source import Problem, Source

__all__ = ["Problem", "Source"]
