"""What is mine: posts, settings, my own data as a file."""

from django.apps import AppConfig


class MineConfig(AppConfig):
    name = "lianxin.desks.mine"
    label = "mine"
