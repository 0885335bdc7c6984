"""The catalogues hold every text of the source, translated in every language."""

import re
import shutil
from pathlib import Path

import polib
import pytest
from django.core.management import call_command
from django.test.utils import override_settings

from tests.architecture.source import SOURCE

LANGUAGES = ("zh_Hans", "zh_Hant")
CATALOGUES = SOURCE / "site" / "locale"
# Written the same in Chinese.
SAME = {
    "Lianxin",
    "Excel",
    "Word",
    "PDF",
    "OpenID Connect",
    "English",
    "–",
    "…",
    "#",
}
PLACEHOLDER = re.compile(r"%\((\w+)\)0?\d?[sd]|\{(\w+)\}")

pytestmark = pytest.mark.xfail(
    not (CATALOGUES / "zh_Hans").exists(), reason="there are no catalogues yet"
)


def catalogue(language: str, folder: Path = CATALOGUES) -> polib.POFile:
    return polib.pofile(str(folder / language / "LC_MESSAGES" / "django.po"))


def entries(language: str, folder: Path = CATALOGUES) -> set[tuple[str, ...]]:
    """What a catalogue says, without where in the source it is said."""
    return {
        (
            entry.msgctxt or "",
            entry.msgid,
            entry.msgid_plural,
            entry.msgstr,
            *(text for _, text in sorted(entry.msgstr_plural.items())),
        )
        for entry in catalogue(language, folder)
        if not entry.obsolete
    }


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues as `make messages` would leave them, in a copy of the source."""
    if shutil.which("xgettext") is None:
        pytest.skip("needs Debian's gettext")
    copy = tmp_path_factory.mktemp("source") / "lianxin"
    shutil.copytree(
        SOURCE, copy, ignore=shutil.ignore_patterns("static", "migrations", "*.mo")
    )
    catalogues = copy / "site" / "locale"
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(LOCALE_PATHS=[catalogues]),
    ):
        patch.chdir(copy)
        call_command(
            "makemessages",
            locale=list(LANGUAGES),
            add_location="file",
            no_obsolete=True,
            no_wrap=True,
            verbosity=0,
        )
    return catalogues


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_what_the_source_says(language: str, collected: Path) -> None:
    assert entries(language, collected) == entries(language)


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    missing = [entry.msgid for entry in catalogue(language) if not all(texts(entry))]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language: str) -> None:
    assert [entry.msgid for entry in catalogue(language) if entry.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_the_english_text(language: str) -> None:
    same = [entry.msgid for entry in catalogue(language) if entry.msgid in texts(entry)]
    assert sorted(set(same) - SAME) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_text(language: str) -> None:
    wrong = [
        entry.msgid
        for entry in catalogue(language)
        for text in texts(entry)
        if set(PLACEHOLDER.findall(text))
        != set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    ]
    assert wrong == []


def test_traditional_is_not_simplified() -> None:
    """Characters that exist in one script only do not stand in the other."""
    only_simplified = set("党员组织务会议记录审签说这们发实现级领导计总选举岗责")
    wrong = {
        entry.msgid: found
        for entry in catalogue("zh_Hant")
        for text in texts(entry)
        if (found := only_simplified & set(text))
    }
    assert wrong == {}
