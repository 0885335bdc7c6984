"""The letters of an election, and what is known of one before it is written."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.polls import queries as polls
from lianxin.kernel.rules.counting import candidates_needed
from lianxin.kernel.rules.election_files import Way
from lianxin.kernel.zh.strokes import by_strokes
from lianxin.org.letters import queries as letters
from lianxin.org.letters.enums import Language
from lianxin.org.letters.models import Letter
from lianxin.org.posts import queries as posts
from lianxin.programmes.elections.enums import (
    APPROVAL,
    NOTICE,
    REPLY,
    Office,
)
from lianxin.programmes.elections.models import Election, Step
from lianxin.programmes.elections.queries.elections import ref
from lianxin.programmes.elections.queries.votes import (
    elected,
    holders_of,
    kind_of_post,
    votes_of,
)
from lianxin.programmes.elections.queries.ways import kind_of_vote, way_of

_NUMBER = re.compile(r"[（(]?([^（()）\s，,]*〔\d{4}〕\d+号)[）)]?")


def templates() -> Mapping[str, str]:
    """The template of each step that has a letter with a number."""
    steps = rulebook.election_steps().values()
    return {step.code: step.letter for step in steps if step.letter}


def letters_of(election: Election) -> Mapping[str, Letter]:
    """The latest issued letter of each kind, whoever wrote it: it went to the unit."""
    found = letters.all_in_force_about(ref(election).kind, [election.pk])
    codes = {template: code for code, template in templates().items()}
    rows = found.select_related("unit")
    return {codes[le.template]: le for le in rows if le.template in codes}


def named(letter: Letter) -> str:
    """An issued letter as papers name it: its title and its number."""
    told = {"title": letter.title, "number": letters.number_of(letter)}
    return _("%(title)s (%(number)s)") % told


def beginning_of_letter(election: Election, code: str) -> Mapping[str, object]:
    """What is known of the fields of a letter; the others are left for its writer."""
    way = way_of(election)
    known: dict[str, object] = {
        "unit_name": election.unit.name,
        "meeting_on": election.meeting_on,
        "meeting": way.meeting.hans,
        "addressee": election.unit.name,
        "language": Language.HANS,
    }
    if election.way != Way.DIRECT:
        known["seats"] = election.seats
    taken = {step.code: step for step in election.steps.all()}
    asked = rulebook.election_steps()[code].answers
    if asked:
        known |= _asked(taken[asked].words)
    if code == REPLY:
        kind = kind_of_vote(election)
        found = polls.share_on(kind.candidates, election.meeting_on)
        if found is not None:
            known["candidates"] = candidates_needed(found[0], election.seats)
    if code == NOTICE:
        known |= _told_in_notice(election, taken.get(REPLY))
    if code == APPROVAL:
        known |= _told_in_approval(election)
    return known


def _asked(words: str) -> Mapping[str, str]:
    """Title and number of a paper, told apart where its number stands among the words."""
    found = _NUMBER.search(words)
    if found is None:
        return {"asked_title": words.strip("《》 ")}
    title = words.replace(found[0], "").strip("《》 ")
    return {"asked_title": title, "asked_number": found[1]}


def _told_in_notice(election: Election, reply: Step | None) -> Mapping[str, object]:
    """Whoever may elect on the day of the meeting, as things stand now."""
    kind, on = kind_of_vote(election), election.meeting_on
    people = polls.entitled_people(kind, election.unit, today=on)
    names = sorted(people.values_list("name", flat=True), key=by_strokes)
    offices = _title_of(election, Office.SECRETARY)
    return {
        "offices": offices if election.way == Way.DIRECT else "",
        "electors": way_of(election).electors.hans,
        "approved": reply.words if reply else "",
        "number_entitled": len(names),
        "entitled": "、".join(names),
        "addressee": f"全体{way_of(election).electors.hans}",
    }


def _told_in_approval(election: Election) -> Mapping[str, object]:
    votes = votes_of(election)
    on = votes[-1].held_on
    chosen = () if election.way == Way.DIRECT else elected(election, votes) or ()
    holders = [
        f"{h.item.text}为{_title_of(election, h.office)}" for h in holders_of(election)
    ]
    return {
        "elected_on": on,
        "elected": "、".join(item.text for item in chosen),
        "posts": "，".join(holders),
        "ends_on": posts.end_by_rule(election.unit.kind, on),
    }


def _title_of(election: Election, office: Office) -> str:
    kind = kind_of_post(election.unit, office)
    return rulebook.post_kinds()[kind].title.hans
