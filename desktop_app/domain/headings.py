"""What the headings of lists from outside mean. Source: DOMAIN 3.2 and 3.3.

A role is what a column holds: the name of a field of the catalogue, or one of the roles below for
columns that hold a field in pieces.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from desktop_app.domain import fields
from desktop_app.domain.grid import Cell, text_of
from desktop_app.domain.list_table import RECORD_OF, ListKind
from desktop_app.domain.vietnamese import clean_line, fold
from desktop_app.i18n import LANGUAGES, Texts

FULL_NAME = "full_name"
FAMILY = "family_and_middle"
GIVEN = "given"
MALE = "male"
FEMALE = "female"
BORN_MALE = "birth_year_of_men"
BORN_FEMALE = "birth_year_of_women"
BIRTH = "birth_year"
TITLES = "titles"
POSITION_AND_UNIT = "position_and_unit"
IGNORED = "ignored"

FIELDS_OF_ROLE: Mapping[str, tuple[str, ...]] = {
    FAMILY: (FULL_NAME,), MALE: ("gender",), FEMALE: ("gender",),
    BORN_MALE: (BIRTH, "gender"), BORN_FEMALE: (BIRTH, "gender"),
    TITLES: ("academic_rank", "degree"), POSITION_AND_UNIT: ("position", "unit_id"),
}

NAMING_ROLES: Mapping[ListKind, frozenset[str]] = {
    ListKind.ATTENDEES: frozenset({FULL_NAME, FAMILY, GIVEN}),
    ListKind.AGENDA: frozenset({"title"}),
    ListKind.FEEDBACK: frozenset({"text"}),
}

_PIECES: Mapping[str, tuple[str, ...]] = {
    FAMILY: ("ho", "ho dem", "ho va dem", "ho va ten dem", "ho ten dem", "ho va chu dem", "ho lot",
             "ho va ten lot", "ho va lot", "ho chu lot", "chu dem", "ten dem", "ho chu dem",
             "last name", "family name"),
    FEMALE: ("nu", "la nu", "gioi tinh nu", "phai nu", "female"),
    MALE: ("nam", "gioi tinh nam", "phai nam", "male"),
    TITLES: ("hoc ham hoc vi", "hoc vi hoc ham", "hh hv", "hoc ham va hoc vi", "chuc danh hoc vi",
             "hoc ham hoc vi trinh do"),
    POSITION_AND_UNIT: ("chuc vu don vi", "chuc vu don vi cong tac", "chuc danh don vi",
                        "chuc danh don vi cong tac", "chuc vu va don vi cong tac",
                        "chuc vu noi cong tac", "don vi chuc vu"),
}

# Words that say for whom a list is, not what a column holds.
_FILLERS = ("can bo", "vien chuc", "nguoi lao dong", "giang vien", "nhan vien", "dai bieu", "cbvc",
            "cbgv", "nld", "hien tai", "hien nay", "chu in hoa", "in hoa", "tham du", "du hoi nghi",
            "hoi nghi", "chinh quyen", "neu co")
_PARTY = frozenset({"dang", "doan the", "doan", "cong doan", "dang doan the", "dang cong doan"})
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NUMBERED = re.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*(?:=[^)]*)?\)?")


@cache
def spellings(kind: ListKind) -> Mapping[str, str]:
    """Folded heading → role, for one kind of list, the program's own headings included."""
    found: dict[str, str] = {}
    for e in fields.entries(RECORD_OF[kind]):
        role = "speaker" if e.name == "attendee_id" else e.name
        for spelling in (*e.spellings, *_own_headings(e)):
            found.setdefault(spelling, role)
    if kind is ListKind.ATTENDEES:
        for role, known in _PIECES.items():
            found.update(dict.fromkeys(known, role))
    return found


def _own_headings(e: fields.Entry) -> Iterable[str]:
    for language in LANGUAGES:
        texts = Texts.of(language)
        for heading in (e.label, e.heading):
            if heading:
                yield fold(texts.get(heading))


@lru_cache(maxsize=4096)
def _known(kind: ListKind, heading: str) -> str:
    """The role of one heading that stands alone; nothing if it is not known."""
    known = spellings(kind)
    whole = fold(heading)
    bare = fold(_BRACKETS.sub(" ", heading))
    for text in (whole, bare, _without_fillers(whole), _without_fillers(bare)):
        if text in known:
            return "" if _is_year_word(heading) and known[text] == MALE else known[text]
    return "number" if clean_line(heading) in ("#", "№") else ""


def _without_fillers(folded: str) -> str:
    text = f" {folded} "
    for filler in _FILLERS:
        text = text.replace(f" {filler} ", " ")
    return " ".join(text.split())


def _is_year_word(heading: str) -> bool:
    return clean_line(heading).casefold() == "năm"


def role_of(kind: ListKind, levels: Sequence[str]) -> str:
    """The role of a column whose headings, from the top level down, are `levels`."""
    parts = [clean_line(level) for level in levels if clean_line(level)]
    if not parts:
        return ""
    above = _known(kind, " ".join(parts[:-1])) or _known(kind, parts[0]) if len(parts) > 1 else ""
    if kind is ListKind.ATTENDEES and (special := _birth_role(parts, above)):
        return special
    role = _known(kind, " ".join(parts)) or _known(kind, parts[-1])
    if role or not above:
        return role
    return "" if fold(parts[-1]) in _PARTY else above


def _birth_role(parts: Sequence[str], above: str) -> str:
    """Columns of men's and women's years, and dates in three columns."""
    last = parts[-1].casefold()
    if above == BIRTH:
        of_parts = {"nam": BORN_MALE, "nữ": BORN_FEMALE, "nu": BORN_FEMALE, "năm": BIRTH,
                    "ngày": IGNORED, "tháng": IGNORED, "ngay": IGNORED, "thang": IGNORED}
        return of_parts.get(last, "")
    start, _, gender = fold(" ".join(parts)).rpartition(" ")
    if gender in ("nam", "nu") and _known(ListKind.ATTENDEES, start) == BIRTH:
        if last.rstrip(" )").endswith("năm"):
            return BIRTH
        return BORN_MALE if gender == "nam" else BORN_FEMALE
    return ""


def names_fields(kind: ListKind, texts: Iterable[str]) -> bool:
    """Whether the texts of one row are the headings of a list of this kind."""
    roles = {role for text in texts if (role := role_of(kind, [text]))}
    return len(roles) >= 2 and bool(roles & NAMING_ROLES[kind])


def is_heading(kind: ListKind, text: str) -> bool:
    """Whether a text is known as a heading or as a part of one."""
    return bool(_known(kind, text)) or fold(text) in {"nam", "nu", "ngay", "thang"}


def is_column_number(cell: Cell) -> bool:
    """Whether a cell numbers its column, as in (1), 2, A or (3=1+2)."""
    return bool(_NUMBERED.fullmatch(text_of(cell).strip()))
