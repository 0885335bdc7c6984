"""The administrator has an archive made and takes it along."""

from django.urls import reverse

from lianxin.base.archives import queries
from lianxin.base.archives.models import Archive
from lianxin.base.journal.models import Entry
from tests.cast import AT, Cast

WORDS = "four words of a long night"


def test_it_is_asked_for_with_a_passphrase(cast: Cast) -> None:
    client = cast.client("administrator")
    page = client.get(reverse("archives:ask")).content.decode()
    assert 'type="password"' in page
    wrong = client.post(
        reverse("archives:ask"), {"password": WORDS, "password_again": "others"}
    )
    assert wrong.status_code == 422
    assert WORDS not in wrong.content.decode()
    short = client.post(
        reverse("archives:ask"), {"password": "short", "password_again": "short"}
    )
    assert "at least 12" in short.content.decode()
    assert not Archive.objects.exists()
    right = client.post(
        reverse("archives:ask"), {"password": WORDS, "password_again": WORDS}
    )
    assert right["Location"] == reverse("archives:list")
    assert "being made" in client.get(right["Location"]).content.decode()


def test_it_is_taken_along_by_pressing_a_button(cast: Cast, settings, tmp_path) -> None:
    settings.LIANXIN_ARCHIVES = tmp_path
    archive = Archive.objects.create(asked_by="甲", asked_at=AT, made_at=AT)
    queries.path_of(archive).write_bytes(b"PK-archive")
    client = cast.client("administrator")
    path = reverse("archives:take", args=[archive.pk])
    assert client.get(path).status_code == 405
    answer = client.post(path)
    assert b"".join(answer.streaming_content) == b"PK-archive"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    assert Entry.objects.filter(code="archives.taken").count() == 1


def test_one_that_is_not_made_yet_cannot_be_taken(cast: Cast) -> None:
    archive = Archive.objects.create(asked_by="甲", asked_at=AT)
    client = cast.client("administrator")
    assert client.post(reverse("archives:take", args=[archive.pk])).status_code == 404


def test_a_week_old_page_says_what_went_wrong(cast: Cast) -> None:
    Archive.objects.create(asked_by="甲", asked_at=AT, fault="The disk is full.")
    page = cast.client("administrator").get(reverse("archives:list"))
    assert "The disk is full." in page.content.decode()
