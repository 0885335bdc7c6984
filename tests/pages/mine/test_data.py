"""My data as a file."""

import io
import json
import zipfile

from lianxin.base.journal.models import Entry

URL = "/me/data/"


def test_the_page_says_what_the_file_holds_and_writes_nothing(cast):
    page = cast.client("member").get(URL)
    assert page.status_code == 200
    assert "Download my data" in page.content.decode()
    assert not Entry.objects.exists()


def test_the_file_holds_my_data_and_the_journal_keeps_that_i_took_it(cast):
    answer = cast.client("member").post(URL)
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    assert answer["Cache-Control"] == "private, no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        data = json.loads(archive.read("data.json"))
    assert [p["name"] for p in data["person"]] == ["何秋实"]
    assert [a["username"] for a in data["account"]] == ["member"]
    assert Entry.objects.get().person_id == cast.people["member"].pk


def test_who_is_not_signed_in_is_asked_to(client, db):
    assert client.post(URL).status_code == 302
