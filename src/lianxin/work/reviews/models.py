"""Rounds of the quarterly review (季度调度), and what units say in them."""

from django.db import models

from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit
from lianxin.work.goals.models import Goal


class Round(models.Model):
    """A unit reviews the goals that it gave, for one quarter.

    How a goal stands and which records it has is never asked: it follows from facts.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    until = models.DateField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "quarter"], name="reviews_one_a_quarter"
            )
        ]


class Line(models.Model):
    """What a unit says of one goal: progress, problem, next step, a line each."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="lines")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    account = models.CharField(max_length=300, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "goal"], name="reviews_one_line_a_goal"
            )
        ]
