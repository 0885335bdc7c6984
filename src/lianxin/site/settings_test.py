"""Settings for the tests: the same house, its data in a place of its own."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("LIANXIN_DATA", tempfile.mkdtemp(prefix="lianxin-test-"))
os.environ.setdefault("LIANXIN_TLS", "0")

from lianxin.site.settings import *  # noqa: F403 -- the environment comes first
from lianxin.site.settings import DATA, DATABASES, STORAGES

DATABASES["default"].setdefault("TEST", {})
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "lianxin.base.accounts.backends.CodeHasher",
]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
LIANXIN_PROOFS_PER_QUERY = 5
LIANXIN_FILES = Path(DATA) / "files"
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
