"""What a row proposed from a clause is filled with, and names offered while typing."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.deadlines import DeadlineError, read_deadline
from lianxin.kernel.zh.sameness import Likest
from lianxin.kernel.zh.scripts import simplified
from lianxin.org.people import queries as people
from lianxin.org.posts import queries as posts
from lianxin.org.posts.models import Post
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.guidance.models import Clause, Plan, Task
from lianxin.work.guidance.queries.directory import Directory, leader_in_words
from lianxin.work.guidance.queries.review import Proposal, proposals_of

REMEMBERED = 0.5
OFFERED = 12
_FIELD = re.compile(r"[、，,；;/\s与和及]+|工作")


def values_for(
    plan: Plan, clause: Clause, proposal: Proposal, *, directory: Directory, today: date
) -> Mapping[str, str]:
    """The cells of a proposed row that follow from the text and from what is known.

    Measures and standard are never among them: those a machine cannot know.
    """
    values = {"text": proposal.text, "due": _due(plan, clause, proposal, today=today)}
    found, unknown = _responsible(clause, directory)
    lead = found[0] if found else _remembered(plan, proposal.text)
    if lead is not None:
        values["lead_unit"] = lead.name
    values["supports"] = "、".join(unit.name for unit in found[1:])
    if unknown:
        values["remark"] = "、".join(unknown)[:200]
    leader = _leader(lead, proposal.text, directory, today=today)
    if leader is not None:
        values["leader"] = leader
    return {cell: typed for cell, typed in values.items() if typed}


def offered(
    of: str, words: str, *, plan: Plan, actor: Actor, today: date
) -> Sequence[Mapping[str, str]]:
    """Names that fit what is being typed, each with a word to tell it by."""
    if of == "leader":
        return _leaders(words, plan=plan, actor=actor, today=today)
    if not words.strip():
        return []
    if of == "persons":
        seen = people.visible_to(actor, today=today)
        rows = people.first_named(seen, words, most=OFFERED)
        return [{"name": p.name, "more": p.employee_number} for p in rows]
    seen_units = units.first_named(units.visible_to(actor), words, most=OFFERED)
    return [{"name": u.name, "more": u.short_name} for u in seen_units]


def _due(plan: Plan, clause: Clause, proposal: Proposal, *, today: date) -> str:
    """The first deadline in its words; else in the clause, where it has no other work."""
    passages = clause.suggestions.get("deadlines", [])
    found = [p for p in passages if proposal.start <= p["start"] < proposal.end]
    if not found and len(proposals_of(clause)) == 1:
        found = passages
    for passage in found:
        try:
            if read_deadline(passage["text"], year=plan.year, today=today):
                return str(passage["text"])
        except DeadlineError:
            continue
    return ""


def _responsible(
    clause: Clause, directory: Directory
) -> tuple[Sequence[Unit], Sequence[str]]:
    """The units named as responsible, and names that stand for none."""
    found: list[Unit] = []
    unknown = []
    for name in clause.suggestions.get("responsible", []):
        unit = directory.unit(name).one
        if unit is None:
            unknown.append(name)
        else:
            found.append(unit)
    return found, unknown


def _remembered(plan: Plan, text: str) -> Unit | None:
    """Who had the lead in the likest task of an earlier plan."""
    earlier = Task.objects.filter(
        plan__unit=plan.unit_id,
        removed_at=None,
        lead_unit__isnull=False,
        lead_unit__path__isnull=False,
    ).exclude(plan=plan)
    rows = earlier.order_by("-plan__year", "-pk").values_list("lead_unit", "text")[
        :5000
    ]
    likest = Likest(enumerate(words for _unit, words in rows))
    place = likest.to(text, at_least=REMEMBERED)
    return None if place is None else Unit.objects.get(pk=rows[place][0])


def _leader(
    lead: Unit | None, text: str, directory: Directory, *, today: date
) -> str | None:
    """Who has charge of the lead unit, else whose field the words name."""
    if lead is not None:
        charge = posts.in_charge_of(lead, today=today).first()
        if charge is not None:
            return _name_of(charge.post, today=today)
    words = simplified(text)
    for post in directory.leaders:
        for charge in post.charges_today:  # type: ignore[attr-defined]  # set by attach
            if any(len(w) > 1 and w in words for w in _FIELD.split(charge.field)):
                return leader_in_words(post)
    return None


def _name_of(post: Post, *, today: date) -> str:
    posts.attach([post], today=today)
    return leader_in_words(post)


def _leaders(
    words: str, *, plan: Plan, actor: Actor, today: date
) -> Sequence[Mapping[str, str]]:
    wanted = words.strip().lower()
    found = []
    for post in Directory(plan.unit, actor=actor, today=today).leaders:
        name, title = leader_in_words(post), posts.name_of_post(post)
        holders = post.holders_today  # type: ignore[attr-defined]  # set by attach
        pinyin = holders[0].person.pinyin if holders else ""
        if not holders or not _fits(wanted, name, title, pinyin):
            continue
        found.append({"name": name, "more": title})
        if len(found) == OFFERED:
            break
    return found


def _fits(wanted: str, name: str, title: str, pinyin: str) -> bool:
    if not wanted:
        return True
    return (
        wanted in name
        or wanted in title
        or any(part.startswith(wanted) for part in pinyin.lower().split())
        or pinyin.lower().replace(" ", "").startswith(wanted)
    )
