"""Field-level encryption."""

from django.apps import AppConfig


class CryptoConfig(AppConfig):
    name = "lianxin.base.crypto"
    label = "crypto"
