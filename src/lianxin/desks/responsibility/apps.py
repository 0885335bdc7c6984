"""Who answers for what: the list of responsibilities of a unit and its posts."""

from django.apps import AppConfig


class ResponsibilityConfig(AppConfig):
    name = "lianxin.desks.responsibility"
    label = "responsibility"
