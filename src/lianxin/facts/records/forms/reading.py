"""Filling a record's form from minutes that were already written."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from lianxin.base.jobs.reading import content_of, read_apart
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.forms.meetings import (
    LONGEST_TOPIC,
    USUAL_TIME,
    RecordForm,
)
from lianxin.kernel.minutes import Minutes, minutes_in
from lianxin.org.people.models import Person

TEXT_OF = "lianxin.kernel.minutes.intake:text_unless_marked"
Asked = UploadedFile[Any]


@dataclass(slots=True)
class Proposal:
    """Values for the form's fields, the words each came from, and what to look at."""

    values: dict[str, Any] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def take(self, name: str, value: object, *words: str) -> None:
        """One value, and where it stands in the minutes."""
        self.values[name] = value
        self.words[name] = list(dict.fromkeys(words))


def text_of(files: Sequence["Asked"], pasted: str) -> str:
    """The minutes: those of the first file, else the pasted ones.

    ValidationError where there are none, where they are marked as secret and where
    the file cannot be read.
    """
    if files:
        name = files[0].name or "minutes"
        return str(read_apart(TEXT_OF, content_of(files[0]), name=name)["text"])
    if not pasted.strip():
        raise ValidationError(
            {
                "minutes": _(
                    "Paste the minutes here, or choose their file below; then they can "
                    "be read."
                )
            }
        )
    return str(read_apart(TEXT_OF, pasted.encode(), name="")["text"])


def propose(
    text: str, *, people: Sequence[Person], leaders: Collection[Person] = ()
) -> Proposal:
    """What minutes say, as values of the form; what they do not say is left alone.

    Of `leaders`, who came from above, one may have led the meeting.
    """
    by_name = _without_namesakes(people)
    found = minutes_in(text, names=list(by_name))
    proposal = Proposal()
    proposal.take("minutes", text)
    if found.day is not None:
        began = found.began_at.value if found.began_at else USUAL_TIME
        when = datetime.combine(found.day.value, began)
        proposal.take("when", when, found.day.words)
    if found.place is not None:
        proposal.take("place", found.place.value, found.place.words)
    if found.host is not None:
        host = by_name[found.host.value].pk
        proposal.take("host", host, found.host.words)
    else:
        _propose_leader(proposal, text, [*people, *leaders])
    if found.recorder is not None and found.recorder.value in by_name:
        recorder = by_name[found.recorder.value].pk
        proposal.take("recorder", recorder, found.recorder.words)
    if found.topics:
        topics = [row.value[:LONGEST_TOPIC] for row in found.topics]
        words = [row.words for row in found.topics]
        proposal.take("topic", _in_one(topics), *words)
        proposal.take("topics", topics, *words)
    if found.resolutions:
        texts = [row.value for row in found.resolutions]
        proposal.take("resolutions", texts, *(row.words for row in found.resolutions))
    _propose_attendance(proposal, found, people=people, by_name=by_name)
    _tell_of_numbers(proposal, found)
    return proposal


def _in_one(topics: Sequence[str]) -> str:
    """All topics as the one that such a meeting has; the first where they are too long."""
    together = _("; ").join(topics)
    return together if len(together) <= LONGEST_TOPIC else topics[0]


def _propose_leader(proposal: Proposal, text: str, people: Sequence[Person]) -> None:
    """Somebody from above, where the minutes say that they led the meeting."""
    by_name = _without_namesakes(people)
    led = minutes_in(text, names=list(by_name)).host
    if led is not None:
        proposal.take("host", by_name[led.value].pk, led.words)


def merged(form: RecordForm, proposal: Proposal) -> dict[str, Any]:
    """What was typed so far, and over it what the minutes say."""
    typed = {
        name: one.widget.value_from_datadict(form.data, {}, form.add_prefix(name))
        for name, one in form.fields.items()
        if not one.widget.needs_multipart_form
    }
    known = {name: v for name, v in proposal.values.items() if name in form.fields}
    return typed | known


def _without_namesakes(people: Sequence[Person]) -> Mapping[str, Person]:
    """People by name; two of one name are left for a person to tell apart."""
    times = Counter(person.name for person in people)
    return {person.name: person for person in people if times[person.name] == 1}


def _propose_attendance(
    proposal: Proposal,
    found: Minutes,
    *,
    people: Sequence[Person],
    by_name: Mapping[str, Person],
) -> None:
    if found.present is None and not found.absent:
        return
    marks: dict[int, str] = {person.pk: "" for person in people}
    if found.present is None:
        marks = dict.fromkeys(marks, Mark.PRESENT.value)
    else:
        for name in found.present.value:
            marks[by_name[name].pk] = Mark.PRESENT.value
    for row in found.absent:
        marks[by_name[row.value.name].pk] = row.value.reason
    if found.host is not None and not marks[by_name[found.host.value].pk]:
        marks[by_name[found.host.value].pk] = Mark.PRESENT.value
    words = [found.present.words] if found.present else []
    proposal.take("attendance", marks, *words, *(row.words for row in found.absent))
    unnamed = [person.name for person in people if not marks[person.pk]]
    if unnamed:
        proposal.notes.append(
            _("Not named in the minutes: %(names)s.") % {"names": "、".join(unnamed)}
        )
    if found.strangers:
        proposal.notes.append(
            _("Named in the minutes, but not of those expected: %(names)s.")
            % {"names": "、".join(found.strangers)}
        )


def _tell_of_numbers(proposal: Proposal, found: Minutes) -> None:
    """Where the minutes' own numbers are others than the list comes to."""
    marks = [code for code in proposal.values.get("attendance", {}).values() if code]
    counted = (len(marks), marks.count(Mark.PRESENT.value))
    for said, number in zip((found.expected, found.there), counted, strict=True):
        if marks and said is not None and said.value != number:
            proposal.notes.append(
                _("The minutes say “%(words)s”, the list comes to %(number)d.")
                % {"words": said.words, "number": number}
            )
