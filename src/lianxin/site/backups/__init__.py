"""Backups that do not depend on the database engine, and reading them back."""

from lianxin.site.backups.archive import Refusal, read_archive, write_archive

__all__ = ["Refusal", "read_archive", "write_archive"]
