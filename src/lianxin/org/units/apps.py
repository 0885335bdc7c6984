"""Units: the tree of the organisation."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "lianxin.org.units"
    label = "units"
