"""What our own workbook writes beside the fields of a list: its headings, and what it adds to
remarks and to the name of a speaker, taken off again when the list comes back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from desktop_app.domain import fields, records
from desktop_app.domain.list_table import ListKind
from desktop_app.domain.vietnamese import fold
from desktop_app.i18n import LANGUAGES, N_, Texts

WHO = N_("Speaker or unit")
NOBODY = N_("Name withheld")
SAME_AS = N_("Same as no. {number}")
FULL_TEXT = N_("Full text: sheet “{sheet}”")
REOPENED = N_("Reopened {count}×")
PLANNED_START = N_("Planned start")
PLANNED_MINUTES = N_("Planned minutes")
REAL_START, REAL_END = N_("Real start"), N_("Real end")
REAL_MINUTES, DIFFERENCE = N_("Real minutes"), N_("Difference in minutes")

_NO_PLAN = (REAL_START, REAL_END, REAL_MINUTES, DIFFERENCE)
_TIMES = re.compile(r"\d\d:\d\d–[\d:…]+(, \d\d:\d\d–[\d:…]+)*")
_PART = "; "


@cache
def in_all_languages(text: str) -> tuple[str, ...]:
    """A text of the program in each of its languages."""
    return tuple(Texts.of(language).get(text) for language in LANGUAGES)


def own_roles(kind: ListKind, ignored: str) -> Iterable[tuple[str, str]]:
    """Folded headings of columns that are no field of the catalogue by its name, and what they
    hold; `ignored` for those that a list cannot change."""
    roles: Mapping[ListKind, Sequence[tuple[str, str]]] = {
        ListKind.AGENDA: ((PLANNED_START, "fixed_start"), (PLANNED_MINUTES, "minutes"),
                          *((heading, ignored) for heading in _NO_PLAN)),
        ListKind.FEEDBACK: ((WHO, "speaker"),),
    }
    return ((fold(text), role) for heading, role in roles.get(kind, ())
            for text in in_all_languages(heading))


@cache
def _who() -> frozenset[str]:
    return frozenset(map(fold, in_all_languages(WHO)))


def names_speaker_or_unit(heading: str) -> bool:
    """Whether a column is that of our own workbook, in which a unit stands under the name."""
    return fold(heading) in _who()


def is_nobody(text: str) -> bool:
    """Whether a text stands for a name that was left out."""
    return text in in_all_languages(NOBODY)


def own_note(text: str, duty: object, reason: object) -> str:
    """The remark on somebody without what the export puts before it: duty, reason of absence and
    times in the room."""
    label = fields.entry_of(records.Attendee, "duty").choice_label(duty)
    for said in (*(in_all_languages(label) if label else ()), str(reason or "")):
        text = _without(text, said)
    times = _TIMES.match(text)
    return _without(text, times[0]) if times else text


def own_remark(text: str) -> str:
    """The remark on an opinion without which other it repeats and where its full text is."""
    return _PART.join(part for part in text.split(_PART)
                      if not _begins_like(part, (SAME_AS, FULL_TEXT)))


def own_item_note(text: str, reason: object = "") -> str:
    """The remark on an item without why it was dropped and how often it was reopened."""
    rest = _without(text, str(reason or ""))
    first, _, after = rest.partition(_PART)
    return after if _begins_like(first, (REOPENED,)) else rest


def without_additions(columns: Mapping[str, Sequence[object]]) -> dict[str, list[object]]:
    """The remarks of a list with row codes, by column, as they were recorded."""
    found: dict[str, list[object]] = {}
    if remarks := columns.get("remark"):
        found["remark"] = [own_remark(each) if isinstance(each, str) else each for each in remarks]
    if notes := columns.get("note"):
        nothing = [None] * len(notes)
        duties = columns.get("duty") or nothing
        reasons = columns.get("excuse_reason") or nothing
        found["note"] = [
            own_item_note(note) if "title" in columns and isinstance(note, str)
            else own_note(note, duty, reason) if isinstance(note, str) else note
            for note, duty, reason in zip(notes, duties, reasons, strict=True)]
    return found


def _begins_like(text: str, patterns: Iterable[str]) -> bool:
    return any(text.startswith(known.partition("{")[0])
               for pattern in patterns for known in in_all_languages(pattern))


def _without(text: str, beginning: str) -> str:
    if not beginning:
        return text
    return "" if text == beginning else text.removeprefix(f"{beginning}{_PART}")
