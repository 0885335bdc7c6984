"""Language and display."""

URL = "/me/preferences/"


def test_what_is_chosen_is_shown_and_sent_to_where_it_is_kept(cast):
    client = cast.client("member")
    page = client.get(URL).content.decode()
    assert 'action="/components/preferences/"' in page
    answer = client.post(
        "/components/preferences/",
        {"language": "zh-hant", "theme": "dark", "text": "large", "next": URL},
    )
    assert answer["Location"] == URL
    page = client.get(URL).content.decode()
    for name, value in (("language", "zh-hant"), ("theme", "dark"), ("text", "large")):
        assert f'name="{name}" value="{value}" checked' in page
