"""What can be done with documents and plans; the only writers of this app."""

from lianxin.work.guidance.operations.plans import begin_plan

__all__ = ["begin_plan"]
