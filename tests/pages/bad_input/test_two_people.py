"""Two who change the same thing: the second sees the first's change, nothing is lost."""

from collections.abc import Mapping, Sequence

import pytest
from django.urls import reverse

from tests.pages.asking import undone
from tests.pages.bad_input.forms_of_the_site import FORMS
from tests.pages.bad_input.sending import Sender, watched
from tests.pages.world import World

pytestmark = pytest.mark.django_db
# The field in which two write different words; what the first and the second write.
WORDS = {
    "elections:correct": ("words", "第一人的文号", "第二人的文号", {"reason": "录错"}),
    "goals:refine": ("text", "第一人的说法", "第二人的说法", {}),
    "guidance:correct_document": ("title", "第一人的题", "第二人的题", {}),
    "guidance:task": ("text", "第一人的任务", "第二人的任务", {}),
    "goals:redraft": ("text", "第一人的草稿", "第二人的草稿", {}),
    "targets:amend": ("name", "第一人的指标", "第二人的指标", {}),
    "letters:edit": ("title", "第一人的公文", "第二人的公文", {}),
    "goals:reword": ("text", "第一人的目标", "第二人的目标", {"reason": "更清楚"}),
    "people:edit": ("name", "何春实", "何冬实", {}),
    "records:amend": ("place", "一楼", "三楼", {"reason": "记错了"}),
    "records:settle": ("opinion", "第一人的意见", "第二人的意见", {"reason": "记错了"}),
    "units:rename": ("name", "检修甲支部", "检修乙支部", {}),
}
# Acts on what somebody else has meanwhile renamed or corrected.
ACTS = {
    "guidance:reshape": ("guidance:task", "task", {"text": "改过的任务"}),
    "letters:issue": ("letters:edit", "letter", {"title": "改过的公文"}),
    "posts:death": ("people:edit", "person", {"name": "何春实"}),
    "posts:take_back_death": (
        "people:edit",
        "deceased",
        {"name": "尹雨晴", "employee_number": "T905"},
    ),
    "posts:leave": ("people:edit", "person", {"name": "何春实"}),
    "posts:dissolve": ("units:rename", "leaf", {"name": "甲组", "short_name": "甲组"}),
    "units:restrict": ("units:rename", "leaf", {"name": "甲组", "short_name": "甲组"}),
    "units:move": ("units:rename", "leaf", {"name": "甲组", "short_name": "甲组"}),
}


def after(data: Mapping[str, Sequence[str]]) -> str:
    """The version that follows the one from which these words were written."""
    return str(int(data["version"][0]) + 1)


def test_every_form_with_a_version_is_here(senders: Mapping[str, Sender]) -> None:
    versioned = {n for n, s in senders.items() if "version" in s.shown.controls}
    assert versioned == {*WORDS, *ACTS, "ui:gallery_form"}


# Forms without a version that begin with words all the same: these are proposed for
# something that is made anew each time, and nobody has stored them there before.
PROPOSED = {
    "elections:letter",  # the text of a draft of its own
    "elections:office",
    "elections:vote",
    "inspections:rectify",  # a goal that is given
    "polls:prepare",
    "transfers:letter",  # the text of a draft of its own
}


def test_every_form_that_shows_stored_words_has_a_version(
    senders: Mapping[str, Sender],
) -> None:
    worded = {
        name
        for name, sender in senders.items()
        if "version" not in sender.shown.controls
        if any(
            control.is_text and any(control.values) and control.kind != "hidden"
            for control in sender.shown.controls.values()
        )
    }
    assert worded == PROPOSED


@pytest.mark.parametrize("name", WORDS)
def test_the_second_sees_the_words_of_the_first(sender: Sender, name: str) -> None:
    field, first, second, reason = WORDS[name]
    rest = {key: [value] for key, value in reason.items()}
    with undone():
        assert sender.send(sender.right | rest | {field: [first]}).status_code == 302
        with watched() as written:
            answer = sender.send(sender.right | rest | {field: [second]})
        page = answer.content.decode()
        again = sender.shown_again(answer)
        assert (answer.status_code, written.tables) == (422, set())
        assert "Somebody else changed this" in page
        assert first in page
        assert again.controls[field].values == [second]
        assert again.controls["version"].values == [after(sender.right)]
        assert sender.send(again.data).status_code == 302
        shown = sender.client.get(sender.path).content.decode()
        assert second in shown


@pytest.mark.parametrize("name", ACTS)
def test_an_act_on_what_was_changed_meanwhile(
    sender: Sender, name: str, senders: Mapping[str, Sender], world: World
) -> None:
    change, thing, words = ACTS[name]
    form = senders[change]
    of_plan = thing == "task"
    path = form.path if of_plan else reverse(change, args=[world.numbers[thing]])
    basis = {"basis": ["党委决定"]} if "basis" in sender.shown.controls else {}
    with undone():
        changed = dict(form.right)
        if thing == "leaf":
            changed["version"] = ["1"]
        data = changed | {k: [v] for k, v in words.items()}
        assert form.client.post(path, data).status_code == 302
        answer = sender.send(sender.right | basis)
        again = sender.shown_again(answer)
        assert answer.status_code == 422
        assert "Somebody else changed this" in answer.content.decode()
        assert again.controls["version"].values == [after(changed)]
        for field, value in basis.items():
            assert again.controls[field].values == value
        assert sender.send(again.data).status_code == 302


@pytest.mark.parametrize("name", sorted(FORMS))
def test_what_is_sent_twice_is_answered_in_words(sender: Sender) -> None:
    """By two people, or by one who presses the button again."""
    words = {field: ["同样的话"] for field in sender.form.free}
    with undone():
        sender.send(sender.right | words)
        sender.send(sender.right | words)
