"""The site as processes: the application server, and beside it the job worker."""

import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import reverse
from gunicorn.app.base import BaseApplication
from typing_extensions import override

from lianxin.site.guarding import close_connections

# Who asked, when, for what path, with which answer, in how many microseconds. No
# query string and no referrer: they can hold what somebody searched for.
LINE = '%(t)s %(h)s %({x-forwarded-for}i)s "%(m)s %(U)s" %(s)s %(B)s %(D)s'
PAUSE = 1.0


class Server(BaseApplication):
    """Gunicorn with threads, given its settings here and not by a file."""

    def __init__(self, *, bind: str, workers: int, threads: int, log: str) -> None:
        memory = Path("/dev/shm")  # noqa: S108 -- the workers' heartbeat, in memory
        self.options: dict[str, Any] = {
            "bind": [bind],
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "preload_app": True,
            "accesslog": log,
            "access_log_format": LINE,
            "timeout": 60,
            "graceful_timeout": 20,
            "keepalive": 15,
            "loglevel": "warning",
            "control_socket_disable": True,  # it would write into the home folder
            "worker_tmp_dir": str(memory) if memory.is_dir() else None,
        }
        super().__init__()

    @override
    def load_config(self) -> None:
        """Hand the options over."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    @override
    def load(self) -> object:
        """The application; loaded once, before the workers fork."""
        application = get_wsgi_application()
        warm(application)
        close_connections()
        spare_the_collector()
        return application


def warm(application: Callable[..., Iterable[bytes]]) -> None:
    """Ask for the sign-in page once, so that addresses and templates are compiled."""
    environment: dict[str, Any] = {
        "PATH_INFO": reverse(settings.LOGIN_URL),
        "HTTP_HOST": settings.ALLOWED_HOSTS[0].lstrip(".").replace("*", "localhost"),
    }
    setup_testing_defaults(environment)
    answer = application(environment, lambda *_: None)
    if hasattr(answer, "close"):
        answer.close()


def spare_the_collector() -> None:
    """Let the search for garbage pass over what was loaded, and begin less often.

    A page makes some ten thousand objects, nearly all of which go without a search.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


class Supervisor:
    """Runs parts, each in a process of its own, until the first part ends.

    Another part that ends is started again. SIGTERM and SIGINT stop all parts;
    SIGUSR1 goes to the first one, which then opens its log file anew.
    """

    def __init__(self, parts: Mapping[str, Callable[[], None]]) -> None:
        self.parts = parts
        self.first = next(iter(parts))
        self.running: dict[int, str] = {}
        self.stopping = False

    def run(self) -> int:
        """Return the first part's exit code once every part has ended."""
        for name in self.parts:
            self._start(name)
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGUSR1, self._pass_on)
        code = 0
        while self.running:
            pid, ended = os.wait()
            name = self.running.pop(pid, "")
            if name == self.first:
                code = max(os.waitstatus_to_exitcode(ended), 0)
                self._stop()
            elif name and not self.stopping:
                sys.stderr.write(f"{name} ended; it is started again.\n")
                time.sleep(PAUSE)
                self._start(name)
        return code

    def _start(self, name: str) -> None:
        pid = os.fork()
        if pid:
            self.running[pid] = name
            return
        code = 1
        try:
            for number in (signal.SIGTERM, signal.SIGUSR1):
                signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            self.parts[name]()
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except KeyboardInterrupt:
            code = 0
        except BaseException:  # noqa: BLE001 -- the process ends here; say why
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _stop(self, *_: object) -> None:
        self.stopping = True
        self._tell(signal.SIGTERM, list(self.running))

    def _pass_on(self, number: int, _: object) -> None:
        self._tell(
            number, [p for p, name in self.running.items() if name == self.first]
        )

    @staticmethod
    def _tell(number: int, pids: list[int]) -> None:
        for pid in pids:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue
