"""Taking in a document: its text, its clauses, and the plan that decomposes it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Conflict
from lianxin.kernel.outline.secrecy import marking_in
from lianxin.kernel.zh.days import day_of
from lianxin.kernel.zh.scripts import simplified
from lianxin.org.people.queries import person_of
from lianxin.org.units.models import Unit
from lianxin.work.guidance import policy
from lianxin.work.guidance.enums import Openness
from lianxin.work.guidance.events import DocumentCorrected, DocumentTakenIn
from lianxin.work.guidance.models import Clause, Document, Plan, PlanDocument
from lianxin.work.guidance.operations.editing import note, opened
from lianxin.work.guidance.operations.originals import keep_original

TITLE, NAME = 200, 140
RECOGNISED = ("title", "number", "issuer")
_SUGGESTED = ("work", "deadlines", "measures", "reasons", "responsible")
_YEAR = re.compile(r"(20\d\d)\s*年")
_NO_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True)
class Recognised:
    """What the reader recognised in a document."""

    text: str
    title: str = ""
    number: str = ""
    issuer: str = ""
    guidance: str = "yes"
    reason: str = ""
    nodes: Sequence[Mapping[str, Any]] = ()
    problems: Sequence[Mapping[str, Any]] = field(default=())


@transaction.atomic
def take_in_document(
    *,
    unit: Unit,
    recognised: Recognised,
    openness: str,
    file_name: str = "",
    original: bytes | None = None,
    title: str = "",
    year: int | None = None,
    plan: Plan | None = None,
    actor: Actor,
    at: datetime,
) -> Plan:
    """Store a document with its clauses, and begin its plan or add it to `plan`.

    A title that was neither recognised nor typed is made of the file's name or of the
    first words. `original` is the file itself, kept beside its text. Raises ValidationError for a text that is marked as secret.
    """
    policy.may_begin(unit, actor=actor).or_raise()
    refuse_marked(recognised.text, title)
    if openness not in Openness.values:
        raise ValidationError({"openness": _("Say whether it is public or internal.")})
    if plan is not None:
        plan = opened(plan, actor=actor)
    document = Document(
        unit=unit,
        title=(title or title_of(recognised, file_name))[:TITLE],
        number=recognised.number[:80],
        issuer=recognised.issuer[:120],
        openness=openness,
        text=recognised.text,
        problems=[*recognised.problems, *_kind_told(recognised)],
        file_name=file_name[-NAME:],
        taken_in_by=person_of(actor),
        taken_in_at=at,
    )
    keep_original(document, original, at=at)
    document.save()
    Clause.objects.bulk_create(_clauses(document, recognised), batch_size=500)
    if plan is None:
        plan = begin_plan_from(unit, document, year=year, actor=actor, at=at)
    PlanDocument.objects.create(
        plan=plan, document=document, order=plan.bases.count() + 1
    )
    told = {"title": document.title}
    note(DocumentTakenIn, plan, actor=actor, at=at, after=told)
    return plan


@transaction.atomic
def correct_document(
    plan: Plan,
    document: Document,
    *,
    title: str,
    number: str,
    issuer: str,
    version: int,
    actor: Actor,
    at: datetime,
) -> Document:
    """Correct what was recognised wrongly; the text itself stays as it was taken in.

    Raises Conflict where somebody corrected it since `version`.
    """
    plan = opened(plan, actor=actor)
    document = Document.objects.select_for_update(of=("self",), no_key=True).get(
        pk=document.pk
    )
    if document.version != version:
        current = {name: getattr(document, name) for name in RECOGNISED}
        raise Conflict(current, document.version)
    if not title.strip():
        raise ValidationError({"title": _("A document needs a title.")})
    before = {
        "title": document.title,
        "document_number": document.number,
        "issuer": document.issuer,
    }
    document.title, document.number = title.strip()[:TITLE], number.strip()[:80]
    document.issuer = issuer.strip()[:120]
    document.version += 1
    document.save(update_fields=[*RECOGNISED, "version"])
    after = {
        "title": document.title,
        "document_number": document.number,
        "issuer": document.issuer,
    }
    note(DocumentCorrected, plan, actor=actor, at=at, before=before, after=after)
    return document


def refuse_marked(*texts: str) -> None:
    """The last door: whoever calls, no marked text is stored."""
    for text in texts:
        marking = marking_in(text)
        if marking is not None:
            raise ValidationError(
                _("Line %(line)d carries the marking “%(words)s”; nothing was stored.")
                % {"line": marking.line, "words": marking.words}
            )


def title_of(recognised: Recognised, file_name: str) -> str:
    """The title recognised, else of the file's name, else the first words."""
    if recognised.title:
        return recognised.title
    stem = file_name.rpartition(".")[0]
    if stem:
        return stem
    first = next((n["heading"] for n in recognised.nodes), "") or recognised.text
    return " ".join(str(first).split())[:40]


def _kind_told(recognised: Recognised) -> list[dict[str, object]]:
    """The kind of text goes with the problems, where a person has to know it."""
    told: list[dict[str, object]] = []
    if recognised.guidance != "yes":
        told.append({"kind": "not_guidance", "values": {"reason": recognised.reason}})
    if not recognised.title:
        told.append({"kind": "title_made", "values": {}})
    return told


def begin_plan_from(
    unit: Unit, document: Document, *, year: int | None, actor: Actor, at: datetime
) -> Plan:
    """Begin the plan that decomposes a document; its year stands in the title."""
    named = _YEAR.search(document.title)
    of_title = int(named[1]) if named else day_of(at).year
    title = simplified(document.title)
    if not title.startswith("《"):
        title = f"《{title}》"
    return Plan.objects.create(
        unit=unit,
        title=_("Breakdown table of %(title)s") % {"title": title[:180]},
        year=year or of_title,
        begun_by=person_of(actor),
        begun_at=at,
    )


def _clauses(document: Document, recognised: Recognised) -> list[Clause]:
    nodes = list(recognised.nodes)
    found = []
    for place, node in enumerate(nodes):
        after = nodes[place + 1]["start"] if place + 1 < len(nodes) else node["end"]
        own_end = min(after, node["end"])
        own = recognised.text[node["text_start"] : own_end]
        has_inner = own_end < node["end"]
        found.append(
            Clause(
                document=document,
                order=place + 1,
                level=node["level"],
                marker=(node["marker"] or "")[:40],
                heading=node["heading"],
                path=node["path"][:120],
                start=node["start"],
                text_start=node["text_start"],
                own_end=own_end,
                end=node["end"],
                is_heading=has_inner and _is_bare(own, node["heading"]),
                suggestions={key: node[key] for key in _SUGGESTED if node.get(key)},
            )
        )
    return found


def _is_bare(own: str, heading: str) -> bool:
    """Whether a clause's own words are its heading and nothing more.

    Remnants of damaged characters make the own words longer, but never a sentence.
    """
    more = len(_NO_LETTERS.sub("", own)) - len(_NO_LETTERS.sub("", heading))
    one_line = "\n" not in own.strip()
    return one_line or more <= 2
