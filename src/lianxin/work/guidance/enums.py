"""Kinds of things around a plan: openness, dispositions, replies."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Openness(TextChoices):
    """Who may read a document that was taken in; secrets never are."""

    PUBLIC = "public", pgettext_lazy("a document", "Public")
    INTERNAL = "internal", _("Internal, without secrets")


class Handling(TextChoices):
    """What is done with a clause that gives no task of its own.

    That a clause becomes tasks, or is merged into another clause's task, is not
    stored: it follows from the tasks that quote it.
    """

    DUTY = "duty", _("Carried by an existing duty")
    PRINCIPLE = "principle", _("A principle, not decomposed")


class Disposition(TextChoices):
    """What became of a clause; always worked out, never stored."""

    TASKS = "tasks", _("Becomes tasks")
    DUTY = "duty", _("Carried by an existing duty")
    MERGED = "merged", _("Merged into another task")
    PRINCIPLE = "principle", _("A principle, not decomposed")
    OPEN = "open", _("Not handled yet")


class Adoption(TextChoices):
    """What became of a comment on a plan."""

    ADOPTED = "adopted", _("Adopted")
    PARTLY = "partly", _("Partly adopted")
    NOT_ADOPTED = "not_adopted", _("Not adopted")


class Stage(TextChoices):
    """How far a plan has come; always worked out, never stored."""

    DRAFT = "draft", _("Draft")
    CONSULTING = "consulting", _("Out for comment")
    WAITING = "waiting", _("Waiting for approval")
    RETURNED = "returned", _("Returned")
    AGREED = "agreed", _("Agreed, not issued yet")
    GIVING = "giving", _("Being issued")
    ISSUED = "issued", _("Issued")
    REVISING = "revising", _("Issued, being revised")


class Reshape(TextChoices):
    """What can be done with a whole row of a plan."""

    UP = "up", _("Move it up")
    DOWN = "down", _("Move it down")
    PROMOTE = "promote", _("Make it the key task of the rows below")
    DEMOTE = "demote", _("Put it under the key task above")
    MERGE = "merge", _("Merge it with another row")
    SPLIT = "split", _("Split it into several rows")
    REMOVE = "remove", _("Take it out of the plan")
