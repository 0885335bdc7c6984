"""The modules of the site are found under names with their hashes, each by each."""

import json
import re
import shutil
from pathlib import Path

import pytest
from django.contrib.staticfiles.utils import get_files
from django.core.files.storage import FileSystemStorage

from lianxin.site import settings as real
from lianxin.site.static_files import HashedStaticFiles

MODULES = Path(real.SITE) / "static" / "js"
# As a browser reads them: what stands in quotes after `from`, `import` or `import(`.
IMPORTED = re.compile(
    r"""(?:\bfrom\s*|^\s*import\s*|\bimport\(\s*)["']([./][^"']*)["']""", re.MULTILINE
)
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")


def built(folder: Path) -> dict[str, str]:
    """What the storage makes of the site's own modules: their hashed names by name."""
    shutil.copytree(MODULES, folder / "js")
    storage = HashedStaticFiles(location=folder, base_url="/static/")
    source = FileSystemStorage(location=folder)
    paths = {name: (source, name) for name in get_files(source)}
    found = list(storage.post_process(paths))
    assert [one for one in found if isinstance(one[2], Exception)] == []
    manifest = json.loads((folder / "staticfiles.json").read_text())
    return dict(manifest["paths"])


def imports(folder: Path, name: str) -> list[str]:
    """The files that a module imports, from the folder of all."""
    text, place = (folder / name).read_text(), (folder / name).parent
    return [
        str((place / one).resolve().relative_to(folder.resolve()))
        for one in IMPORTED.findall(text)
    ]


def test_the_site_names_its_files_by_their_hashes() -> None:
    used = real.STORAGES["staticfiles"]["BACKEND"]
    assert used == f"{HashedStaticFiles.__module__}.{HashedStaticFiles.__name__}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("static")
    return folder, built(folder)


def test_no_module_imports_another_by_its_bare_name(
    site: tuple[Path, dict[str, str]],
) -> None:
    folder, names = site
    bare = {name: imports(folder, name) for name in names}
    hashed = {name: imports(folder, names[name]) for name in names}
    assert hashed == {n: [names[one] for one in bare[n]] for n in names}
    found = {one for ones in hashed.values() for one in ones}
    assert [one for one in found if not HASHED.search(one)] == []
    # The booth's, without which nothing above would have been looked at.
    assert bare["js/booth.js"] == ["js/booth/code.js"]
    assert bare["js/booth/worker.js"] == ["js/booth/seal.js"]
    assert bare["js/booth/seal.js"] == ["js/booth/group.js"]


def test_a_change_within_changes_the_names_of_all_that_import_it(
    site: tuple[Path, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "source"
    shutil.copytree(MODULES, other)
    group = other / "booth" / "group.js"
    group.write_text(group.read_text() + "// changed\n")
    monkeypatch.setitem(globals(), "MODULES", other)
    names = built(tmp_path / "built")
    changed = {name for name in names if names[name] != site[1][name]}
    assert changed == {
        "js/booth/group.js",
        "js/booth/seal.js",
        "js/booth/worker.js",
    }
