"""The site: settings, addresses, wiring, base templates, commands."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "lianxin.site"
    label = "site"
