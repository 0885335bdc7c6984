"""What the reader tells of sheets and rows, in words for pages.

The kernel has the same sentences in English; a test holds the two together.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.sheets import SheetKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


OF_ROWS: Mapping[str, "StrOrPromise"] = {
    "encoding": _(
        "The file was read as %(encoding)s. If letters look wrong, save it as .xlsx."
    ),
    "macros_ignored": _(
        "The workbook has macros. They were not run and are not taken over."
    ),
    "external_links": _(
        "The workbook refers to other files. They were not opened; the values last shown were taken."
    ),
    "lost_characters": _(
        "%(count)s characters could not be decoded and stand as �. Save the file anew as .xlsx."
    ),
    "sheet_hidden": _(
        "The sheet is hidden and was not read. Unhide it if it is to be taken."
    ),
    "sheet_without_cells": _(
        "This is a chart or a dialogue, not a table; it was not read."
    ),
    "too_many_rows": _(
        "The sheet has more than %(rows)s filled rows, or more than %(cells)s cells; nothing of it was taken. Split it into several workbooks."
    ),
    "columns_left_out": _(
        "There are filled cells beyond column %(last)s; they were not read. Move them to the left, or delete them."
    ),
    "text_cut": _(
        "The cell holds more than %(characters)s characters, which no program of tables allows. Shorten it."
    ),
    "hidden_rows": _("%(count)s rows are hidden or filtered out; they were read too."),
    "hidden_columns": _("Columns %(letters)s are hidden; they were read too."),
    "sheet_not_recognised": _(
        "The sheet is of no known kind: no line of headings was found. If it is to be taken, give its columns the usual headings."
    ),
    "column_missing": _(
        "There is no column “%(field)s”. Add it, or give it one of the headings: %(words)s."
    ),
    "column_not_taken": _("The column “%(header)s” is not taken."),
    "column_twice": _(
        "“%(header)s” and “%(other)s” both mean “%(field)s”; only “%(other)s” is taken. Delete or rename one of them."
    ),
    "column_by_likeness": _("The column “%(header)s” was taken for “%(field)s”."),
    "column_of_two": _(
        "“%(header)s” means several columns at once and was not taken. Give each its own column."
    ),
    "column_spans": _(
        "“%(header)s” stands over several columns, and only the first of them was taken. Give each its own heading."
    ),
    "carried_merged": _("“%(value)s” was taken from the merged cell above."),
    "carried_blank": _(
        "“%(value)s” was taken from the row above, as the cell is empty."
    ),
    "taken_from_group": _("“%(value)s” was taken from the group's line above."),
    "spaces_removed": _("The spaces within “%(found)s” were removed."),
    "trimmed": _("The spaces around “%(found)s” were removed."),
    "carried_ditto": _("“%(value)s” was taken from the row above, for “%(found)s”."),
    "none_yet": _("“%(found)s” was read as an empty cell."),
    "first_of_days": _("Of the days in “%(found)s” the first was taken: %(value)s."),
    "last_of_days": _("Of the days in “%(found)s” the last was taken: %(value)s."),
    "full_width": _("“%(found)s” was read as “%(value)s”: full-width signs."),
    "formula_value": _("The cell holds a formula; the value last computed was taken."),
    "identity_narrowed": _(
        "Full-width signs or spaces in the identity number were made narrow."
    ),
    "serial_date": _("The number %(found)s was read as the date %(value)s."),
    "number_as_date": _("The number %(found)s was read as %(value)s."),
    "month_only": _("Only the month %(value)s is given."),
    "year_from_title": _(
        "“%(found)s” has no year; %(year)s was taken from the heading."
    ),
    "time_left_out": _("The time of day in “%(found)s” was left out."),
    "brackets_left_out": _("What stands in brackets in “%(found)s” was left out."),
    "reason_left_out": _("Of “%(found)s” the reason was left out."),
    "count_left_out": _("Of “%(found)s” the number is left out; it names nobody."),
    "unit_removed": _("“%(found)s” was read as %(value)s."),
    "choice_understood": _("“%(found)s” was read as “%(value)s”."),
    "name_invalid": _("“%(found)s” cannot be a name. Type the name."),
    "name_odd": _("“%(found)s” is unusual for a name. Check it."),
    "dot_made_even": _("The dot in “%(found)s” was written as ·."),
    "number_as_text": _("The number %(found)s was read as text."),
    "term_ended": _("The term ended on %(value)s."),
    "count_differs": _("%(found)s are stated; the rows give %(value)s."),
    "derived": _("“%(value)s” follows from “%(found)s”."),
    "needed": _("“%(field)s” is empty. Fill it in."),
    "formula_without_value": _(
        "The cell holds a formula without a computed value. Open the file in Excel or WPS, save it, or type the value."
    ),
    "formula_error": _(
        "The cell shows %(found)s. Mend the formula, or type the value."
    ),
    "formula_like": _(
        "“%(found)s” begins like a formula and cannot be a %(field)s. Type the right text."
    ),
    "date_invalid": _(
        "“%(found)s” is no date. Write it as 2026-03-05 or 2026年3月5日."
    ),
    "date_ambiguous": _(
        "“%(found)s” can mean several dates. Write the year with four digits: 2026-03-05."
    ),
    "date_several": _(
        "“%(found)s” names several days. Write one, and give others rows of their own."
    ),
    "ditto_without_value": _(
        "“%(found)s” repeats the row above, which says nothing here. Type it out."
    ),
    "ticked_twice": _(
        "“%(found)s” are ticked; only one can be. Take the other tick away."
    ),
    "date_in_future": _("%(value)s is still to come. Check the date."),
    "date_order": _("%(value)s lies before “%(other)s” (%(found)s). Check both."),
    "month_ambiguous": _(
        "The number %(found)s can mean January or October. Write it as text: 1978-01 or 1978-10."
    ),
    "number_invalid": _("“%(found)s” is no number. Write it with digits."),
    "number_negative": _("%(found)s is below zero. Check the number."),
    "choice_unknown": _("“%(found)s” is not known here. Known are: %(known)s."),
    "identity_damaged": _(
        "The identity number was turned into a calculating number and its last digits are lost. Type it anew, in a cell formatted as text."
    ),
    "identity_length": _("The identity number has %(count)s characters instead of 18."),
    "identity_shape": _("The identity number is not 17 digits and a digit or X."),
    "identity_region": _(
        "The first two digits of the identity number are of no province."
    ),
    "identity_birth": _("The identity number holds no possible date of birth."),
    "identity_check": _(
        "The last character of the identity number does not fit the others."
    ),
    "birth_differs": _(
        "The birth date is not that of the identity number (%(value)s)."
    ),
    "sex_differs": _("The sex is not that of the identity number (%(value)s)."),
    "phone_invalid": _("“%(found)s” is no telephone number."),
    "unit_unknown": _(
        "There is no unit “%(found)s”. Correct the name, or found the unit first."
    ),
    "person_unknown": _(
        "There is no person “%(found)s”. Correct the name, or enter the person first."
    ),
    "not_member": _(
        "“%(found)s” is no member of the Party by the list of members. Check the name."
    ),
    "already_member": _("The person is a member of the Party already."),
    "outside_period": _(
        "%(value)s lies outside “%(found)s”, under which it stands. Check the date."
    ),
    "identity_twice": _(
        "The identity number stands in row %(row)s of “%(other)s” already."
    ),
    "name_twice": _("“%(found)s” stands in row %(row)s already."),
    "still_listed": _("The person still stands in row %(row)s of “%(other)s”."),
    "loop": _("“%(found)s” stands below itself."),
    "sum_differs": _("%(found)s is stated; the row adds up to %(value)s."),
    "span_short": _(
        "From “%(other)s” (%(found)s) to %(value)s it is less than %(months)s months (%(basis)s)."
    ),
    "span_long": _(
        "From “%(other)s” (%(found)s) to %(value)s it is more than %(months)s months (%(basis)s)."
    ),
    "step_unsaid": _(
        "“%(other)s” is empty, so that the order of the steps cannot be told."
    ),
    "too_few": _("%(found)s are named where %(times)s are asked (%(basis)s)."),
    "reaches_none": _("%(found)s: asked is one of %(value)s (%(basis)s)."),
    "too_many": _("%(found)s are named where at most %(times)s may be (%(basis)s)."),
    "more_than": _("%(value)s is more than “%(other)s” (%(found)s). Check both."),
    "two_roots": _(
        "“%(found)s” has no unit above it, as row %(row)s has none already. Name the unit above."
    ),
    "not_listed": _("The person does not stand in a sheet “%(other)s”."),
    "too_long": _(
        "“%(found)s” … is longer than %(characters)s characters. Shorten it."
    ),
    "unit_unsaid": _("The unit is not said. Fill it in."),
    "unit_ambiguous": _("Several units are called “%(found)s”. Write the full name."),
    "unit_out_of_reach": _(
        "“%(found)s” is not among your units. Leave the row to the clerk of that unit."
    ),
    "unit_of_other_line": _(
        "“%(found)s” is no unit to which a member can belong. Name the branch."
    ),
    "unit_ends": _("“%(found)s” ends on %(value)s. Name the unit that stays."),
    "only_unit": _("The unit is not said; “%(found)s” is the only one there is."),
    "unit_of_other_body": _("“%(found)s” has no such members. Correct the unit."),
    "standing_unsaid": _(
        "Whether full or probationary member is not said. Fill it in."
    ),
    "joined_unsaid": _(
        "Neither the day of joining nor that of becoming a full member is given. Fill one in."
    ),
    "candidate_with_full_date": _(
        "A probationary member has a day of joining and none of becoming a full member. Correct one of them."
    ),
    "full_from_one_day": _("Only one day is given: full member since %(value)s."),
    "too_long_ago": _("The day is too long ago. Check it."),
    "field_too_long": _("The text is longer than an entry holds. Shorten it."),
    "began_before_birth": _(
        "The first day at work is not after the birth date. Check both."
    ),
    "no_right_to_numbers": _(
        "Your post may not enter identity numbers and phones here. Leave it to the office clerk."
    ),
    "no_right_to_standings": _(
        "Your post may not say here what somebody is to the Party. Leave it to the office clerk."
    ),
    "number_is_identity": _(
        "This is an identity number, not an employee number. Move it into the column of identity numbers."
    ),
    "number_of_other": _(
        "The employee number “%(found)s” is somebody else's. Correct it."
    ),
    "name_of_other": _(
        "The number belongs to somebody who is entered as “%(other)s”. Correct the name or the number."
    ),
    "person_out_of_reach": _(
        "“%(found)s” is entered in a unit that is not yours. Ask for a transfer instead."
    ),
    "person_left": _(
        "“%(found)s” is entered as having left. Enter the return on the person's page."
    ),
    "in_another_unit": _(
        "The person belongs to another unit than “%(found)s” already. Transfer the person instead."
    ),
    "standing_differs": _(
        "What the person is to the Party is entered otherwise. Change it on the person's page."
    ),
    "ended_later": _(
        "By the entries the person belonged somewhere else, or was something else to the Party, until %(value)s. Enter it on the person's page."
    ),
    "enter_first": _(
        "“%(found)s” is not entered yet. Take in the register of staff first."
    ),
    "parent_unsaid": _(
        "Name the unit above. Only the root has none, and that is “%(value)s” here."
    ),
    "parent_wrong": _("The row of “%(found)s” is wrong; mend that one first."),
    "unit_of_other_kind": _("The unit is entered as another kind: %(value)s."),
    "unit_stands_elsewhere": _(
        "“%(found)s” stands below “%(value)s” here. Move it on its page, or correct the name."
    ),
    "kind_not_below": _("This kind of unit cannot stand below that kind: %(value)s."),
    "founded_before_parent": _("The unit above was founded later, on %(value)s."),
    "entered_stays": _(
        "“%(value)s” is entered already and stays; “%(found)s” is not taken."
    ),
    "person_ambiguous": _(
        "Several people are called “%(found)s”. Add a column with the employee number."
    ),
    "number_unknown": _(
        "Nobody among your people has this number. Correct it, or enter “%(found)s” first."
    ),
    "no_right_to_post": _(
        "Your post may not decide who is “%(found)s”. Leave it to somebody with rights over the whole organisation."
    ),
    "unit_founded_later": _("The unit was founded later, on %(value)s. Check the day."),
    "post_not_there": _(
        "The unit does not have this post all the time from %(value)s on. Open it on the page of the unit."
    ),
    "post_held": _(
        "“%(other)s” holds this post then, since %(value)s. End that first, or correct the days."
    ),
    "post_held_otherwise": _(
        "The person holds this post already, since %(value)s. Correct the days here, or on the page of the post."
    ),
    "post_beside": _(
        "The others are held then: the unit gets this post once more, with the number %(value)s."
    ),
    "asks_more_years": _(
        "%(other)s: at least %(value)s are asked, %(found)s are entered (%(basis)s)."
    ),
    "kind_of_several": _(
        "“%(found)s” names several kinds: %(known)s. Write one, and give the others rows of their own."
    ),
    "unit_of_ledger_unsaid": _(
        "It is not said which branch held this. Name it above the table, or in a column “党支部”."
    ),
    "unit_ended_earlier": _(
        "The unit ended on %(value)s, earlier than this day. Check the day."
    ),
    "day_unsaid": _("Only the month %(value)s is given. Write the day."),
    "meeting_entered": _(
        "“%(other)s” is entered for that day already. If this was another meeting, record it on its own page."
    ),
    "topic_shortened": _(
        "Only the beginning stands as the topic; all of it stands in the minutes."
    ),
    "attendance_in_words": _(
        "By the entries %(value)s were expected on that day, the row says %(found)s: who was there stands in the minutes only, not by name."
    ),
    "absent_not_expected": _(
        "“%(found)s” was not expected there by the entries of that day. Correct the name."
    ),
    "host_away": _(
        "“%(found)s” led it, but stands among those who were not there. Correct one of the two."
    ),
    "absent_unnamed": _(
        "%(found)s were not there, %(value)s are named: who was there stands in the minutes only, not by name."
    ),
    "phone_stays": _("Another phone number is entered already and stays."),
}


def problem_in_words(problem: Mapping[str, Any], kind: SheetKind | None) -> str:
    """What was told of a row or a sheet; columns by their titles in the language in use."""
    values = dict(problem["values"])
    title = title_of(kind, problem["field"])
    return str(OF_ROWS[problem["code"]]) % ({"field": title} | values | _titled(title))


def title_of(kind: SheetKind | None, code: str) -> str:
    """What a column is called; empty where there is none of this code."""
    found = kind.columns if kind else ()
    return next(
        (c.title.into(get_language() or "") for c in found if c.code == code), ""
    )


def _titled(title: str) -> dict[str, str]:
    """The title in the language in use goes before the one that the reader wrote."""
    return {"field": title} if title else {}
