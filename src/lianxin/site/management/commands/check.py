"""Look for faults in the set-up."""

from django.core.management.commands import check

from lianxin.base.ui.management.teaching import TeachingCommand


class Command(TeachingCommand, check.Command):
    """Django's own, with words on what it is for."""

    help = """Look for faults in the set-up, without changing anything.

Before going live and after each upgrade, with the settings of production:

  lianxin check --deploy

It says, by code and in a sentence, what would be unsafe or would not work: cookies that
travel without TLS, an open demo, keys that others can read, a site without a name.
Nothing found: exit code 0. An error: exit code 1, and the site should not be started.
`lianxin log` checks the journal, `lianxin backup` and a restore check the data."""
