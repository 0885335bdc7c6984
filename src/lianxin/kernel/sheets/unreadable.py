"""Why a workbook cannot be read at all, in words that name it and say what to do."""

from collections.abc import Mapping

# One English sentence per code, for the command line and the log. Pages make their own
# words from the code and the values, in the reader's language.
SENTENCES: dict[str, str] = {
    "empty": "{name} is empty. Check that the right file was chosen.",
    "no_table": (
        "{name} holds no table. Check that the right file was chosen, "
        "or copy the table into a workbook."
    ),
    "too_large": (
        "{name} is larger than {megabytes} MB, packed or unpacked. "
        "Split it into several workbooks."
    ),
    "too_many_sheets": (
        "{name} has more than {sheets} sheets. Split it into several workbooks."
    ),
    "too_deep": (
        "{name} nests its parts too deeply to be a workbook. "
        "Copy its cells into a new workbook and take that."
    ),
    "too_slow": (
        "{name} could not be read within {seconds} seconds. "
        "Split it into several workbooks."
    ),
    "too_hungry": (
        "{name} needs more than {megabytes} MB of memory to be read. "
        "Split it into several workbooks."
    ),
    "binary": (
        "{name} is neither a workbook nor a text. Open it where it was made and save it "
        "as .xlsx or .csv."
    ),
    "unknown_encoding": (
        "The characters of {name} are neither UTF-8, UTF-16, GB18030 nor Big5. "
        "Open it in Excel or WPS and save it as .xlsx."
    ),
    "damaged": (
        "{name} is damaged and could not be opened as {format}. "
        "Ask for the file again, or open it in Excel or WPS and save it anew."
    ),
    "locked": (
        "{name} is protected by a password. "
        "Open it with the password, save it without one, and try again."
    ),
    "forbidden_content": (
        "{name} holds declarations that a workbook never needs and that can do harm "
        "(a DTD with entities). Open it in Excel or WPS and save it anew as .xlsx."
    ),
    "other_format": (
        "{name} is {format}, which cannot be read here. "
        "Save it as .xlsx, .xls or .csv, or give a Word file (.docx) with the table."
    ),
    "broken_reader": (
        "{name} could not be read; the reader itself failed. "
        "Save it anew as .xlsx, and report the file."
    ),
}


class Unreadable(ValueError):
    """A file that gives no rows, with a code for pages and a sentence for people.

    `code` is a key of SENTENCES; `values` are the named values of its sentence, always
    with the `name` of the file.
    """

    def __init__(self, code: str, /, **values: str | int) -> None:
        self.code = code
        self.values: Mapping[str, str | int] = values
        super().__init__(SENTENCES[code].format(**values))
