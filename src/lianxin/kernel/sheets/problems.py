"""What was repaired, what is wrong and what to look at, each with its place."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """A notice tells of a repair; an error says that a value cannot be taken."""

    NOTICE = "notice"
    ERROR = "error"


# One English sentence per code, for the command line and the log. Pages make their own
# words from the code and the values, in the reader's language.
SENTENCES: dict[str, str] = {
    # Of a file.
    "encoding": "The file was read as {encoding}. If letters look wrong, save it as .xlsx.",
    "macros_ignored": "The workbook has macros. They were not run and are not taken over.",
    "external_links": (
        "The workbook refers to other files. They were not opened; "
        "the values last shown were taken."
    ),
    "lost_characters": (
        "{count} characters could not be decoded and stand as �. "
        "Save the file anew as .xlsx."
    ),
    # Of a sheet.
    "sheet_hidden": "The sheet is hidden and was not read. Unhide it if it is to be taken.",
    "sheet_without_cells": "This is a chart or a dialogue, not a table; it was not read.",
    "too_many_rows": (
        "The sheet has more than {rows} filled rows, or more than {cells} cells; nothing of "
        "it was taken. Split it into several workbooks."
    ),
    "columns_left_out": (
        "There are filled cells beyond column {last}; they were not read. "
        "Move them to the left, or delete them."
    ),
    "text_cut": (
        "The cell holds more than {characters} characters, which no program of tables "
        "allows. Shorten it."
    ),
    "hidden_rows": "{count} rows are hidden or filtered out; they were read too.",
    "hidden_columns": "Columns {letters} are hidden; they were read too.",
    "sheet_not_recognised": (
        "The sheet is of no known kind: no line of headings was found. If it is to be taken, "
        "give its columns the usual headings."
    ),
    "column_missing": (
        "There is no column “{field}”. Add it, or give it one of the headings: {words}."
    ),
    "column_not_taken": "The column “{header}” is not taken.",
    "column_twice": (
        "“{header}” and “{other}” both mean “{field}”; only “{other}” is taken. "
        "Delete or rename one of them."
    ),
    "column_by_likeness": "The column “{header}” was taken for “{field}”.",
    "column_of_two": (
        "“{header}” means several columns at once and was not taken. Give each its own column."
    ),
    # Of a cell: repairs.
    "column_spans": (
        "“{header}” stands over several columns, and only the first of them was taken. "
        "Give each its own heading."
    ),
    "carried_merged": "“{value}” was taken from the merged cell above.",
    "carried_blank": "“{value}” was taken from the row above, as the cell is empty.",
    "taken_from_group": "“{value}” was taken from the group's line above.",
    "spaces_removed": "The spaces within “{found}” were removed.",
    "trimmed": "The spaces around “{found}” were removed.",
    "carried_ditto": "“{value}” was taken from the row above, for “{found}”.",
    "none_yet": "“{found}” was read as an empty cell.",
    "first_of_days": "Of the days in “{found}” the first was taken: {value}.",
    "last_of_days": "Of the days in “{found}” the last was taken: {value}.",
    "full_width": "“{found}” was read as “{value}”: full-width signs.",
    "formula_value": "The cell holds a formula; the value last computed was taken.",
    "identity_narrowed": "Full-width signs or spaces in the identity number were made narrow.",
    "serial_date": "The number {found} was read as the date {value}.",
    "number_as_date": "The number {found} was read as {value}.",
    "month_only": "Only the month {value} is given.",
    "year_from_title": "“{found}” has no year; {year} was taken from the heading.",
    "time_left_out": "The time of day in “{found}” was left out.",
    "brackets_left_out": "What stands in brackets in “{found}” was left out.",
    "reason_left_out": "Of “{found}” the reason was left out.",
    "count_left_out": "Of “{found}” the number is left out; it names nobody.",
    "unit_removed": "“{found}” was read as {value}.",
    "choice_understood": "“{found}” was read as “{value}”.",
    "name_invalid": "“{found}” cannot be a name. Type the name.",
    "name_odd": "“{found}” is unusual for a name. Check it.",
    "dot_made_even": "The dot in “{found}” was written as ·.",
    "number_as_text": "The number {found} was read as text.",
    "term_ended": "The term ended on {value}.",
    "count_differs": "{found} are stated; the rows give {value}.",
    "derived": "“{value}” follows from “{found}”.",
    # Of a cell: what cannot be taken.
    "needed": "“{field}” is empty. Fill it in.",
    "formula_without_value": (
        "The cell holds a formula without a computed value. Open the file in Excel or WPS, "
        "save it, or type the value."
    ),
    "formula_error": "The cell shows {found}. Mend the formula, or type the value.",
    "formula_like": (
        "“{found}” begins like a formula and cannot be a {field}. Type the right text."
    ),
    "date_invalid": "“{found}” is no date. Write it as 2026-03-05 or 2026年3月5日.",
    "date_ambiguous": (
        "“{found}” can mean several dates. Write the year with four digits: 2026-03-05."
    ),
    "date_several": "“{found}” names several days. Write one, and give others rows of their own.",
    "ditto_without_value": "“{found}” repeats the row above, which says nothing here. Type it out.",
    "ticked_twice": "“{found}” are ticked; only one can be. Take the other tick away.",
    "date_in_future": "{value} is still to come. Check the date.",
    "date_order": "{value} lies before “{other}” ({found}). Check both.",
    "month_ambiguous": (
        "The number {found} can mean January or October. Write it as text: 1978-01 or 1978-10."
    ),
    "number_invalid": "“{found}” is no number. Write it with digits.",
    "number_negative": "{found} is below zero. Check the number.",
    "choice_unknown": "“{found}” is not known here. Known are: {known}.",
    "identity_damaged": (
        "The identity number was turned into a calculating number and its last digits are "
        "lost. Type it anew, in a cell formatted as text."
    ),
    "identity_length": "The identity number has {count} characters instead of 18.",
    "identity_shape": "The identity number is not 17 digits and a digit or X.",
    "identity_region": "The first two digits of the identity number are of no province.",
    "identity_birth": "The identity number holds no possible date of birth.",
    "identity_check": "The last character of the identity number does not fit the others.",
    "birth_differs": "The birth date is not that of the identity number ({value}).",
    "sex_differs": "The sex is not that of the identity number ({value}).",
    "phone_invalid": "“{found}” is no telephone number.",
    "unit_unknown": "There is no unit “{found}”. Correct the name, or found the unit first.",
    "person_unknown": "There is no person “{found}”. Correct the name, or enter the person first.",
    "not_member": "“{found}” is no member of the Party by the list of members. Check the name.",
    "already_member": "The person is a member of the Party already.",
    "outside_period": "{value} lies outside “{found}”, under which it stands. Check the date.",
    "identity_twice": "The identity number stands in row {row} of “{other}” already.",
    "name_twice": "“{found}” stands in row {row} already.",
    "still_listed": "The person still stands in row {row} of “{other}”.",
    "loop": "“{found}” stands below itself.",
    "sum_differs": "{found} is stated; the row adds up to {value}.",
    "span_short": (
        "From “{other}” ({found}) to {value} it is less than {months} months ({basis})."
    ),
    "span_long": (
        "From “{other}” ({found}) to {value} it is more than {months} months ({basis})."
    ),
    "step_unsaid": "“{other}” is empty, so that the order of the steps cannot be told.",
    "too_few": "{found} are named where {times} are asked ({basis}).",
    "reaches_none": "{found}: asked is one of {value} ({basis}).",
    "too_many": "{found} are named where at most {times} may be ({basis}).",
    "more_than": "{value} is more than “{other}” ({found}). Check both.",
    "two_roots": (
        "“{found}” has no unit above it, as row {row} has none already. Name the unit above."
    ),
    "not_listed": "The person does not stand in a sheet “{other}”.",
    "too_long": "“{found}” … is longer than {characters} characters. Shorten it.",
    # Of a row beside what is entered.
    "unit_unsaid": "The unit is not said. Fill it in.",
    "unit_ambiguous": "Several units are called “{found}”. Write the full name.",
    "unit_out_of_reach": (
        "“{found}” is not among your units. Leave the row to the clerk of that unit."
    ),
    "unit_of_other_line": (
        "“{found}” is no unit to which a member can belong. Name the branch."
    ),
    "unit_ends": "“{found}” ends on {value}. Name the unit that stays.",
    "only_unit": "The unit is not said; “{found}” is the only one there is.",
    "unit_of_other_body": "“{found}” has no such members. Correct the unit.",
    "standing_unsaid": "Whether full or probationary member is not said. Fill it in.",
    "joined_unsaid": (
        "Neither the day of joining nor that of becoming a full member is given. "
        "Fill one in."
    ),
    "candidate_with_full_date": (
        "A probationary member has a day of joining and none of becoming a full member. "
        "Correct one of them."
    ),
    "full_from_one_day": "Only one day is given: full member since {value}.",
    "too_long_ago": "The day is too long ago. Check it.",
    "field_too_long": "The text is longer than an entry holds. Shorten it.",
    "began_before_birth": (
        "The first day at work is not after the birth date. Check both."
    ),
    "no_right_to_numbers": (
        "Your post may not enter identity numbers and phones here. Leave it to the "
        "office clerk."
    ),
    "no_right_to_standings": (
        "Your post may not say here what somebody is to the Party. Leave it to the "
        "office clerk."
    ),
    "number_is_identity": (
        "This is an identity number, not an employee number. Move it into the column of "
        "identity numbers."
    ),
    "number_of_other": "The employee number “{found}” is somebody else's. Correct it.",
    "name_of_other": (
        "The number belongs to somebody who is entered as “{other}”. Correct the name "
        "or the number."
    ),
    "person_out_of_reach": (
        "“{found}” is entered in a unit that is not yours. Ask for a transfer instead."
    ),
    "person_left": (
        "“{found}” is entered as having left. Enter the return on the person's page."
    ),
    "in_another_unit": (
        "The person belongs to another unit than “{found}” already. Transfer the "
        "person instead."
    ),
    "standing_differs": (
        "What the person is to the Party is entered otherwise. Change it on the "
        "person's page."
    ),
    "ended_later": (
        "By the entries the person belonged somewhere else, or was something else to the "
        "Party, until {value}. Enter it on the person's page."
    ),
    "enter_first": (
        "“{found}” is not entered yet. Take in the register of staff first."
    ),
    "parent_unsaid": (
        "Name the unit above. Only the root has none, and that is “{value}” here."
    ),
    "parent_wrong": "The row of “{found}” is wrong; mend that one first.",
    "unit_of_other_kind": "The unit is entered as another kind: {value}.",
    "unit_stands_elsewhere": (
        "“{found}” stands below “{value}” here. Move it on its page, or correct the name."
    ),
    "kind_not_below": "This kind of unit cannot stand below that kind: {value}.",
    "founded_before_parent": "The unit above was founded later, on {value}.",
    "entered_stays": "“{value}” is entered already and stays; “{found}” is not taken.",
    "person_ambiguous": (
        "Several people are called “{found}”. Add a column with the employee number."
    ),
    "number_unknown": (
        "Nobody among your people has this number. Correct it, or enter “{found}” "
        "first."
    ),
    "no_right_to_post": (
        "Your post may not decide who is “{found}”. Leave it to somebody with rights "
        "over the whole organisation."
    ),
    "unit_founded_later": "The unit was founded later, on {value}. Check the day.",
    "post_not_there": (
        "The unit does not have this post all the time from {value} on. Open it on "
        "the page of the unit."
    ),
    "post_held": (
        "“{other}” holds this post then, since {value}. End that first, or correct "
        "the days."
    ),
    "post_held_otherwise": (
        "The person holds this post already, since {value}. Correct the days here, or "
        "on the page of the post."
    ),
    "post_beside": (
        "The others are held then: the unit gets this post once more, with the number "
        "{value}."
    ),
    "asks_more_years": (
        "{other}: at least {value} are asked, {found} are entered ({basis})."
    ),
    "kind_of_several": (
        "“{found}” names several kinds: {known}. Write one, and give the others rows "
        "of their own."
    ),
    "unit_of_ledger_unsaid": (
        "It is not said which branch held this. Name it above the table, or in a "
        "column “党支部”."
    ),
    "unit_ended_earlier": (
        "The unit ended on {value}, earlier than this day. Check the day."
    ),
    "day_unsaid": "Only the month {value} is given. Write the day.",
    "meeting_entered": (
        "“{other}” is entered for that day already. If this was another meeting, "
        "record it on its own page."
    ),
    "topic_shortened": (
        "Only the beginning stands as the topic; all of it stands in the minutes."
    ),
    "attendance_in_words": (
        "By the entries {value} were expected on that day, the row says {found}: who "
        "was there stands in the minutes only, not by name."
    ),
    "absent_not_expected": (
        "“{found}” was not expected there by the entries of that day. Correct the name."
    ),
    "host_away": (
        "“{found}” led it, but stands among those who were not there. Correct one of "
        "the two."
    ),
    "absent_unnamed": (
        "{found} were not there, {value} are named: who was there stands in the "
        "minutes only, not by name."
    ),
    "phone_stays": "Another phone number is entered already and stays.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to look at in a workbook.

    `code` is a key of SENTENCES, `values` are the named values of its sentence (pairs,
    so that the problem stays hashable). `row` counts from 1, `column` is a letter,
    `field` the code of the column in its kind of sheet.
    """

    code: str
    severity: Severity
    sheet: str = ""
    row: int | None = None
    column: str = ""
    field: str = ""
    values: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """The problem as one plain English sentence."""
        return SENTENCES[self.code].format(**{"field": self.field, **dict(self.values)})

    @property
    def is_error(self) -> bool:
        """Whether it keeps the value, and so its row, from being taken."""
        return self.severity is Severity.ERROR

    def as_json(self) -> dict[str, object]:
        """The problem as JSON-ready values."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "field": self.field,
            "values": dict(self.values),
            "sentence": self.sentence,
        }


def notice(code: str, *, sheet: str = "", **values: str | int) -> Problem:
    """A notice about a file or a sheet."""
    return Problem(code, Severity.NOTICE, sheet=sheet, values=_pairs(values))


def error(code: str, *, sheet: str = "", **values: str | int) -> Problem:
    """An error of a file or a sheet."""
    return Problem(code, Severity.ERROR, sheet=sheet, values=_pairs(values))


def _pairs(values: dict[str, str | int]) -> tuple[tuple[str, str], ...]:
    return tuple((key, str(value)) for key, value in values.items())
