"""What `deploy/` hands out does what it says."""

import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import yaml

from tests.architecture.source import ROOT

pytestmark = pytest.mark.no_database
NAME = "lianxin.example.cn"


class _OnlyByName(BaseHTTPRequestHandler):
    """Answers as the site does: 400 where it is asked under another name."""

    def do_GET(self) -> None:
        is_right = (self.headers["Host"], self.path) == (NAME, "/healthz")
        self.send_response(200 if is_right else 400)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), _OnlyByName) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize(("hosts", "code"), [(f"{NAME},other", 0), ("other", 1)])
def test_the_health_check_of_the_container_asks_under_the_sites_name(
    port: int, hosts: str, code: int
) -> None:
    text = (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")
    check = yaml.safe_load(text)["services"]["site"]["healthcheck"]["test"]
    assert check[:2] == ["CMD", "/opt/lianxin/.venv/bin/python"]
    program = check[3].replace(":8000", f":{port}")
    ran = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", program],
        env=os.environ | {"LIANXIN_HOSTS": hosts},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == code
