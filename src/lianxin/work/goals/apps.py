"""Goals: what a unit undertakes by a deadline."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "lianxin.work.goals"
    label = "goals"
