"""Business targets: what the enterprise wants to reach, and what it has reached."""

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "lianxin.work.targets"
    label = "targets"
