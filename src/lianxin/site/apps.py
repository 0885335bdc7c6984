"""The site: settings, addresses, wiring, base templates, commands."""

from django.apps import AppConfig
from django.core.checks import register
from typing_extensions import override

from lianxin.base.remembered import remember_all_queries
from lianxin.site.checks import (
    the_demo_is_closed,
    the_keys_are_ones_own,
    the_keys_fit,
    the_site_has_a_name,
)


class SiteConfig(AppConfig):
    name = "lianxin.site"
    label = "site"

    @override
    def ready(self) -> None:
        """Let the SQL of queries be written once; look at the set-up when asked."""
        remember_all_queries()
        for look in (
            the_demo_is_closed,
            the_keys_are_ones_own,
            the_keys_fit,
            the_site_has_a_name,
        ):
            register(look, deploy=True)
