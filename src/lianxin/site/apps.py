"""The site: settings, addresses, wiring, base templates, commands."""

from django.apps import AppConfig
from typing_extensions import override

from lianxin.base.remembered import remember_all_queries


class SiteConfig(AppConfig):
    name = "lianxin.site"
    label = "site"

    @override
    def ready(self) -> None:
        """Let the SQL of queries be written once."""
        remember_all_queries()
