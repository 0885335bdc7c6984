"""What the administrator of the demo keeps: an archive of the whole organisation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from lianxin.base.archives import operations as archives
from lianxin.kernel.actor import Actor
from lianxin.site.demo import DEMO_PASSWORD


@dataclass
class Keeping:
    """Asked for lately; the job worker makes it."""

    at: datetime
    actor: Callable[[str, str, int], Actor]

    def tell(self, root: str) -> None:
        """An archive under the password of the demo, which is public."""
        archives.ask_for_archive(
            passphrase=DEMO_PASSWORD,
            actor=self.actor(root, "administrator", 0),
            at=self.at,
        )
