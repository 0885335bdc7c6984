"""What the review page needs in words: its columns, counts, rows, problems, flags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.work.guidance.queries import review


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid."""

    code: str
    title: str
    offers: str = ""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document on one page of the review."""

    document: review.DocumentRow
    preamble: Sequence[review.Piece]
    clauses: Sequence[review.ClauseView]
    pages: int
    damaged: int
    notes: Sequence[str]

    @property
    def waiting(self) -> bool:
        """Whether a clause on this page is not handled yet."""
        return any(view.needs_handling for view in self.clauses)


def columns() -> Sequence[Column]:
    """The columns of a breakdown table, in the order clerks know."""
    return [
        Column("key_task", _("Key task")),
        Column("text", _("Task")),
        Column("actions", _("Measures")),
        Column("standard", _("Standard or deliverable")),
        Column("leader", _("Responsible leader"), "leader"),
        Column("lead_unit", _("Lead department or unit"), "units"),
        Column("supports", _("Supporting units"), "units"),
        Column("persons", _("Responsible persons"), "persons"),
        Column("reach", _("Carried out by"), "units"),
        Column("due", _("Deadline")),
        Column("remark", _("Remark")),
    ]


def reasons() -> Sequence[str]:
    """Why a clause is commonly not decomposed, to be chosen with one key."""
    return [_("Background or reasons"), _("General requirement"), _("No work for us")]


def document_view(
    plan: review.PlanRow, document: review.DocumentRow, *, page: int
) -> DocumentView:
    """A document with the clauses of one page."""
    total = document.clauses.count()
    most = review.CLAUSES_ON_A_PAGE
    damaged = [p for p in document.problems if p["kind"] == "damaged_remnant"]
    return DocumentView(
        document=document,
        preamble=review.preamble_of(document) if page == 1 else [],
        clauses=review.clause_views(plan, document, first=(page - 1) * most),
        pages=max(1, -(-total // most)),
        damaged=len(damaged),
        notes=[words for p in document.problems if (words := _note(p))],
    )


def told_counts(plan: review.PlanRow) -> Mapping[str, object]:
    """The counts for the page, in words and as a share."""
    counts = review.counts_of(plan)
    return {"words": counts_in_words(counts), "share": counts.share}


def counts_in_words(counts: review.Counts) -> str:
    """14 clauses, 11 handled."""
    words = ngettext(
        "%(clauses)d clause, %(handled)d handled",
        "%(clauses)d clauses, %(handled)d handled",
        counts.clauses,
    )
    return words % {"clauses": counts.clauses, "handled": counts.handled}


def told_row(view: review.RowView, plan: review.PlanRow) -> Mapping[str, object]:
    """A row as the grid takes it: its cells, its version and its flags as HTML."""
    flags = render_to_string("guidance/flags.html", {"flags": view.flags, "row": view})
    return {
        "task": view.task.pk,
        "version": view.task.version,
        "cells": dict(view.cells),
        "flags": flags,
        "plan": plan.pk,
    }


def _note(problem: Mapping[str, object]) -> str:
    values = problem.get("values")
    said = values if isinstance(values, Mapping) else {}
    if problem["kind"] == "not_guidance":
        return _not_guidance(str(said.get("reason", "")))
    words = _words_of_problems().get(str(problem["kind"]), "")
    return words % dict(said) if words else ""


def _words_of_problems() -> Mapping[str, str]:
    return {
        "title_made": _(
            "No title stands in the text; it was taken from the file or the first words."
        ),
        "table_row_without_task": _("Line %(line)s was left out: it names no task."),
        "table_row_filled": _(
            "Line %(line)s names nobody; whoever answers for the row above was taken, as in merged cells."
        ),
        "table_cell": _("Line %(line)s: %(message)s It stays as words in the remark."),
        "number_missing": _(
            "After %(before)s comes %(after)s: %(missing)s is not there."
        ),
        "number_twice": _("The number %(marker)s occurs twice in a row."),
        "text_boxes_left_out": _(
            "The text of text boxes was left out. Compare with the original."
        ),
        "original_not_kept": _(
            "The file %(name)s itself was not kept, as files of its kind are not; its text is."
        ),
        "pages_without_text": _(
            "Pages %(pages)s are pictures without text; nothing of them was read."
        ),
    }


def _not_guidance(reason: str) -> str:
    kinds = {
        "report": _("This reads like a report of what was done."),
        "talk": _("This reads like a speech or lecture."),
        "essay": _("This reads like an essay or study."),
        "questions": _("This answers questions and sets no work."),
        "news": _("This reads like news."),
        "call_for_papers": _("This calls for contributions and sets no work."),
        "no_items": _("No numbered items were found."),
    }
    said = kinds.get(reason, _("This does not read like a document that sets work."))
    return said + " " + _("Work in it can be taken over all the same.")
