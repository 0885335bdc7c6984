"""The keys of an installation: made once, kept apart from the data."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet


@dataclass(frozen=True, slots=True)
class Keys:
    """`secret` signs sessions, `fields` encrypt (the first) and decrypt (all),
    `hashing` makes the keyed hashes."""

    secret: str
    fields: tuple[str, ...]
    hashing: str


FILE = "keys.json"


def load(folder: Path) -> Keys:
    """The keys in `folder`, made there (mode 0600) if the folder has none."""
    file = folder / FILE
    if not file.exists():
        _make(file)
    return read(file)


def read(file: Path) -> Keys:
    """The keys that the file holds."""
    held = json.loads(file.read_text(encoding="utf-8"))
    return Keys(held["secret"], tuple(held["fields"]), held["hashing"])


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = {
        "secret": secrets.token_urlsafe(48),
        "fields": [Fernet.generate_key().decode()],
        "hashing": secrets.token_urlsafe(48),
    }
    half = file.with_suffix(f".{os.getpid()}")
    with os.fdopen(
        os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
    ) as out:
        json.dump(made, out)
    try:
        os.link(half, file)  # the first of two processes wins, whole
    except FileExistsError:
        pass
    finally:
        half.unlink()


def write(file: Path, keys: Keys) -> None:
    """Put these keys in the place of those that the file holds, whole or not at all."""
    half = file.with_suffix(f".{os.getpid()}")
    held = {"secret": keys.secret, "fields": keys.fields, "hashing": keys.hashing}
    with os.fdopen(
        os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
    ) as out:
        json.dump(held, out)
        out.flush()
        os.fsync(out.fileno())
    half.replace(file)


def openid_connect_from(environment: Mapping[str, str]) -> dict[str, object]:
    """allauth's settings for one OpenID Connect provider, or none at all."""
    server = environment.get("LIANXIN_OIDC_SERVER", "")
    if not server:
        return {}
    app = {
        "provider_id": "enterprise",
        "name": environment.get("LIANXIN_OIDC_NAME", "OpenID Connect"),
        "client_id": environment.get("LIANXIN_OIDC_CLIENT", ""),
        "secret": environment.get("LIANXIN_OIDC_SECRET", ""),
        "settings": {
            "server_url": server,
            "oauth_pkce_enabled": True,
            "scope": ["openid", "profile"],
            "account_claim": environment.get(
                "LIANXIN_OIDC_CLAIM", "preferred_username"
            ),
        },
    }
    return {"openid_connect": {"APPS": [app]}}


def openid_connect_origins(environment: Mapping[str, str]) -> list[str]:
    """The origins to which the sign-in form may lead, besides our own."""
    server = urlsplit(environment.get("LIANXIN_OIDC_SERVER", ""))
    return [f"{server.scheme}://{server.netloc}"] if server.netloc else []
