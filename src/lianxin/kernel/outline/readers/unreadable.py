"""Why a file cannot be read, in words that name the file and say what to do."""

from collections.abc import Mapping

# One English sentence per code, for the command line and the log. Pages make their own
# words from the code and the values, in the reader's language.
SENTENCES: dict[str, str] = {
    "empty": "{name} is empty. Check that the right file was chosen, or paste the text.",
    "no_text": (
        "{name} holds no text, only pictures or blank pages. "
        "Ask for the original Word file, or paste the text."
    ),
    "too_large": (
        "{name} is larger than {megabytes} MB. Save its text without pictures, "
        "or split it into smaller files."
    ),
    "too_much_text": (
        "{name} holds more than {characters} characters. "
        "Split it and read the parts one by one."
    ),
    "too_many_pages": (
        "{name} has more than {pages} pages. Split it and read the parts one by one."
    ),
    "too_deep": (
        "{name} nests its parts too deeply to be a document. "
        "Open it, copy the text, and paste the text instead."
    ),
    "too_slow": (
        "{name} could not be read within {seconds} seconds. "
        "Save it anew as .docx, or paste the text."
    ),
    "too_hungry": (
        "{name} needs more than {megabytes} MB of memory to be read. "
        "Save it anew as .docx, or paste the text."
    ),
    "binary": (
        "{name} is not a text. If it is a Word or PDF file, give it its right ending; "
        "else open it where it was made and save it as .docx."
    ),
    "unknown_encoding": (
        "The characters of {name} are neither UTF-8, UTF-16, GB18030 nor Big5. "
        "Open it in an editor and save it as UTF-8."
    ),
    "damaged": (
        "{name} is damaged and could not be opened as {format}. "
        "Ask for the file again, or open it and save it anew."
    ),
    "locked": (
        "{name} is protected by a password. "
        "Open it with the password, save it without one, and try again."
    ),
    "scanned": (
        "{name} is a scan: its pages are pictures without text. "
        "Ask for the original Word file, or run text recognition (OCR) on it first."
    ),
    "letters_without_meaning": (
        "The letters of {name} can be seen but not copied: its fonts do not say which "
        "characters they draw. Ask for the original Word file, or paste the text."
    ),
    "forbidden_content": (
        "{name} holds declarations that a document never needs and that can do harm "
        "(a DTD with entities). Open it in Word or WPS and save it anew as .docx."
    ),
    "old_word": (
        "{name} is in the old Word or WPS format. "
        "Open it in Word or WPS and save it as .docx."
    ),
    "other_format": (
        "{name} is {format}, which cannot be read here. "
        "Save it as .docx, .pdf with text, .txt, .md or .html."
    ),
    "broken_reader": (
        "{name} could not be read; the reader itself failed. "
        "Save it anew as .docx, or paste the text, and report the file."
    ),
}


class Unreadable(ValueError):
    """A file that gives no text, with a code for pages and a sentence for people.

    `code` is a key of SENTENCES; `values` are the named values of its sentence, always
    with the `name` of the file.
    """

    def __init__(self, code: str, /, **values: str | int) -> None:
        self.code = code
        self.values: Mapping[str, str | int] = values
        super().__init__(SENTENCES[code].format(**values))
