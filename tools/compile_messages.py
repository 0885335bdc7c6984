"""Compile every message catalogue (.po) below src/ into the .mo that Django reads.

Does what gettext's msgfmt does, so that setting up needs no Debian package.
"""

from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parents[1] / "src"


def compile_catalogues(source: Path) -> list[Path]:
    """Write the .mo beside every .po below `source`; entries marked fuzzy stay out."""
    made = []
    for catalogue in sorted(source.rglob("*.po")):
        target = catalogue.with_suffix(".mo")
        polib.pofile(str(catalogue)).save_as_mofile(str(target))
        made.append(target)
    return made


if __name__ == "__main__":
    compile_catalogues(SOURCE)
