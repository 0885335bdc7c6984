"""One search box for people, units, goals and records."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "lianxin.desks.search"
    label = "search"
