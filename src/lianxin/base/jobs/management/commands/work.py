"""Work off the jobs, and begin the periodic ones when they are due."""

import time
from typing import Any

from django.core.management.base import CommandParser
from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from typing_extensions import override

from lianxin.base.jobs import operations
from lianxin.base.ui import clock
from lianxin.base.ui.management.teaching import TeachingCommand, refuse_other_keys

PAUSE_SECONDS = 1.0


class Command(TeachingCommand):
    help = """Work off the jobs that the site hands over: sealing the journal, roll-ups,
mail. `lianxin run` starts one beside the web server; on a server it is a service of
its own. Several may run at once; each job is done once.

Refuses to start where the keys are not those with which the database was filled.

  lianxin work           work until stopped (SIGTERM ends after the job)
  lianxin work --once    begin what is due, empty the queue, exit: for a timer or cron"""

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="empty the queue once and exit"
        )

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        refuse_other_keys()
        worker = _worker()
        if options["once"]:
            _work_off(worker)
            return
        worker.configure_signals()
        while worker.running:
            close_old_connections()
            _work_off(worker)
            if worker.running:
                time.sleep(PAUSE_SECONDS)


def _work_off(worker: Worker) -> None:
    """Begin what is due and do all that waits; the queue is not locked when empty."""
    operations.enqueue_due(at=clock.now())
    if DBTaskResult.objects.ready().exists():
        worker.run()


def _worker() -> Worker:
    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"work-{time.time_ns()}",
    )
