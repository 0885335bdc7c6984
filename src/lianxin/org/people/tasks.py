"""What the worker does for people."""

from django_tasks import task

from lianxin.org.people import operations


@task()
def fill_keys(kind: str, id: int) -> int:  # noqa: A002 -- the names that jobs hand over
    """Make the keys of everybody entered at once, from this person on."""
    if kind != "people.person":
        raise ValueError(kind)
    return operations.fill_keys_from(id)
