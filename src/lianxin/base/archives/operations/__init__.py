"""Archives written and read; `rows` is what backups use too."""

from lianxin.base.archives.operations.protection import (
    Refusal,
    in_clear,
    under,
)
from lianxin.base.archives.operations.reading import read_archive
from lianxin.base.archives.operations.writing import write_archive

__all__ = ["Refusal", "in_clear", "read_archive", "under", "write_archive"]
