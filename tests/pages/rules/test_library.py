"""The rules library: by regulation and article, found, changed, in cases, as a file."""

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.rules import queries
from lianxin.kernel.rules.values import Sure
from tests.architecture.source import SOURCE, modules, name_of
from tests.cast import Cast
from tests.pages.asking import all_names

TODAY = date(2026, 11, 26)
ACTIONS = {"changes", "self-check"}
BRANCHES = "?regulation=branch_regulations"


@pytest.fixture
def read(cast: Cast):
    """A page of the library as text, as somebody without any power reads it."""
    client = cast.client("outsider")

    def page(address: str) -> str:
        response = client.get(f"/rules/{address}")
        assert response.status_code == 200, address
        return " ".join(response.content.decode().split())

    return page


def test_the_first_page_has_each_regulation_and_whom_it_is_for(read):
    page = read("")
    links = re.findall(r'<a href="\?regulation=(\w+)">', page)
    assert links == list(rulebook.regulations())
    assert "Party organisations of state-owned enterprises" in page
    assert f"{len(queries.all_rules())} rules" in page


def test_how_often_something_is_due_stands_among_the_rules(read):
    assert len(queries.all_rules()) == len(rulebook.rules()) + len(rulebook.duties())
    page = read("duty-general_meeting/")
    assert "each quarter at least 1" in page
    assert "Regulations on the work of Party branches (trial), Article 11" in page
    assert '<a href="/duties/">' in page
    assert "duty-general_meeting" in read("?chapter=yearly")


def test_a_regulation_stands_in_the_order_of_its_articles(read):
    page = read(BRANCHES)
    told = [int(n) for n in re.findall(r"Article (\d+) ·", page)]
    assert told == sorted(told)
    assert len(told) > 20
    size = page[page.index("Members of a branch</a>") :]
    assert size.startswith(
        "Members of a branch</a></div> <div><strong>usually at most 50</strong> <span "
        'class="text-secondary">all members</span></div> <div class="text-secondary"> Article 4 · Read in the text'
    )


def test_an_article_known_from_memory_is_printed_nowhere(read, cast: Cast):
    unread = [
        rule
        for rule in rulebook.rules().values()
        if rule.latest.source.sure is Sure.UNVERIFIED
    ]
    assert [rule.code for rule in unread if rule.latest.source.article] == []
    page = read("committee_size/")
    assert "Not yet verified" in page
    assert "Article" not in page


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("letter of introduction", ["transfer_letter"]),
        ("介绍信", ["transfer_letter"]),
        ("介紹信", ["transfer_letter"]),
        ("biometrics", ["sensitive_information"]),
        ("nothing of this kind", []),
    ],
)
def test_a_rule_is_found_by_words_in_any_language(read, words, codes):
    assert re.findall(r'href="/rules/([\w-]+)/">', read(f"?q={words}"))[2:] == codes


def test_how_sure_subject_and_day_narrow_down(read):
    listed = r'href="/rules/([\w-]+)/">'
    of_chapter = {rule.code for rule in rulebook.rules_by_chapter()["sizes"]}
    found = set(re.findall(listed, read("?chapter=sizes&sure=unverified")))
    assert found - ACTIONS == {"committee_size", "general_branch_committee_size"}
    assert found - ACTIONS < of_chapter
    before = read("?on=2023-12-31&q=hours")
    assert "Hours of study in a year of secretaries and members" in before
    assert "secretaries and members of committees" not in read("?on=2024-01-01&q=hours")
    assert "Nothing fits these filters" in read("?on=1900-01-01")


def test_a_filter_that_makes_no_sense_finds_nothing(read):
    for address in ("?on=never", "?regulation=none", "?sure=quite", f"?q={'x' * 61}"):
        assert "Nothing fits these filters" in read(address)


def test_a_rule_tells_its_value_its_source_its_cases_and_what_reads_it(read):
    page = read("branch_term/")
    assert "Regulations on the work of Party branches (trial), Article 21" in page
    assert re.search(r"2026-11-23</td><td [^>]*>counted from 2024-02-29</td>", page)
    assert re.search(r"<td [^>]*>2027-02-28</td></tr>", page)
    assert "End of the term when an election is noted<br>" in page
    assert "Page of a unit, beside what there is" in page
    assert '<a href="/org/posts/terms/">' in read("election_reminder/")


def test_every_rule_has_a_page_in_each_language(cast: Cast):
    client = cast.client("outsider")
    for language, unread in (("en", r"[㐀-鿿]"), ("zh-hans", None)):
        client.cookies["django_language"] = language
        for rule in queries.all_rules().values():
            told = [queries.asked(e.value) for e in rule.editions]
            told += [c.answer for c in queries.cases_in_words(rule)]
            assert all(told), rule.code
            if unread:
                assert [t for t in told if re.search(unread, t)] == [], rule.code


def test_what_changed_is_told_with_its_day_and_for_whom(read):
    page = read("changes/")
    days = re.findall(r'datetime="(\d{4}-\d\d-\d\d)"', page)
    assert days == sorted(days, reverse=True)
    assert (
        "How one is listed as a development target</a></div> <div> Until then: The "
        "branch committee discusses and agrees → Filed with the committee above → Listed."
    ) in page
    assert "From then on: The branch committee discusses and agrees → The" in page
    assert "Article 21 and stands now in Cybersecurity Law, Article 23" in page
    assert "Ended. Until then: at least 56." in page


def test_a_rule_that_does_not_exist_is_not_found(cast: Cast):
    assert cast.client("outsider").get("/rules/no_such_rule/").status_code == 404


def test_the_file_has_what_the_page_has(cast: Cast):
    response = cast.client("outsider").get("/rules/", {"format": "xlsx", "q": "dues"})
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    found = queries.among(queries.held_on(TODAY), "dues")
    assert sorted(str(row[2]) for row in rows) == sorted(h.rule.title.en for h in found)
    (retired,) = [r for r in rows if r[2] == "Monthly dues of retired members"]
    assert retired[1] == "5"
    assert retired[3] == (
        "up to 5000 yuan 0.5 %; above that 1 %; each rate for the whole base"
    )


def test_the_database_is_asked_for_nothing_of_its_own(
    cast: Cast, django_assert_max_num_queries
):
    client = cast.client("clerk")
    client.get("/rules/")
    for address in ("", BRANCHES, "changes/", "branch_term/"):
        with django_assert_max_num_queries(8):
            client.get(f"/rules/{address}")


@pytest.mark.no_database
def test_every_page_that_a_rule_drives_is_there_and_named():
    rules = queries.all_rules().values()
    named = {name for rule in rules for name in rule.drives}
    named |= {"units:unit", "duties:own"}
    assert named - set(rulebook.pages_of_rules()) == set()
    assert set(rulebook.pages_of_rules()) - all_names() == set()


def codes_read_in_source() -> dict[str, str]:
    """The codes of rules that stand in our own Python, and where."""
    book = rulebook.rules()
    return {
        code: name_of(path)
        for path in modules(SOURCE)
        for code in re.findall(r'"(\w+)"', path.read_text(encoding="utf-8"))
        if code in book
    }


@pytest.mark.no_database
def test_a_rule_that_code_reads_says_which_page_that_is():
    book = rulebook.rules()
    silent = {
        code: path
        for code, path in codes_read_in_source().items()
        if not (book[code].drives or book[code].units)
    }
    assert silent == {}, "name the page in `drives` of the rule"
