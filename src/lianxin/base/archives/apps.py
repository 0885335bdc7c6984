"""Archives: all that the organisation has entered, to take along and read in again."""

from django.apps import AppConfig


class ArchivesConfig(AppConfig):
    name = "lianxin.base.archives"
    label = "archives"
