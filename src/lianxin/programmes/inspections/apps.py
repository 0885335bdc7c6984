"""A unit above inspects units below: what it saw, what it found, what becomes of it."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "lianxin.programmes.inspections"
    label = "inspections"
