"""Every form of the site: who may send it, where its words are free, what else it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from lianxin.base.ui import clock


def in_days(number: int) -> str:
    """A day so many days from today, as a browser sends it."""
    return (clock.today() + timedelta(days=number)).isoformat()


@dataclass(frozen=True)
class Form:
    """`free` are the fields that take any words; `given` makes the rest right.

    Of the fields in `choose` the last choice is taken; `at` names things of the world other than those of the table of addresses.
    """

    role: str
    free: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    choose: tuple[str, ...] = ()
    at: Mapping[str, str] = field(default_factory=dict)


OPEN_GOAL = {"pk": "open_goal"}

FORMS: dict[str, Form] = {
    "account_change_password": Form("member"),
    "account_login": Form("nobody"),
    "account_reauthenticate": Form("member"),
    "reminders:mine": Form("member", given={"way": "site", "rhythm": "week"}),
    "administration:codes": Form("clerk"),
    "administration:mail": Form("administrator"),
    "approvals:agree": Form("sub_clerk", ("reason", "basis")),
    "approvals:return": Form("sub_clerk", ("reason", "basis")),
    "approvals:withdraw": Form("branch_secretary", ("reason",)),
    "archives:ask": Form("administrator"),
    "archives:discard": Form("administrator"),
    "elections:add_files": Form("branch_secretary"),
    "elections:names": Form("branch_secretary"),
    "elections:office": Form("branch_secretary"),
    "elections:begin": Form(
        "branch_secretary", given={"meeting_on": in_days(30)}, at={"unit_pk": "unit"}
    ),
    "elections:conclude": Form("sub_clerk"),
    "elections:correct": Form("branch_secretary", ("words", "reason")),
    "elections:empty_places": Form("branch_secretary"),
    "elections:letter": Form(
        "sub_clerk", ("asked_title", "asked_number", "addressee", "unit_name")
    ),
    "elections:step": Form("branch_secretary"),
    "elections:withdraw": Form("branch_secretary"),
    "elections:vote": Form("branch_secretary"),
    "inspections:begin": Form(
        "sub_clerk",
        ("title", "basis"),
        {"since": in_days(-90), "until": in_days(0)},
        choose=("units",),
    ),
    "inspections:find": Form("sub_clerk", ("text",)),
    "inspections:rectify": Form(
        "sub_clerk", ("text", "actions", "standard"), {"deadline": in_days(40)}
    ),
    "inspections:withdraw": Form("sub_clerk", ("reason",)),
    "duties:add": Form(
        "clerk",
        ("title", "basis"),
        {
            "kinds": "branch",
            "counts": "party_lecture",
            "each": "month",
            "least": "1",
            "since": in_days(2),
            "weighed": "branch party_lecture month 1",
        },
    ),
    "duties:end": Form("clerk", ("reason",), {"until": in_days(9)}),
    "duties:waive": Form("branch_secretary", ("reason",)),
    "duties:window": Form(
        "clerk", ("basis",), {"opens_on": in_days(9), "closes_on": in_days(90)}
    ),
    "goals:draft": Form(
        "branch_secretary",
        ("text", "actions", "standard"),
        {"deadline": in_days(40), "own_kind": "annual_plan"},
    ),
    "goals:figure": Form(
        "branch_secretary", ("words",), {"value": "3"}, at={"pk": "counted_goal"}
    ),
    "goals:propose": Form("branch_secretary"),
    "goals:reach": Form("branch_secretary", ("words",)),
    "goals:redraft": Form("branch_secretary", ("text", "actions", "standard")),
    "goals:refine": Form("branch_secretary", ("text", "actions")),
    "goals:serve_target": Form("branch_secretary", choose=("goal",)),
    "goals:target": Form("branch_secretary"),
    "goals:untarget": Form("branch_secretary"),
    "guidance:add_task": Form("clerk", ("text",)),
    "guidance:add_wording": Form(
        "clerk", ("old", "basis"), {"now": "五型班组", "since": in_days(-30)}
    ),
    "guidance:remove_wording": Form("clerk"),
    "guidance:close": Form("clerk"),
    "guidance:consult": Form(
        "clerk", ("words",), {"until": in_days(9)}, at={"pk": "unasked"}
    ),
    "guidance:correct_document": Form("clerk", ("title", "number", "issuer")),
    "guidance:issue": Form("clerk", ("number", "meeting"), at={"pk": "agreed"}),
    "guidance:reply": Form("branch_secretary", ("whole",)),
    "guidance:removed": Form("clerk", choose=("row",), at={"pk": "mistaken"}),
    "guidance:reshape": Form("clerk", given={"act": "down"}),
    "guidance:submit": Form("clerk"),
    "guidance:task": Form("clerk", ("text",)),
    "guidance:try": Form("clerk"),
    "guidance:withdraw_document": Form(
        "clerk", at={"pk": "mistaken", "document_pk": "mistaken_document"}
    ),
    "reviews:answer": Form("branch_secretary"),
    "reviews:close": Form("sub_clerk"),
    "reviews:open": Form("sub_clerk", given={"until": in_days(9)}),
    "targets:amend": Form("department_head", ("name", "measured_in")),
    "targets:enter": Form("department_head", ("words",), {"value": "3"}),
    "targets:set": Form(
        "department_head",
        ("name", "measured_in"),
        {"unit": "安全生产部", "value": "3"},
    ),
    "goals:extend": Form(
        "branch_secretary", ("reason",), {"deadline": in_days(90)}, at=OPEN_GOAL
    ),
    "goals:give": Form(
        "clerk", ("text", "standard"), {"deadline": in_days(40), "kinds": "branch"}
    ),
    "goals:link": Form(
        "branch_secretary", ("reason",), choose=("record",), at=OPEN_GOAL
    ),
    "goals:report": Form("branch_secretary", ("result",), at=OPEN_GOAL),
    "goals:reword": Form("sub_clerk", ("text", "standard", "reason")),
    "goals:serve": Form("branch_secretary", ("reason",), choose=("goal",)),
    "goals:unlink": Form("branch_secretary", ("reason",)),
    "goals:verify": Form("sub_clerk", ("opinion",), {"decision": "return"}),
    "goals:withdraw": Form("sub_clerk", ("reason",)),
    "imports:columns": Form("sub_clerk"),
    "imports:discard": Form("sub_clerk"),
    "imports:take": Form("sub_clerk"),
    "imports:undo": Form("sub_clerk", at={"pk": "taken_import"}),
    "letters:cancel": Form("branch_secretary", ("reason",)),
    "letters:cancel_received": Form("branch_secretary", ("reason",)),
    "letters:discard": Form("branch_secretary"),
    "letters:edit": Form(
        "branch_secretary",
        ("title", "addressee", "body", "note", "copy_to", "signatory", "signed_as"),
    ),
    "letters:issue": Form("branch_secretary", ("word",), {"word": "检修"}),
    "letters:receipt": Form("branch_secretary", ("sender",)),
    "letters:receive": Form(
        "branch_secretary",
        ("sender", "their_number", "title", "passed_to", "remark"),
    ),
    "letters:write": Form("branch_secretary", ("matter", "text", "addressee")),
    "people:add": Form(
        "clerk", ("name", "employee_number"), {"staff_unit": "检修车间"}
    ),
    "people:affiliate": Form(
        "clerk",
        given={
            "belonging": "staff",
            "unit": "安全生产部",
        },
    ),
    "people:come_back": Form("clerk", given={"unit": "安全生产部"}),
    "people:begin_situation": Form(
        "clerk",
        ("basis", "place"),
        {"circumstance": "suspended", "basis": "支部大会决议"},
    ),
    "people:end_situation": Form("clerk"),
    "people:edit": Form("clerk", ("name", "employee_number")),
    "people:end_affiliation": Form("clerk"),
    "people:end_standing": Form("clerk"),
    "people:extend": Form(
        "clerk", ("basis",), {"months": "6", "decided_on": in_days(0)}
    ),
    "people:withdraw_extension": Form("clerk"),
    "people:touch": Form("branch_secretary", given={"touched_on": in_days(-1)}),
    "people:find": Form("clerk", ("number",)),
    "people:merge": Form("clerk"),
    "people:undo_merging": Form("clerk"),
    "people:set_contact": Form("clerk", given={"phone": "13800138000"}),
    "people:set_standing": Form("clerk", given={"standing": "applicant"}),
    "personnel:adopt": Form("sub_clerk"),
    "personnel:settle": Form("branch_secretary", ("words",)),
    "personnel:revoke": Form("sub_clerk"),
    "posts:staff_standard": Form(
        "clerk", ("basis",), {"least": "4", "basis": "华党〔2026〕7号"}
    ),
    "posts:appoint": Form("clerk", ("basis",), {"person": "T009"}),
    "posts:charge": Form("clerk", ("field",)),
    "posts:close": Form("clerk"),
    "posts:death": Form("clerk", ("basis",)),
    "posts:take_back_death": Form("clerk", ("basis",)),
    "posts:dissolve": Form("clerk", ("basis",)),
    "posts:reinstate": Form("clerk", given={"basis": "决定作废"}),
    "posts:note_election": Form("clerk", ("basis",)),
    "posts:put_off": Form("clerk", ("basis",), {"ends_on": in_days(900)}),
    "posts:split": Form("clerk", ("name", "short_name", "basis")),
    "posts:end": Form("clerk", ("basis",)),
    "posts:end_charge": Form("clerk"),
    "posts:end_reserve": Form("clerk"),
    "posts:reserve": Form("clerk", ("basis",), {"person": "T009"}),
    "polls:again": Form("branch_secretary"),
    "polls:begin": Form("branch_secretary", given={"held_on": in_days(0)}),
    "polls:close": Form("department_head"),
    "polls:count": Form("member"),
    "polls:declare": Form("branch_secretary"),
    "polls:decrypt": Form("department_head"),
    "polls:discard": Form("branch_secretary"),
    "polls:grade": Form("branch_secretary", given={"decided_on": in_days(0)}),
    "polls:open": Form("branch_secretary"),
    "polls:prepare": Form("branch_secretary", ("title", "lines", "text")),
    "polls:end": Form("department_head"),
    "polls:end_unopened": Form("department_head"),
    "polls:publish": Form("department_head"),
    "polls:vote": Form("clerk"),
    "polls:set_up": Form("department_head"),
    "posts:leave": Form("clerk"),
    "posts:open": Form("clerk", given={"kind": "branch_deputy"}),
    "records:add_files": Form("branch_secretary"),
    "records:amend": Form("branch_secretary", ("topic", "place", "minutes", "reason")),
    "records:list_matters": Form("clerk", ("basis", "board")),
    "records:make_up": Form("branch_secretary", ("how",), choose=("person",)),
    "records:settle": Form("clerk", ("opinion", "result")),
    "records:withdraw": Form("branch_secretary", ("reason",)),
    "records:enter": Form("branch_secretary", ("topic", "place", "minutes")),
    "transfers:ask": Form(
        "clerk", ("reason",), {"person": "T008", "to_unit": "运行二支部"}
    ),
    "transfers:back": Form("outsider", ("reason",)),
    "transfers:expect": Form(
        "clerk",
        ("elsewhere", "their_number", "reason"),
        {
            "person": "T011",
            "to_unit": "运行二支部",
            "their_day": in_days(-9),
            "standing_from": in_days(-900),
        },
    ),
    "transfers:letter": Form(
        "branch_secretary",
        ("addressee",),
        {"gender": "女", "age": "31", "ethnicity": "汉族", "dues_until": "2026年11月"},
    ),
    "transfers:receive": Form("outsider"),
    "transfers:send_out": Form("clerk", ("elsewhere", "reason"), {"person": "T008"}),
    "transfers:withdraw": Form("sub_clerk", ("reason",)),
    "ui:gallery_form": Form(
        "member", ("title", "text"), {"day": in_days(0), "how": "visit"}
    ),
    "units:found": Form("clerk", ("name", "short_name", "basis")),
    "units:move": Form("clerk", ("basis",), {"parent": "运行二支部"}),
    "units:restrict": Form("clerk", ("basis",), {"restriction": "abroad"}),
    "units:rename": Form("clerk", ("name", "short_name", "basis")),
}
# Buttons: they take POST, but nobody types into them.
BUTTONS: dict[str, str] = {
    "account_logout": "member",
    "api:api-root": "nobody",
    "api:openapi-json": "nobody",
    "api:send_update": "nobody",
    "archives:take": "administrator",
    "account_set_password": "member",
    "administration:close": "clerk",
    "administration:issue_code": "clerk",
    "administration:make": "clerk",
    "administration:remove_second_factor": "clerk",
    "administration:reopen": "clerk",
    "goals:pass_on": "sub_clerk",
    "guidance:clauses": "clerk",
    "guidance:consultation": "clerk",
    "guidance:take_in": "clerk",  # keeps nothing of what was sent, by design
    "targets:take_in": "clerk",  # a file first, then what was read in it
    "guidance:edit": "clerk",
    "guidance:rows": "clerk",
    "healthz": "nobody",
    "mfa_activate_totp": "member",
    "mfa_authenticate": "nobody",
    "mfa_deactivate_totp": "clerk",
    "mfa_generate_recovery_codes": "member",
    "mfa_reauthenticate": "clerk",
    "statistics:roster": "sub_clerk",  # compares what was sent and keeps nothing of it
    "imports:drop": "sub_clerk",  # whatever is in it, it waits to be read
    "imports:wrong": "sub_clerk",
    "letters:preview": "branch_secretary",
    "mine:data": "member",
    "mine:post": "member",
    "openid_connect_callback": "nobody",
    "openid_connect_login": "nobody",
    "people:contact": "branch_secretary",
    "personnel:make_token": "sub_clerk",  # its secret is shown once, on the answer
    "personnel:take": "sub_clerk",  # keeps nothing of a file that is no feed
    "polls:cast": "clerk",
    "polls:spoil": "clerk",
    "elections:remove_file": "branch_secretary",
    "records:remove_file": "branch_secretary",
    "reminders:close_calendar": "member",
    "reminders:open_calendar": "member",
    "ui:preferences": "nobody",
    "units:reorder": "clerk",
    "workbook:ask": "branch_secretary",
    "workbook:take": "branch_secretary",
}
# Lists and pages that take questions in their address, each with an entitled role.
ASKED: dict[str, str] = {
    "administration:accounts": "clerk",
    "administration:codes": "clerk",
    "approvals:list": "clerk",
    "cards:coming": "clerk",
    "cards:elsewhere": "clerk",
    "cards:roster": "clerk",
    "goals:list": "clerk",
    "guidance:list": "clerk",
    "guidance:wordings": "clerk",
    "targets:list": "clerk",
    "history:entries": "clerk",
    "imports:list": "clerk",
    "imports:sheet": "clerk",
    "people:list": "clerk",
    "letters:list": "clerk",
    "letters:received": "clerk",
    "personnel:list": "clerk",
    "polls:list": "clerk",
    "posts:list": "clerk",
    "records:list": "clerk",
    "records:hours": "clerk",
    "records:matters": "clerk",
    "records:prior_study": "clerk",
    "records:meetings": "clerk",
    "records:talks": "clerk",
    "transfers:list": "clerk",
    "search:search": "clerk",
    "units:tree": "clerk",
}
