"""What a column holds whose headings stand on one level or several. Source: DOMAIN 3.2 and 3.3."""

import re
from collections.abc import Iterable, Sequence

from desktop_app.domain.grid import Cell, text_of
from desktop_app.domain.heading_words import IGNORED
from desktop_app.domain.headings import (
    BIRTH,
    BORN_FEMALE,
    BORN_MALE,
    NAMING_ROLES,
    NOTHING,
    Meaning,
    is_of_party,
    meaning_of,
    means_other,
    speaks_of_answers,
)
from desktop_app.domain.list_table import ListKind
from desktop_app.domain.vietnamese import clean_line, fold

_MONEY = re.compile(r"\b(he so|phu cap|luong|tien|muc huong)\b")
"""CV under "Hệ số phụ cấp" is an allowance and no position."""
_NUMBERED = re.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*(?:=[^)]*)?\)?")


def role_of(kind: ListKind, levels: Sequence[str]) -> str:
    """The role of a column whose headings, from the top level down, are `levels`."""
    return meaning_of_levels(kind, levels).role


def meaning_of_levels(kind: ListKind, levels: Sequence[str]) -> Meaning:
    """The role of such a column, and whether every word of its headings is known."""
    parts = [clean_line(level) for level in levels if clean_line(level)]
    if not parts:
        return NOTHING
    if len(parts) == 1:
        special = _birth_role(parts, "") if kind is ListKind.ATTENDEES else ""
        return Meaning(special) if special else meaning_of(kind, parts[0])
    above = _first(kind, " ".join(parts[:-1]), parts[0])
    if kind is ListKind.ATTENDEES and (special := _birth_role(parts, above.role)):
        return Meaning(special)
    last = meaning_of(kind, parts[-1])
    if kind is not ListKind.ATTENDEES and last.role and last.firm:
        answers = any(speaks_of_answers(kind, part) for part in parts[:-1])
        return meaning_of(kind, f"{parts[-1]} trả lời") if answers else last
    found = _first(kind, " ".join(parts), parts[-1])
    if found.role == "position" and any(_MONEY.search(fold(part)) for part in parts[:-1]):
        return NOTHING
    if found.role or not above.role:
        return found
    return NOTHING if is_of_party(parts[-1]) or means_other(parts[-1]) else above


def _first(kind: ListKind, whole: str, part: str) -> Meaning:
    """What the whole says, else what a part says; what is firm counts before what is not."""
    found = [m for text in (whole, part) if (m := meaning_of(kind, text)).role]
    return next((m for m in found if m.firm), found[0] if found else NOTHING)


def _birth_role(parts: Sequence[str], above: str) -> str:
    """Columns of men's and women's years, and dates in three columns."""
    last = parts[-1].casefold()
    if above == BIRTH:
        of_parts = {"nam": BORN_MALE, "nữ": BORN_FEMALE, "nu": BORN_FEMALE, "năm": BIRTH,
                    "ngày": IGNORED, "tháng": IGNORED, "ngay": IGNORED, "thang": IGNORED,
                    "ng": IGNORED, "th": IGNORED}
        return of_parts.get(last.rstrip("."), "")
    start, _, gender = fold(" ".join(parts)).rpartition(" ")
    if gender in ("nam", "nu") and meaning_of(ListKind.ATTENDEES, start).role == BIRTH:
        if last.rstrip(" )").endswith("năm"):
            return BIRTH
        return BORN_MALE if gender == "nam" else BORN_FEMALE
    return ""


def is_part_of_unit(heading: str) -> bool:
    """Whether a heading is that of parts of units: a column of whole units beside it counts."""
    return bool(re.fullmatch(r"(ten )?(to|bo mon|to bo mon|bo phan|nhom|to chuyen mon|to dan pho"
                             r"|thon|xom|thon xom|khu dan cu)",
                             fold(heading)))


def is_of_work(heading: str) -> bool:
    """Whether a column of units or addresses is that of people's work, and not private or that of a
    union: a column of work beside it counts."""
    return not re.search(r"\b(ca nhan|rieng|gioi thieu|cu|personal|home|sinh hoat)\b",
                         fold(heading))


def is_of_a_desk(heading: str) -> bool:
    """Whether a column of phones is that of offices or homes: one of people beside it counts."""
    return bool(re.search(r"\b(nha|nha rieng|may ban|co quan|cq|work|office|home)\b",
                          fold(heading)))


def names_fields(kind: ListKind, texts: Iterable[str]) -> bool:
    """Whether the texts of one row are the headings of a list of this kind. Rows of opinions and
    items name units and kinds in the words of headings: there only what is firm counts."""
    meanings = [meaning_of_levels(kind, [text]) for text in texts]
    firm = {meaning.role for meaning in meanings if meaning.firm} - {"", IGNORED}
    return len(firm) >= 2 and any(meaning.role in NAMING_ROLES[kind] for meaning in meanings)


def is_heading(kind: ListKind, text: str) -> bool:
    """Whether a text is known as a heading or as a part of one."""
    known = meaning_of(kind, text)
    return bool(known.role and known.firm) or fold(text) in {"nam", "nu", "ngay", "thang"}


def is_column_number(cell: Cell) -> bool:
    """Whether a cell numbers its column, as in (1), 2, A or (3=1+2)."""
    return bool(_NUMBERED.fullmatch(text_of(cell).strip()))
