"""The catalogue: what is known about every field of every record.

Forms, tables, validation, import and export all read it, so a field that is added to a record in
`records.py` appears everywhere. An entry rides in the metadata of its dataclass field.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any

from desktop_app.domain.dates import parse_date, parse_time
from desktop_app.domain.vietnamese import clean_line, clean_text, fold
from desktop_app.i18n import LANGUAGES, N_, Texts

LINE_LIMIT = 250
TEXT_LIMIT = 100_000


class Kind(Enum):
    """How a field is typed, shown and exported."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DATE_TIME = "date_time"
    TIME = "time"
    CHOICE = "choice"
    ONE = "one"
    MANY = "many"


@dataclass(frozen=True)
class Choice:
    """One value of a choice field, its label, and how lists from outside write it (folded)."""

    value: str
    label: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """What the catalogue says about one field.

    `width` is in characters of a column. `heading` is the export heading where it differs from the
    label. `spellings` are folded headings that lists from outside use (DOMAIN 3.3). `target` is
    the record type that a reference points to, `suggest` are those whose names a free text offers.
    `listed` fields are the columns that a table shows until the user chooses others. `form` says
    whether the form shows the field, `asked` whether that of a new record does too.
    """

    name: str
    kind: Kind
    label: str
    required: bool = False
    choices: tuple[Choice, ...] = ()
    width: int = 16
    heading: str = ""
    hint: str = ""
    spellings: tuple[str, ...] = ()
    target: str = ""
    suggest: tuple[str, ...] = ()
    minimum: int = 0
    maximum: int = 1_000_000
    limit: int = LINE_LIMIT
    listed: bool = False
    form: bool = True
    asked: bool = True
    default: object = None

    @property
    def export_heading(self) -> str:
        return self.heading or self.label

    def choice_label(self, value: object) -> str:
        """The untranslated label of a choice value; an unknown value stands for itself."""
        return next((c.label for c in self.choices if c.value == value), str(value or ""))


@dataclass(frozen=True)
class Problem:
    """Why a value cannot be kept. `code` is a key of `PROBLEMS`."""

    field: str
    code: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)


PROBLEMS: Mapping[str, str] = {
    "blank": N_("{label} is missing."),
    "too-long": N_("{label} is too long: {length} characters, at most {limit}."),
    "not-a-number": N_("{label} must be a whole number, not “{value}”."),
    "out-of-range": N_("{label} must be between {minimum} and {maximum}."),
    "not-a-time": N_("{label}: “{value}” is no time of day. Write for example 7:30."),
    "not-a-date": N_("{label}: “{value}” is no date. Write for example 30/6/2023 7:30."),
    "not-a-phone": N_("{label}: “{value}” is no phone number."),
    "not-an-email": N_("{label}: “{value}” is no e-mail address."),
    "not-a-choice": N_("{label}: “{value}” is not one of the choices."),
    "unknown-name": N_("{label}: “{value}” is not on the list."),
    "ends-before-start": N_("The end lies before the start."),
    "not-saved": N_("{label} could not be saved yet."),
    "not-one-word": N_("An abbreviation is one word without a space."),
    "duplicate-short": N_("“{value}” stands for something already."),
    "same-as-itself": N_("{label}: number {number} says the same as this opinion already."),
    "same-as-elsewhere": N_("{label}: only an opinion of this conference."),
    "duplicate-number": N_("Number {value} is taken by {holder}."),
}


def entry(kind: Kind, label: str, *, default: object = "",
          **details: Any) -> Any:  # noqa: ANN401 - it stands for a field of any type
    """A dataclass field with its catalogue entry."""
    metadata = {"kind": kind, "label": label, **details}
    return dataclasses.field(default=default, metadata=metadata)


@cache
def entries(record_type: type) -> tuple[Entry, ...]:
    """The catalogue of one record type, in the order of its fields."""
    return tuple(
        Entry(name=f.name, default=f.default, **f.metadata)
        for f in dataclasses.fields(record_type)
        if f.metadata
    )


@cache
def entry_of(record_type: type, name: str) -> Entry:
    """The entry of one field; a name that the catalogue lacks is a bug."""
    return next(e for e in entries(record_type) if e.name == name)


def choices_of(kinds: type[Enum], labels: Mapping[Any, str],
               spellings: Mapping[Any, tuple[str, ...]] | None = None) -> tuple[Choice, ...]:
    """The choices of an enumeration, in its order; a missing label is a bug."""
    return tuple(Choice(k.value, labels[k], (spellings or {}).get(k, ())) for k in kinds)


# --- reading what was typed -----------------------------------------------------------------

Parsed = tuple[object, Problem | None]


def _parse_line(e: Entry, raw: object) -> Parsed:
    text = clean_line(_as_text(raw))
    return text, _length_problem(e, text, e.limit)


def _parse_text(e: Entry, raw: object) -> Parsed:
    text = clean_text(_as_text(raw))
    return text, _length_problem(e, text, TEXT_LIMIT)


def _length_problem(e: Entry, text: str, limit: int) -> Problem | None:
    if len(text) <= limit:
        return None
    return Problem(e.name, "too-long", {"length": len(text), "limit": limit})


def _parse_number(e: Entry, raw: object) -> Parsed:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if type(raw) is int and 0 <= raw < 10**_MOST_DIGITS:
        return _within(e, raw)
    text = clean_line(_as_text(raw))
    if not text:
        return None, None
    if not text.isdecimal() or len(text) > _MOST_DIGITS:
        return None, Problem(e.name, "not-a-number", {"value": text})
    return _within(e, int(text))


def _within(e: Entry, number: int) -> Parsed:
    if not e.minimum <= number <= e.maximum:
        return None, Problem(e.name, "out-of-range", {"minimum": e.minimum, "maximum": e.maximum})
    return number, None


def _parse_flag(e: Entry, raw: object) -> Parsed:
    if isinstance(raw, (bool, int, float)):
        return bool(raw), None
    return fold(_as_text(raw)) not in {"", "0", "khong", "no", "false"}, None


def _parse_time(e: Entry, raw: object) -> Parsed:
    if isinstance(raw, time):
        return raw.replace(microsecond=0, tzinfo=None), None
    text = clean_line(_as_text(raw))
    found = parse_time(text) if text else None
    return found, Problem(e.name, "not-a-time", {"value": text}) if text and not found else None


def _parse_date_time(e: Entry, raw: object) -> Parsed:
    if isinstance(raw, datetime):
        return raw.replace(microsecond=0, tzinfo=None), None
    if isinstance(raw, date):
        return datetime.combine(raw, time()), None
    text = clean_line(_as_text(raw))
    found = parse_date_time(text)
    return found, Problem(e.name, "not-a-date", {"value": text}) if text and not found else None


_LONGEST_MOMENT = 80
_MOST_DIGITS = 9
_LONGEST_KEY = 18


def parse_date_time(text: str) -> datetime | None:
    """A date with an optional time after it, as in `30/6/2023 7:30`; None if it is neither."""
    if len(text) > _LONGEST_MOMENT:
        return None
    whole = parse_date(text)
    if whole:
        return datetime.combine(whole, time())
    for position, letter in enumerate(text):
        if letter in " T" and (day := parse_date(text[:position])):
            moment = parse_time(text[position + 1 :])
            return datetime.combine(day, moment) if moment else None
    return None


@cache
def _own_words(choice: Choice) -> frozenset[str]:
    """The label as the program itself writes it, in any of its languages, folded."""
    return frozenset(fold(Texts.of(language).get(choice.label)) for language in LANGUAGES)


def _parse_choice(e: Entry, raw: object) -> Parsed:
    text = clean_line(_as_text(raw))
    folded = fold(text)
    for choice in e.choices:
        if text == choice.value or folded in choice.spellings or folded in _own_words(choice):
            return choice.value, None
    if not folded:
        return e.default, None
    return e.default, Problem(e.name, "not-a-choice", {"value": text})


def _parse_one(e: Entry, raw: object) -> Parsed:
    text = clean_line(_as_text(raw))
    if not text:
        return None, None
    if not text.isdecimal() or len(text) > _LONGEST_KEY:
        return None, Problem(e.name, "not-a-choice", {"value": text})
    return int(text) or None, None


def _parse_many(e: Entry, raw: object) -> Parsed:
    several = raw if isinstance(raw, (list, tuple, set, frozenset)) else (raw,)
    found = [_parse_one(e, item) for item in several]
    problem = next((problem for _, problem in found if problem), None)
    return tuple(dict.fromkeys(key for key, _ in found if key)), problem


def _as_text(raw: object) -> str:
    return "" if raw is None else str(raw)


_PARSERS: Mapping[Kind, Callable[[Entry, object], Parsed]] = {
    Kind.LINE: _parse_line,
    Kind.TEXT: _parse_text,
    Kind.NUMBER: _parse_number,
    Kind.FLAG: _parse_flag,
    Kind.TIME: _parse_time,
    Kind.DATE_TIME: _parse_date_time,
    Kind.CHOICE: _parse_choice,
    Kind.ONE: _parse_one,
    Kind.MANY: _parse_many,
}


def parse(e: Entry, raw: object) -> Parsed:
    """The value to keep for what was typed, and what is wrong with it, if anything."""
    value, problem = _PARSERS[e.kind](e, raw)
    if problem is None and e.required and value in ("", None, ()):
        problem = Problem(e.name, "blank")
    return value, problem


def parse_values(
    record_type: type, raw: Mapping[str, object]
) -> tuple[dict[str, object], list[Problem]]:
    """Values of the fields that `raw` names, and all their problems at once.

    Names that the catalogue lacks (keys, for instance) pass through as they are.
    """
    values: dict[str, object] = {}
    problems: list[Problem] = []
    known = {e.name: e for e in entries(record_type)}
    for name, text in raw.items():
        if name not in known:
            values[name] = text
            continue
        values[name], problem = parse(known[name], text)
        if problem:
            problems.append(problem)
    return values, problems


def missing(record_type: type, values: Mapping[str, object]) -> Sequence[Problem]:
    """A problem for each required field that `values` leaves out altogether."""
    return [Problem(e.name, "blank") for e in entries(record_type)
            if e.required and e.name not in values]
