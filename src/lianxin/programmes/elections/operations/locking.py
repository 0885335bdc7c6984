"""An election that nobody else changes meanwhile."""

from lianxin.programmes.elections.models import Election


def locked(election: Election) -> Election:
    """The election as it is now, kept for this transaction."""
    return (
        Election.objects.select_for_update(of=("self",))
        .select_related("unit__parent", "vote__result")
        .prefetch_related("steps", "office_votes__vote__result")
        .get(pk=election.pk)
    )
