"""The change of a committee at the end of its term, step by step."""

from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "lianxin.programmes.elections"
    label = "elections"
