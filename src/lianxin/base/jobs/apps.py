"""Work done outside the request."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "lianxin.base.jobs"
    label = "jobs"
