"""What holds in whatever way the site is started, not by `lianxin run` alone."""

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections

from lianxin.base.crypto.queries import refusal_of_keys


def refuse_to_serve() -> None:
    """ImproperlyConfigured where the keys in force are not those of the database.

    A database that cannot be asked says nothing about keys: pages then answer for
    themselves, and `/healthz` does not say ok.
    """
    try:
        refusal = refusal_of_keys()
    except DatabaseError:
        refusal = ""
    finally:
        close_connections()
    if refusal:
        raise ImproperlyConfigured(refusal)


def close_connections() -> None:
    """Leave no connection open that a forked process would share."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
