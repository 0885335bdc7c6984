"""The privacy notice, from the policy table and the rulebook's periods."""

from lianxin.base.rulebook import queries as rulebook


def test_it_says_who_sees_what_and_how_long_from_the_rulebook(cast):
    page = cast.client("member").get("/me/privacy/").content.decode()
    for said in (
        "each look-up kept in the journal: Branch secretary, Party-affairs office clerk",
        f"At least {rulebook.number('journal_keep_months')} months.",
        f"A one-time code is good for {rulebook.number('one_time_code_days')} days.",
        f"{rulebook.number('draft_hours')} hours.",
        "You are signed out after 8 hours.",
        "唐小满 · 北川公司党委 · Party-affairs office clerk",
    ):
        assert said in page
