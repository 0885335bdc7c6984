"""Accounts and how one signs in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "lianxin.base.accounts"
    label = "accounts"
