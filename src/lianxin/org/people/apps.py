"""People: staff, members, and where they belong."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "lianxin.org.people"
    label = "people"
