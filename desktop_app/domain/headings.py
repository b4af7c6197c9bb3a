"""What the headings of lists from outside mean. Source: DOMAIN 3.2 and 3.3.

A role is what a column holds: the name of a field of the catalogue, or one of the roles below for
columns that hold a field in pieces.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from desktop_app.domain import fields
from desktop_app.domain.grid import Cell, text_of
from desktop_app.domain.item_headings import worded_role
from desktop_app.domain.list_table import RECORD_OF, ListKind
from desktop_app.domain.own_rows import own_roles
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
PROFESSION = "professional_title"
IGNORED = "ignored"
ENDS = "ends"

FIELDS_OF_ROLE: Mapping[str, tuple[str, ...]] = {
    FAMILY: (FULL_NAME,), MALE: ("gender",), FEMALE: ("gender",),
    BORN_MALE: (BIRTH, "gender"), BORN_FEMALE: (BIRTH, "gender"),
    TITLES: ("academic_rank", "degree"), PROFESSION: ("position",),
    POSITION_AND_UNIT: ("position", "unit_id"), ENDS: ("minutes",),
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
    PROFESSION: ("chuc danh nghe nghiep", "cdnn", "ngach", "ngach vien chuc", "ngach cong chuc",
                 "ngach bac", "ten ngach", "hang chuc danh nghe nghiep"),
    POSITION_AND_UNIT: ("chuc vu don vi", "chuc vu don vi cong tac", "chuc danh don vi",
                        "chuc danh don vi cong tac", "chuc vu va don vi cong tac",
                        "chuc vu noi cong tac", "don vi chuc vu"),
}

_ENDS = ("den", "den gio", "ket thuc", "gio ket thuc", "thoi gian ket thuc", "ket thuc luc", "end")

# Words that say for whom a list is, how to write or reach it: not what a column holds.
_FILLERS = frozenset((
    "can bo", "vien chuc", "cong chuc", "nguoi lao dong", "giang vien", "giao vien", "nhan vien",
    "dai bieu", "cbvc", "cbgv", "cbnv", "ccvc", "cb", "gv", "nv", "vc", "nld", "khach moi",
    "hien tai",
    "hien nay", "hien giu", "hien dang", "dam nhiem", "dang giu", "chu in hoa", "in hoa", "co dau",
    "in hoa co dau", "chu in hoa co dau", "viet in hoa", "ghi ro", "tham du", "tham gia", "du hop",
    "du hoi nghi", "hoi nghi", "nguoi", "nguoi tham du", "nguoi du", "chinh quyen", "neu co",
    "cong tac", "cong vu", "lien he", "lien lac", "dia chi", "thuoc", "truc thuoc", "lam viec",
    "dang cong tac", "cua", "ca nhan", "day du", "va", "cac", "ve", "theo", "chinh",
    "di dong", "zalo", "so", "dang ky", "gop y", "phat bieu", "hoac", "duoc cu", "cu di du",
    "thay co", "quy thay co", "anh chi", "ong ba", "dong chi", "quy vi", "vui long", "nhap", "xin",
    "cho biet", "bat buoc", "thanh vien", "moi", "de lien he", "khi can", "chu tri", "khac",
    "tai", "nao", "o", "la", "cong doan vien", "doan vien", "dang vien", "hoi vien", "cu tri",
    "sinh hoat", "tap the", "ho gia dinh", "nguoi dung", "tom tat", "co", "gi", "cho", "hay",
))
MOST_WORDS = 12
_TOGETHER: Mapping[frozenset[str], str] = {
    frozenset({"position", "unit_id"}): POSITION_AND_UNIT,
    frozenset({"academic_rank", "degree"}): TITLES,
    frozenset({TITLES, "degree"}): TITLES,
    frozenset({FAMILY, GIVEN}): FULL_NAME,
    frozenset({FULL_NAME, GIVEN}): FULL_NAME,
    frozenset({"speaker", "unit_id"}): "speaker",
}
_OTHER_MEANING = re.compile(
    r"\b(que|noi sinh|dia chi|noi o|cho o|thuong tru|tam tru|ho khau|ngay|thang|cccd|cmnd|cap"
    r"|dan toc|ton giao|luong|he so|tai khoan|ngan hang|bhxh|thue|hop dong|chuyen nganh"
    r"|ngoai ngu|tin hoc"
    r"|ly luan|llct|qlnn|quan ly nha nuoc"
    r"|chinh tri|dang|doan|cha|me|vo|chong|con|nguoi than|lop|diem|xep loai|ghi chu|ky"
    r"|tuoi|tham nien|khen thuong|thi dua)\b")
_PARTY = frozenset({"dang", "doan the", "doan", "cong doan", "dang doan the", "dang cong doan"})
_MAY_GO_ON = frozenset({FULL_NAME, "unit_id", "position", "phone", "email", "staff_code"})
_QUESTION_NUMBER = re.compile(r"^\s*(?:câu\s*)?\d{1,2}\s*[.):]\s*(?=\D)", re.IGNORECASE)
_LABELLED = re.compile(r":\s*\w")
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
    if kind is ListKind.AGENDA:
        found.update(dict.fromkeys(_ENDS, ENDS))
    found.update(own_roles(kind, IGNORED))
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
    bare = fold(_BRACKETS.sub(" ", _QUESTION_NUMBER.sub("", heading)))
    if whole not in known and (role := worded_role(kind, whole)):
        return role
    for text in (whole, bare):
        if text in known:
            return "" if _is_year_word(heading) and known[text] == MALE else known[text]
    if clean_line(heading) in ("#", "№"):
        return "number"
    if _LABELLED.search(heading):
        return ""
    return (worded_role(kind, bare) or _composed(kind, bare) or _composed(kind, whole)
            or _begun(kind, bare))


def _composed(kind: ListKind, folded: str) -> str:
    """The role of a heading put together of known ones and words that add nothing, such as
    "Phòng, ban, đơn vị công tác"; nothing if any word is not known."""
    words = folded.split()
    if not 1 < len(words) <= MOST_WORDS:
        return ""
    return _joined(_roles_of_parts(kind, words))


def _begun(kind: ListKind, folded: str) -> str:
    """The role of a heading that begins with a known one of two words or more and goes on in
    words that only say of whom it is, such as "Họ và tên giáo viên bộ môn"."""
    words = folded.split()
    if kind is not ListKind.ATTENDEES or len(words) > MOST_WORDS or means_other(folded):
        return ""
    known = spellings(kind)
    beginnings = (" ".join(words[:end]) for end in range(len(words) - 1, 1, -1))
    role = next((known[text] for text in beginnings if text in known), "")
    return role if role in _MAY_GO_ON else ""


def _roles_of_parts(kind: ListKind, words: Sequence[str]) -> frozenset[str]:
    """The roles of the longest known beginning and of the rest; none if a word is not known."""
    known, roles, place = spellings(kind), set[str](), 0
    while place < len(words):
        for end in range(len(words), place, -1):
            part = " ".join(words[place:end])
            if part in _FILLERS or (part in known and known[part] not in (MALE, FEMALE)):
                roles.add("" if part in _FILLERS else known[part])
                place = end
                break
        else:
            return frozenset()
    return frozenset(roles - {""})


def _joined(roles: frozenset[str]) -> str:
    if len(roles) == 1:
        return next(iter(roles))
    return _TOGETHER.get(roles, "")


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
    return "" if fold(parts[-1]) in _PARTY or means_other(parts[-1]) else above


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


def is_part_of_unit(heading: str) -> bool:
    """Whether a heading is that of parts of units: a column of whole units beside it counts."""
    return bool(re.fullmatch(r"(ten )?(to|bo mon|to bo mon|bo phan|nhom|to chuyen mon)",
                             fold(heading)))


def means_other(heading: str) -> bool:
    """Whether a heading speaks of something that no field holds, such as a home address."""
    return bool(_OTHER_MEANING.search(fold(heading)))


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
