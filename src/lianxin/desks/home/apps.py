"""The first page of each role."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "lianxin.desks.home"
    label = "home"
