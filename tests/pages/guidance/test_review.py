"""The review page: document, rows, what the grid sends, and all of it without script."""

import json
import re

import pytest
from django.test import Client

from lianxin.work.guidance.models import ClauseHandling, Plan, Task
from tests.cast import Cast
from tests.work.guidance.taken_in import clause, quoted, take_in, task


def post(client: Client, plan: Plan, what: str, **body):
    return client.post(
        f"/plans/{plan.pk}/review/{what}/",
        json.dumps(body),
        content_type="application/json",
        headers={"accept": "application/json"},
    )


def edit(row: Task, cell: str, typed: str, version: int = 1):
    return {"task": row.pk, "version": version, "cell": cell, "typed": typed}


def test_the_page_shows_the_document_and_the_rows(cast: Cast):
    plan = take_in(cast)
    task(cast, plan, "发挥政治核心作用", quotes=[quoted(plan, "一(一)")])
    page = cast.client("clerk").get(f"/plans/{plan.pk}/review/").content.decode()
    assert "<mark>（一）推进党务公开</mark>" in page
    assert "3 clauses, 1 handled" in page
    assert "is now said: 领导作用" in page
    assert 'role="grid"' in page


def test_whoever_only_sees_the_plan_changes_nothing(cast: Cast):
    plan = take_in(cast)
    page = cast.client("secretary").get(f"/plans/{plan.pk}/review/").content.decode()
    assert "data-may-edit" not in page
    assert 'name="take"' not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(
    cast: Cast, rows: int, django_assert_num_queries
):
    plan = take_in(cast)
    for number in range(rows):
        task(cast, plan, f"任务{number}", lead_unit="集团工会", leader="高远山")
    client = cast.client("clerk")
    client.get(f"/plans/{plan.pk}/review/")
    with django_assert_num_queries(QUERIES):
        client.get(f"/plans/{plan.pk}/review/")


QUERIES = 31


def test_edits_come_back_as_rows_faults_and_conflicts(cast: Cast):
    plan = take_in(cast)
    one, two = task(cast, plan, "甲"), task(cast, plan, "乙")
    client = cast.client("clerk")
    told = post(
        client,
        plan,
        "edit",
        edits=[
            edit(one, "due", "三季度末"),
            edit(one, "actions", "做"),
            edit(two, "actions", "做", version=7),
        ],
    ).json()
    assert [(r["task"], r["version"], r["cells"]["actions"]) for r in told["rows"]] == [
        (one.pk, 2, "做")
    ]
    assert [(f["task"], f["cell"]) for f in told["faults"]] == [(one.pk, "due")]
    assert [(c["task"], c["cells"]["text"]) for c in told["conflicts"]] == [
        (two.pk, "乙")
    ]
    assert told["counts"] == {"words": "3 clauses, 0 handled", "share": 0}


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"edits": 1}', '{"edits": [{}]}', '{"edits": [{"task": "x"}]}'],
)
def test_what_cannot_be_read_is_refused(cast: Cast, body: str):
    plan = take_in(cast)
    for what in ("edit", "rows"):
        answer = cast.client("clerk").post(
            f"/plans/{plan.pk}/review/{what}/", body, content_type="application/json"
        )
        assert answer.status_code == 400


def test_rows_by_their_acts(cast: Cast):
    plan = take_in(cast)
    client = cast.client("clerk")
    one = Task.objects.get(pk=post(client, plan, "rows", act="add").json()["focus"])
    told = post(client, plan, "rows", act="add", after=one.pk, text="乙").json()
    two = Task.objects.get(pk=told["focus"])
    assert told["rows_html"].count("<tr") == 2
    answers = [
        post(client, plan, "rows", act="demote", task=two.pk, version=1),
        post(client, plan, "rows", act="promote", task=two.pk, version=2),
        post(client, plan, "rows", act="move", task=two.pk, version=3, to=1),
        post(client, plan, "rows", act="merge", tasks=[[one.pk, 1], [two.pk, 4]]),
        post(client, plan, "rows", act="restore", task=two.pk),
        post(
            client, plan, "rows", act="split", task=two.pk, version=6, texts=["a", "b"]
        ),
        post(client, plan, "rows", act="remove", task=one.pk, version=2),
    ]
    assert [a.status_code for a in answers] == [200] * 7
    left = plan.tasks.filter(removed_at=None).order_by("order")
    assert [t.text for t in left] == ["a", "b"]


def test_a_row_changed_meanwhile_is_shown_as_it_is(cast: Cast):
    plan = take_in(cast)
    row = task(cast, plan, "甲")
    answer = post(
        cast.client("clerk"), plan, "rows", act="remove", task=row.pk, version=9
    )
    assert answer.status_code == 409
    assert "甲" in answer.json()["rows_html"]


def test_a_proposal_is_taken_without_script(cast: Cast):
    plan = take_in(cast)
    found = clause(plan, "一(一)")
    client = cast.client("clerk")
    address = f"/plans/{plan.pk}/review/clauses/"
    answer = client.post(address, {"take": f"{found.pk}:0"})
    assert answer["Location"] == f"/plans/{plan.pk}/review/#clause-{found.pk}"
    row = plan.tasks.get()
    assert (row.text, row.due_kind, row.actions, row.standard) == (
        "各党支部要在12月底前建立党务公开目录，定期公布",
        "month",
        "",
        "",
    )
    quote = row.quotes.get()
    source = found.document.text[quote.start : quote.end]
    assert source == "各党支部要在12月底前建立党务公开目录，定期公布。"


def test_a_clause_is_set_aside_and_opened_again_without_script(cast: Cast):
    plan = take_in(cast)
    found = clause(plan, "二")
    client = cast.client("clerk")
    address = f"/plans/{plan.pk}/review/clauses/"
    client.post(address, {"skip": f"{found.pk}:0"})
    assert ClauseHandling.objects.get().reason == "Background or reasons"
    client.post(address, {"open": str(found.pk)})
    client.post(address, {"skip": str(found.pk), f"reason-{found.pk}": "意义"})
    assert ClauseHandling.objects.get().reason == "意义"


def test_a_clause_is_carried_by_a_duty_without_script(cast: Cast):
    plan = take_in(cast)
    found = clause(plan, "二")
    client = cast.client("clerk")
    address = f"/plans/{plan.pk}/review/clauses/"
    typed = {f"duty-{found.pk}": "Branch general meeting", "carry": str(found.pk)}
    client.post(address, typed)
    assert ClauseHandling.objects.get().duty == "general_meeting"
    page = client.get(f"/plans/{plan.pk}/review/").content.decode()
    below = f"/duties/{plan.unit_id}/below/?duty=general_meeting"
    assert f'<a href="{below}">Branch general meeting</a>' in page
    assert client.get(below).status_code == 200


def test_ticked_clauses_are_set_aside_together_without_script(cast: Cast):
    plan = take_in(cast)
    client = cast.client("clerk")
    page = client.get(f"/plans/{plan.pk}/review/").content.decode()
    address = f"/plans/{plan.pk}/review/clauses/"
    ticked = ticked_of(plan)
    assert re.findall(r'name="ticked" value="(\d+)" checked', page) == [str(ticked[1])]
    client.post(address, {"skip_ticked": "1", "ticked": ticked})
    reasons = ClauseHandling.objects.values_list("clause", "reason")
    assert list(reasons) == [(pk, "General requirement") for pk in ticked]


def test_the_grid_is_told_what_came_of_ticked_clauses(cast: Cast):
    plan = take_in(cast)
    client = cast.client("clerk")
    address = f"/plans/{plan.pk}/review/clauses/"
    wanted = {"accept": "application/json"}
    said = {"skip_ticked": "other", "ticked": "x"}
    refused = client.post(address, said, headers=wanted)
    assert refused.status_code == 422
    assert refused.json() == {"message": "Tick at least one clause."}
    ticked = ticked_of(plan)
    said = {"skip_ticked": "other", "reason-ticked": "意义", "ticked": ticked}
    told = client.post(address, said, headers=wanted).json()
    assert told["counts"] == {"words": "3 clauses, 2 handled", "share": 67}
    page = client.get(f"/plans/{plan.pk}/review/").content.decode()
    drawn = [" ".join(html.split()) for html in told["clauses_html"]]
    assert [re.findall(r'id="clause-(\d+)"', html) for html in drawn] == [
        [str(pk)] for pk in ticked
    ]
    assert [html in " ".join(page.split()) for html in drawn] == [True] * len(ticked)


@pytest.mark.parametrize("ticked", [1, 3])
def test_the_number_of_queries_does_not_grow_with_what_is_ticked(
    cast: Cast, ticked: int, django_assert_num_queries
):
    plan = take_in(cast, text="一、背景\n好。\n二、形势\n好。\n三、意义\n好。\n")
    numbers = [clause(plan, path).pk for path in ("一", "二", "三")][:ticked]
    address = f"/plans/{plan.pk}/review/clauses/"
    said = {"skip_ticked": "0", "ticked": numbers}
    client = cast.client("clerk")
    with django_assert_num_queries(QUERIES_OF_TICKED):
        client.post(address, said, headers={"accept": "application/json"})


QUERIES_OF_TICKED = 24


def test_only_a_clause_in_which_nothing_looks_like_work_is_ticked(cast: Cast):
    plan = take_in(cast, text="一、背景\n形势很好。\n二、数字\n今年底前人人知晓。\n")
    page = cast.client("clerk").get(f"/plans/{plan.pk}/review/").content.decode()
    ticked = re.findall(r'name="ticked" value="(\d+)"( checked)?', page)
    assert ticked == [
        (str(clause(plan, "一").pk), " checked"),
        (str(clause(plan, "二").pk), ""),
    ]


def ticked_of(plan: Plan) -> list[int]:
    return [clause(plan, "一(二)").pk, clause(plan, "二").pk]


def test_the_grid_is_told_how_a_clause_stands(cast: Cast):
    plan = take_in(cast)
    found = clause(plan, "一(一)")
    told = (
        cast.client("clerk")
        .post(
            f"/plans/{plan.pk}/review/clauses/",
            {"take": f"{found.pk}:0"},
            headers={"accept": "application/json"},
        )
        .json()
    )
    assert told["counts"]["words"] == "3 clauses, 1 handled"
    assert "Becomes tasks" in told["clause_html"]
    assert told["row"] == plan.tasks.get().pk


def test_a_row_by_its_form(cast: Cast):
    plan = take_in(cast)
    row = task(cast, plan, "甲")
    client = cast.client("clerk")
    address = f"/plans/{plan.pk}/tasks/{row.pk}/"
    answer = client.post(address, {"version": 1, "text": "乙", "due": "全年"})
    assert answer["Location"] == f"/plans/{plan.pk}/review/#task-{row.pk}"
    row.refresh_from_db()
    assert (row.text, row.due_kind) == ("乙", "year")
    stale = client.post(address, {"version": 1, "text": "丙"})
    assert stale.status_code == 422
    assert "Somebody else changed this" in stale.content.decode()
    wrong = client.post(address, {"version": 2, "text": "乙", "due": "尽快"})
    assert "Not understood as a deadline" in wrong.content.decode()


def test_a_new_row_by_its_form(cast: Cast):
    plan = take_in(cast)
    answer = cast.client("clerk").post(
        f"/plans/{plan.pk}/tasks/", {"text": "新任务", "lead_unit": "集团工会"}
    )
    row = plan.tasks.get()
    assert answer["Location"] == f"/plans/{plan.pk}/review/#task-{row.pk}"
    assert row.lead_unit == cast.units["union"]


def test_names_are_offered(cast: Cast):
    plan = take_in(cast)
    address = f"/plans/{plan.pk}/review/names/?of=units&q=gonghui"
    told = cast.client("clerk").get(address).json()
    assert [each["name"] for each in told["names"]] == ["集团工会"]


@pytest.mark.parametrize("number", [0, -1, 2**63, 2**80])
def test_numbers_that_no_row_has(cast: Cast, number: int):
    plan = take_in(cast)
    client = cast.client("clerk")
    edits = [{"task": number, "version": 1, "cell": "text", "typed": "甲"}]
    assert post(client, plan, "edit", edits=edits).status_code == 404
    told = post(client, plan, "rows", act="remove", task=number, version=1)
    assert told.status_code == 404
    address = f"/plans/{plan.pk}/review/clauses/"
    assert client.post(address, {"take": f"{number}:0"}).status_code == 404


def reshape(cast: Cast, row: Task, act: str, **said):
    address = f"/plans/{row.plan_id}/tasks/{row.pk}/row/"
    client = cast.client("clerk")
    shown = client.get(address).context["form"].initial
    return client.post(address, {**shown, "act": act, **said})


def texts(plan: Plan) -> list[str]:
    rows = plan.tasks.filter(removed_at=None).order_by("order", "pk")
    return list(rows.values_list("text", flat=True))


def test_the_row_leads_to_all_that_the_grid_does_with_whole_rows(cast: Cast):
    row = task(cast, take_in(cast))
    page = cast.client("clerk").get(f"/plans/{row.plan_id}/tasks/{row.pk}/").text
    assert f"/plans/{row.plan_id}/tasks/{row.pk}/row/" in page


@pytest.mark.parametrize(
    ("act", "said", "found"),
    [
        ("up", {}, ["乙", "甲", "丙"]),
        ("down", {}, ["甲", "丙", "乙"]),
        ("split", {"texts": "乙一\n\n乙二"}, ["甲", "乙一", "乙二", "丙"]),
        ("remove", {}, ["甲", "丙"]),
    ],
)
def test_whole_rows_without_script(cast: Cast, act: str, said, found: list[str]):
    plan = take_in(cast)
    _first, row, _last = (task(cast, plan, text) for text in "甲乙丙")
    assert reshape(cast, row, act, **said).status_code == 302
    assert texts(plan) == found


def test_merging_without_script(cast: Cast):
    plan = take_in(cast)
    row, other = task(cast, plan, "甲"), task(cast, plan, "乙", standard="有记录")
    assert reshape(cast, row, "merge").status_code == 422
    assert reshape(cast, row, "merge", other=other.pk).status_code == 302
    assert texts(plan) == ["甲"]
    row.refresh_from_db()
    assert row.standard == "有记录"


def test_key_tasks_without_script(cast: Cast):
    plan = take_in(cast)
    first, second = task(cast, plan, "甲"), task(cast, plan, "乙")
    reshape(cast, first, "promote")
    second.refresh_from_db()
    assert second.key_task == "甲"
    third = task(cast, plan, "丙")
    reshape(cast, third, "demote")
    third.refresh_from_db()
    assert third.key_task == "甲"


def test_a_row_that_somebody_changed_meanwhile_is_not_taken_out(cast: Cast):
    row = task(cast, take_in(cast))
    address = f"/plans/{row.plan_id}/tasks/{row.pk}/row/"
    Task.objects.update(version=7)
    answer = cast.client("clerk").post(address, {"act": "remove", "version": 1})
    assert answer.status_code == 422
    assert texts(row.plan) == [row.text]


def test_a_row_that_was_taken_out_is_put_back(cast: Cast):
    row = task(cast, take_in(cast))
    client = cast.client("clerk")
    address = f"/plans/{row.plan_id}/review/removed/"
    assert "No row was taken out." in client.get(address).text
    reshape(cast, row, "remove")
    assert address in client.get(f"/plans/{row.plan_id}/review/").text
    assert row.text in client.get(address).text
    assert client.post(address, {"row": row.pk}).status_code == 302
    assert texts(row.plan) == [row.text]
