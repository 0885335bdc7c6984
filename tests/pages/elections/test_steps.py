"""The page of a step: its day, its papers and files, what it rests on, what is missing."""

from django.core.files.base import ContentFile
from django.urls import reverse

from lianxin.facts.polls.models import Poll
from lianxin.programmes.elections.models import StepFile
from tests.cast import Cast
from tests.org.letters.letters import issue
from tests.pages.elections.test_elections import HOLDER, text_of
from tests.pages.elections.test_letters import write as write_letter
from tests.pages.polls.test_polls import words_of
from tests.programmes.elections.changing import (
    CLERK,
    begun,
    ready,
    reported,
    settled,
    take,
    voted,
)

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n"


def address(election, code: str) -> str:
    return reverse("elections:about", args=[election.pk, code])


def words(cast: Cast, election, code: str, role: str = HOLDER) -> str:
    return words_of(cast.client(role).get(address(election, code)))


def test_each_step_names_its_rules_and_how_sure_they_are(cast: Cast) -> None:
    election = ready(cast)
    told = words(cast, election, "request")
    assert (
        "Regulations on elections in grassroots Party organisations, Article 3" in told
    )
    assert "Regulations on the work of Party branches (trial), Article 21" in told
    assert "Read in the text" in told
    # an article known from memory is never printed
    told = words(cast, election, "candidates")
    assert "Regulations on elections in grassroots Party organisations" in told
    assert "Article" not in told
    assert "Custom: no regulation" in words(cast, election, "reply")
    plenary = cast.client(HOLDER).get(address(election, "plenary")).content.decode()
    for rule in ("who_elects", "secretary_candidates"):
        assert reverse("rules:rule", args=[rule]) in plenary


def test_votes_stand_in_the_step_in_which_they_were_held(cast: Cast) -> None:
    election, holder = settled(cast), cast.client(HOLDER)
    committee, again, secretary = Poll.objects.order_by("pk")

    def links(code: str) -> list[bool]:
        page = holder.get(address(election, code)).content.decode()
        polls = (committee, again, secretary)
        return [reverse("polls:poll", args=[poll.pk]) in page for poll in polls]

    assert links("vote") == [True, True, False]
    assert links("plenary") == [False, False, True]
    assert links("report") == [False, False, False]


def test_the_letter_of_a_step_is_written_from_its_page(cast: Cast) -> None:
    election = begun(cast)
    write = reverse("elections:letter", args=[election.pk, "reply"])

    def offered(role: str) -> bool:
        page = cast.client(role).get(address(election, "reply"))
        return write in page.content.decode()

    assert [offered(CLERK), offered(HOLDER)] == [False, False]
    take(cast, election, "request")
    assert [offered(CLERK), offered(HOLDER)] == [True, False]
    letter = write_letter(cast, CLERK, election, "reply", asked_title="请示")
    issue(cast, letter, actor=cast.actor(CLERK), word="北党")
    assert [offered(CLERK), offered(HOLDER)] == [False, False]
    # whoever sees the election reads it, also without a right to see letters
    page = cast.client("member").get(address(election, "reply"))
    assert "关于同意检修一支部换届选举的批复 (北党〔2026〕1号)" in words_of(page)
    paper = reverse("elections:paper", args=[election.pk, "reply"])
    assert paper in page.content.decode()
    assert cast.client("member").get(paper).status_code == 200


def test_a_step_of_another_way_is_none(cast: Cast) -> None:
    client = cast.client(HOLDER)
    assert client.get(address(begun(cast), "delegates")).status_code == 404


def test_the_signed_paper_is_put_beside_its_step(cast: Cast) -> None:
    election, holder = begun(cast), cast.client(HOLDER)
    add = reverse("elections:add_files", args=[election.pk, "request"])
    assert "Not taken yet" in words(cast, election, "request")
    early = ContentFile(PDF, name="请示.pdf")
    assert holder.post(add, {"uploads": early}).status_code == 422
    take(cast, election, "request")
    told = words(cast, election, "request")
    assert "written by the software; the signed paper is not there" in told
    paper = reverse("elections:paper", args=[election.pk, "request"])
    assert paper in holder.get(address(election, "request")).content.decode()
    assert holder.post(add, {}).status_code == 422
    sent = holder.post(add, {"uploads": ContentFile(PDF, name="请示.pdf")})
    assert sent["Location"] == address(election, "request")
    told = words(cast, election, "request")
    assert "请示.pdf" in told
    assert "the signed paper is not there" not in told
    file = StepFile.objects.get()
    get = reverse("elections:file", args=[election.pk, file.pk])
    assert b"".join(cast.client("member").get(get)) == PDF
    assert cast.client("outsider").get(get).status_code == 404
    remove = reverse("elections:remove_file", args=[election.pk, file.pk])
    assert cast.client("member").post(remove).status_code == 403
    assert holder.post(remove)["Location"] == address(election, "request")
    assert holder.get(get).status_code == 404


def test_the_file_of_the_election_says_what_is_there_and_what_is_missing(
    cast: Cast,
) -> None:
    election, holder = settled(cast), cast.client(HOLDER)
    for code in ("request", "vote"):
        add = reverse("elections:add_files", args=[election.pk, code])
        holder.post(add, {"uploads": ContentFile(PDF, name=f"{code}.pdf")})
    lines = text_of(cast, election, "file").split("\n")
    there, missing = lines.index("In this file:"), lines.index("Missing:")
    assert lines[there + 1 : missing] == [
        "Request to hold the election: request.pdf",
        "Vote in the members' meeting: vote.pdf",
    ]
    written = "written by the software; the signed paper is not there"
    assert lines[missing + 1 : missing + 10] == [
        "Reply of the unit above: no paper is there",
        "Members and staff heard on the candidates: no paper is there",
        "Candidates agreed to by the unit above: no paper is there",
        f"Notice of the meeting and election rules: {written}",
        f"Result announced: {written}",
        "First plenary elects secretary and deputy: the signed count sheet is not there",
        "Report of the result: not taken yet",
        "Result approved and those elected appointed: not taken yet",
        "Request to hold the election: Nov. 23, 2026, 检修党〔2026〕1号",
    ]
    basis = "Basis: Regulations on the work of Party branches (trial), Article 21; "
    assert any(line.startswith(basis) for line in lines)
    # three rules of one regulation, of which one is known by its article
    by_article = "Basis: Regulations on elections in grassroots Party organisations, "
    assert f"{by_article}Article 5." in lines


def test_files_may_come_after_the_report_too(cast: Cast) -> None:
    election = reported(cast)
    page = cast.client(HOLDER).get(address(election, "report")).content.decode()
    assert reverse("elections:add_files", args=[election.pk, "report"]) in page


def ways_on(page: str, election) -> list[str]:
    """The votes that a page lets one prepare."""
    offices = [(election.pk, office) for office in ("secretary", "deputy")]
    found = {reverse("elections:office", args=args): args[1] for args in offices}
    found |= {reverse("elections:vote", args=[election.pk]): "committee"}
    return [vote for way, vote in found.items() if f'href="{way}"' in page]


def test_the_vote_is_prepared_from_the_page_of_its_step(cast: Cast) -> None:
    election = ready(cast)

    def ways(code: str, role: str = HOLDER) -> list[str]:
        page = cast.client(role).get(address(election, code)).content.decode()
        return ways_on(page, election)

    assert (ways("vote"), ways("plenary"), ways("vote", CLERK)) == (
        ["committee"],
        [],
        [],
    )


def test_the_votes_of_the_plenary_are_prepared_from_its_step(cast: Cast) -> None:
    election = voted(cast)
    take(cast, election, "announcement")
    both = ["secretary", "deputy"]
    holder = cast.client(HOLDER)
    page = holder.get(address(election, "plenary")).content.decode()
    assert ways_on(page, election) == both
    page = holder.get(reverse("elections:election", args=[election.pk]))
    steps = page.content.decode().partition('id="election-votes"')[0]
    assert ways_on(steps, election) == both
    for code, role in (("vote", HOLDER), ("plenary", CLERK)):
        page = cast.client(role).get(address(election, code))
        assert ways_on(page.content.decode(), election) == []
