"""Accounts, mail and the state of the system."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "lianxin.desks.administration"
    label = "administration"
