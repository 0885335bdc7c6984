"""The rulebook's letters: read from YAML, refused with place and advice."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from lianxin.kernel.rules.book import Title, _codes, _entries, _Entry, _title, _yes_no
from lianxin.kernel.rules.letters import (
    PLACE,
    UNIT,
    FieldType,
    LetterKind,
    LetterTemplate,
    Measure,
    Page,
    TemplateField,
    TemplateText,
)
from lianxin.kernel.rules.values import Sure

_KIND = frozenset({"title", "series", "page", "signed_off"})
_TEMPLATE = frozenset({"title", "kind", "about", "fields", "texts"})
_FIELD = frozenset({"title", "type", "fill", "optional"})
_TEXT = frozenset({"subject", "body", "note", "slips"})
_SLIP = frozenset({"subject", "body", "addressee"})
_MEASURE = frozenset({"value", "unit", "clause", "sure"})


def parse_words(text: str, file: str) -> dict[str, Title]:
    """Words in the three languages by code; BookError names `file` and the fault."""
    return {e.code: _title(e) for e in _entries(text, file, frozenset({"title"}))}


def parse_letter_kinds(
    text: str, file: str, series: Mapping[str, Title]
) -> tuple[LetterKind, ...]:
    """The kinds of letter in a YAML text; BookError names `file` and the fault."""
    kinds = []
    for entry in _entries(text, file, _KIND):
        page = str(entry.values.get("page", ""))
        run = str(entry.values.get("series", ""))
        if page not in tuple(Page):
            raise entry.fault(f"page must be one of {', '.join(Page)}.")
        if run not in series:
            raise entry.fault(f"series must be one of {', '.join(series)}.")
        kinds.append(
            LetterKind(
                entry.code,
                _title(entry),
                run,
                Page(page),
                signed_off=_yes_no(entry, "signed_off"),
            )
        )
    return tuple(kinds)


def parse_letter_templates(
    text: str, file: str, kinds: Mapping[str, LetterKind]
) -> tuple[LetterTemplate, ...]:
    """The templates in a YAML text; BookError names `file` and the fault.

    Refused where a text names a field that there is none of, or where a field is
    named in no text of a language.
    """
    templates = []
    for entry in _entries(text, file, _TEMPLATE):
        kind = str(entry.values.get("kind", ""))
        if kind not in kinds:
            raise entry.fault(f"kind must be one of {', '.join(kinds)}.")
        fields = _fields(entry)
        texts = _texts(entry)
        for language, found in texts.items():
            _check_places(entry, language, found, fields)
        about = str(entry.values.get("about", ""))
        templates.append(
            LetterTemplate(entry.code, _title(entry), kind, about, fields, texts)
        )
    return tuple(templates)


def parse_layout(text: str, file: str) -> dict[str, Measure]:
    """The measures in a YAML text by code; BookError names `file` and the fault."""
    measures = {}
    for entry in _entries(text, file, _MEASURE):
        try:
            value = Decimal(str(entry.values.get("value")))
        except InvalidOperation as error:
            raise entry.fault("value must be a number.") from error
        if entry.values.get("sure") not in tuple(Sure):
            raise entry.fault(f"sure must be one of {', '.join(Sure)}.")
        unit, clause = (str(entry.values.get(key, "")) for key in ("unit", "clause"))
        if not unit or not clause:
            raise entry.fault("give the unit, and the clause that sets it.")
        sure = Sure(str(entry.values["sure"]))
        measures[entry.code] = Measure(entry.code, value, unit, clause, sure)
    return measures


def parse_lists(text: str, file: str, known: frozenset[str]) -> dict[str, list[str]]:
    """Lists of names by code, such as fonts; BookError names `file` and the fault."""
    wrapped = "lists:\n" + "".join(f"  {line}\n" for line in text.splitlines())
    entry = next(_entries(wrapped, file, known))
    return {code: list(_codes(entry, code)) for code in entry.values}


def _fields(entry: _Entry) -> dict[str, TemplateField]:
    rows = entry.values.get("fields")
    if not isinstance(rows, dict) or not rows:
        raise entry.fault("fields must map each name to what the field takes.")
    return {
        str(name): _field(_inner(entry, f"fields.{name}", row, _FIELD), str(name))
        for name, row in rows.items()
    }


def _field(entry: _Entry, name: str) -> TemplateField:
    kind = entry.values.get("type", FieldType.LINE.value)
    if kind not in tuple(FieldType):
        raise entry.fault(f"type must be one of {', '.join(FieldType)}.")
    return TemplateField(
        name,
        _title(entry),
        FieldType(str(kind)),
        str(entry.values.get("fill", "")),
        optional=_yes_no(entry, "optional"),
    )


def _texts(entry: _Entry) -> dict[str, TemplateText]:
    rows = entry.values.get("texts")
    if not isinstance(rows, dict) or set(rows) != {"zh-Hans", "zh-Hant"}:
        raise entry.fault("texts needs zh-Hans and zh-Hant; give both.")
    return {
        str(language): _text(_inner(entry, f"texts.{language}", row, _TEXT))
        for language, row in rows.items()
    }


def _text(entry: _Entry) -> TemplateText:
    slips = entry.values.get("slips", {})
    if not isinstance(slips, dict):
        raise entry.fault("slips must map each part to its text.")
    body = _codes(entry, "body")
    if not body or not entry.values.get("subject"):
        raise entry.fault("give the subject, and the paragraphs of the body.")
    return TemplateText(
        str(entry.values["subject"]),
        body,
        str(entry.values.get("note", "")),
        str(entry.values.get("addressee", "")),
        {
            str(name): _text(_inner(entry, f"slips.{name}", row, _SLIP))
            for name, row in slips.items()
        },
    )


def _inner(entry: _Entry, name: str, row: object, known: frozenset[str]) -> _Entry:
    """A mapping within an entry as an entry of its own; unknown keys are refused."""
    if not isinstance(row, dict):
        raise entry.fault(f"{name} must be a mapping.")
    unknown = sorted(set(map(str, row)) - known)
    if unknown:
        raise entry.fault(
            f"{name} has the unknown key {unknown[0]!r}; known are "
            f"{', '.join(sorted(known))}. Correct the spelling or remove it."
        )
    return _Entry(f"{entry.code}.{name}", row, entry.place)


def _check_places(
    entry: _Entry,
    language: str,
    text: TemplateText,
    fields: Mapping[str, TemplateField],
) -> None:
    named = {name for piece in text.pieces() for name in PLACE.findall(piece)}
    unknown = sorted(named - set(fields) - {UNIT})
    if unknown:
        raise entry.fault(
            f"{language} names {{{unknown[0]}}}, which is no field; add it to fields."
        )
    unused = sorted(set(fields) - named)
    if unused:
        raise entry.fault(
            f"{language} never says {{{unused[0]}}}; say it or remove the field."
        )
