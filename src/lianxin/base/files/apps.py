"""Stored files: contents by hash, no address of their own."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "lianxin.base.files"
    label = "files"
