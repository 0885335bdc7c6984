"""What the gallery shows: invented rows, verdicts in every status, forms in trouble."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from lianxin.base.ui.forms import (
    DayField,
    FilesField,
    FilterForm,
    PageForm,
    TimeField,
)
from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import Explanation, Fact, Pill, explain
from lianxin.kernel.actor import Actor, Conflict, Ref
from lianxin.kernel.rules import (
    DecisionFact,
    EvidenceFact,
    ExtensionFact,
    GoalFacts,
    ReportFact,
    judge_goal,
)
from lianxin.kernel.rules.verdict import Tone, Verdict

CHOICES = [
    ("meeting", gettext_lazy("Meeting")),
    ("lecture", gettext_lazy("Lecture")),
    ("visit", gettext_lazy("Visit")),
]
LONG = (
    "关于进一步加强检修一支部标准化规范化建设、推动党建工作与安全生产深度融合并"
    "建立常态化联系服务职工群众长效机制的实施方案（征求意见第三稿）"
)


class SampleForm(PageForm):
    """A form with each kind of field."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("As it stands in the register."),
        max_length=60,
    )
    text = forms.CharField(
        label=gettext_lazy("Minutes"), widget=forms.Textarea, required=False
    )
    day = DayField(label=gettext_lazy("Day"))
    begins = TimeField(label=gettext_lazy("Begins at"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=CHOICES)
    how = forms.ChoiceField(
        label=gettext_lazy("How"), choices=CHOICES, widget=forms.RadioSelect
    )
    also = forms.MultipleChoiceField(
        label=gettext_lazy("Also"),
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    read = forms.BooleanField(label=gettext_lazy("I have read it"), required=False)
    attached = FilesField(label=gettext_lazy("Files"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


def form_in_error() -> SampleForm:
    """Sent empty, with a day that is none."""
    return SampleForm(data={"wrong-day": "2026-02-31"}, files=None, prefix="wrong")


def form_in_conflict() -> SampleForm:
    """Somebody else stored another title and day meanwhile."""
    sent = {
        "title": "十一月支部委员会",
        "day": "2026-11-23",
        "kind": "meeting",
        "how": "visit",
        "version": "1",
    }
    form = SampleForm(
        data={f"both-{name}": value for name, value in sent.items()}, prefix="both"
    )
    if form.is_valid():
        theirs = {"title": LONG, "day": date(2026, 11, 24), "kind": "lecture"}
        form.show_conflict(Conflict(theirs, 2))
    return form


def form_restored(at: datetime) -> SampleForm:
    """What was typed before the session had expired."""
    form = SampleForm(initial={"title": "十一月支部委员会"}, prefix="kept")
    form.kept_at = at
    return form


@dataclass(frozen=True)
class Sample:
    """A row of the sample list."""

    title: str
    kind: str
    on: date
    people: int
    verdict: Verdict
    place: str


class Samples(list[Sample]):
    """Rows that answer as a queryset does, without a database."""

    def order_by(self, *names: str) -> "Samples":
        """By the first name, as the sample columns sort."""
        name = names[0].lstrip("-")
        return Samples(
            sorted(self, key=lambda row: getattr(row, name), reverse=names[0][0] == "-")
        )

    def iterator(self, chunk_size: int) -> Iterator[Sample]:
        """All rows."""
        return iter(self)

    def none(self) -> "Samples":
        """No rows."""
        return Samples()


class SampleFilters(FilterForm):
    """Two filters, as a list page has them."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=40)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", gettext_lazy("all")), *CHOICES],
        required=False,
    )

    def clean_q(self) -> str:
        """Refuse a word that is one letter, to show what a refusal looks like."""
        words = str(self.cleaned_data["q"])
        if len(words) == 1 and words.isascii():
            raise ValidationError(_("Give at least two letters."))
        return words

    @override
    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        kind, words = self.cleaned_data["kind"], self.cleaned_data["q"]
        found = [row for row in rows if kind in ("", row.kind) and words in row.title]
        return Samples(found)  # type: ignore[return-value]  # answers as one


COLUMNS = (
    Column(
        "title",
        gettext_lazy("Title"),
        lambda row: row.title,
        link=lambda _row: "?",
        sort=("title",),
    ),
    Column("kind", gettext_lazy("Kind"), lambda row: dict(CHOICES)[row.kind]),
    Column("on", gettext_lazy("Day"), lambda row: row.on, sort=("on",)),
    Column("place", gettext_lazy("Place"), lambda row: row.place),
    Column("people", gettext_lazy("Attended"), lambda row: row.people),
    Column(
        "why", gettext_lazy("Status"), lambda row: row.verdict, link=lambda _row: "?"
    ),
)


def rows(today: date) -> Samples:
    """Sixty invented meetings."""
    verdicts = [verdict for _name, verdict in verdicts_of(today)]
    return Samples(
        Sample(
            LONG if number % 12 == 4 else f"第{number + 1}次支部委员会",
            CHOICES[number % 3][0],
            today - timedelta(days=number),
            number % 17,
            verdicts[number % len(verdicts)],
            "" if number % 5 == 3 else "检修车间会议室",
        )
        for number in range(60)
    )


def verdicts_of(today: date) -> list[tuple[str, Verdict]]:
    """One verdict for each thing that can be said of a goal."""
    given = today - timedelta(days=40)
    report = ReportFact(Ref("ui.sample", 1), today - timedelta(days=3))
    returned = DecisionFact(
        Ref("ui.sample", 2),
        today - timedelta(days=2),
        struck_off=False,
        report=report.ref,
    )
    struck = DecisionFact(
        Ref("ui.sample", 3),
        today - timedelta(days=1),
        struck_off=True,
        report=report.ref,
    )
    proof = EvidenceFact(
        Ref("ui.sample", 4), today - timedelta(days=9), today - timedelta(days=8)
    )
    gone = EvidenceFact(
        Ref("ui.sample", 5), today - timedelta(days=9), today - timedelta(days=8), today
    )
    later = ExtensionFact(
        Ref("ui.sample", 6), today - timedelta(days=5), today + timedelta(days=60)
    )

    def judged(days: int, **facts: Any) -> Verdict:  # noqa: ANN401 -- any of GoalFacts
        goal = GoalFacts(
            ref=Ref("ui.sample", 9),
            given_on=given,
            deadline=today + timedelta(days=days),
            giver="华岭集团党委",
            **facts,
        )
        return judge_goal(goal, as_of=today, soon_days=7)

    return [
        ("not_started", judged(60)),
        ("under_way", judged(30, evidence=(proof, gone))),
        ("soon", judged(2, evidence=(proof,))),
        ("today", judged(0)),
        ("reported", judged(20, evidence=(proof,), reports=(report,))),
        ("returned", judged(20, reports=(report,), decisions=(returned,))),
        ("late", judged(-6, evidence=(gone,))),
        ("moved", judged(-6, extensions=(later,))),
        ("struck_off", judged(20, reports=(report,), decisions=(struck,))),
        ("withdrawn", judged(20, withdrawn_on=today)),
    ]


def explained(*, actor: Actor, today: date) -> Sequence[tuple[str, Explanation]]:
    """The verdicts in words."""
    return [
        (name, explain(verdict, actor=actor, today=today))
        for name, verdict in verdicts_of(today)
    ]


def explained_with_links(today: date) -> Explanation:
    """A verdict whose facts the reader may open, with long titles."""
    record = Fact(today, LONG, "?", _("Linked as evidence on %(on)s.") % {"on": today})
    hidden = Fact(today, "", "", _("Taken off the evidence on %(on)s.") % {"on": today})
    return Explanation(
        pill=Pill(_("Overdue"), Tone.LATE),
        asked=LONG,
        basis=LONG,
        reasons=[LONG, LONG],
        counted=[record, record],
        not_counted=[hidden],
        changes=[LONG],
        as_of=today,
    )


def pills() -> list[Pill]:
    """The five families."""
    words = (
        _("Struck off"),
        _("Under way"),
        _("Due today"),
        _("Overdue"),
        _("Withdrawn"),
    )
    return [Pill(word, tone) for word, tone in zip(words, Tone, strict=True)]
