"""Duties: what rules and upper units ask of a unit in each period."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "lianxin.work.duties"
    label = "duties"
