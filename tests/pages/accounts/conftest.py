"""A real provider on this machine, and a browser's way through it."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
import requests
from django.test import Client

from lianxin.site.keys import openid_connect_from

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
NODE = Path(sys.prefix) / "bin" / "node"
BACK = "http://testserver/accounts/oidc/enterprise/back/"


@dataclass
class Provider:
    """A running provider; `vouch` goes through its pages as a browser does."""

    server: str

    def vouch(self, client: Client, name: str) -> str:
        """From our sign-in page to the provider, sign in there; the way back."""
        answer = client.post("/accounts/oidc/enterprise/")
        assert answer.status_code == 302, answer.content
        with requests.Session() as browser:
            browser.trust_env = False
            page = self._follow(browser, browser.get(answer["Location"], **ONE_STEP))
            for prompt in ("login", "consent"):
                action = re.search(r'action="([^"]+)"', page.text)
                assert action, page.text
                data = {"prompt": prompt, "login": name, "password": "any"}
                page = self._follow(
                    browser,
                    browser.post(
                        urljoin(self.server, action.group(1)), data=data, **ONE_STEP
                    ),
                )
        return page.headers["Location"]

    def _follow(
        self, browser: requests.Session, answer: requests.Response
    ) -> requests.Response:
        while answer.is_redirect and not answer.headers["Location"].startswith(BACK):
            to = urljoin(self.server, answer.headers["Location"])
            answer = browser.get(to, **ONE_STEP)
        return answer


ONE_STEP = {"allow_redirects": False, "timeout": 10}


@pytest.fixture(scope="session")
def running_provider() -> Iterator[Provider]:
    """The provider, started once; skipped where its package is not installed."""
    if not (ROOT / "node_modules" / "oidc-provider").exists():
        if os.environ.get("CI"):
            pytest.fail("node_modules has no oidc-provider: run npm ci")
        pytest.skip("node_modules has no oidc-provider: run make setup")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(NODE), str(HERE / "provider.mjs"), str(port), BACK]
    with subprocess.Popen(  # noqa: S603 -- our own script
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        yield Provider(f"http://127.0.0.1:{port}")
        os.killpg(running.pid, signal.SIGTERM)  # `node` runs the true one as its child


@pytest.fixture
def provider(running_provider: Provider, settings) -> Provider:
    """The provider, with our settings pointing at it."""
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect_from(
        {
            "LIANXIN_OIDC_SERVER": running_provider.server,
            "LIANXIN_OIDC_CLIENT": "lianxin",
            "LIANXIN_OIDC_SECRET": "a-secret-of-the-tests",
            "LIANXIN_OIDC_NAME": "集团统一认证",
        }
    )
    return running_provider
