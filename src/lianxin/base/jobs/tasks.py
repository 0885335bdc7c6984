"""Keeping the queue small."""

from django.core.management import call_command
from django_tasks import task

KEEP_DAYS = 7
KEEP_FAILED_DAYS = 90


@task()
def prune() -> None:
    """Forget the results of tasks that ended long ago; failed ones stay longer."""
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=KEEP_DAYS,
        failed_min_age_days=KEEP_FAILED_DAYS,
        verbosity=0,
    )
