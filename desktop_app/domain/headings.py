"""What one heading of a list from outside means. Source: DOMAIN 3.2 and 3.3.

A role is what a column holds: the name of a field of the catalogue, or one of the roles below for
columns that hold a field in pieces. A heading is known as a whole, or put together of known words
(`WORDS`) and words that add nothing (`FILLERS`). Each word stands for a role or for one of the
ideas of `heading_words`; the first is the head, which the others only make narrower.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from desktop_app.domain import fields
from desktop_app.domain.heading_words import ANSWER, ENDS, FILLERS, IGNORED, MEANT, WORDS
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
CONTACT = "phone_and_email"
PROFESSION = "professional_title"

FIELDS_OF_ROLE: Mapping[str, tuple[str, ...]] = {
    FAMILY: (FULL_NAME,), MALE: ("gender",), FEMALE: ("gender",),
    BORN_MALE: (BIRTH, "gender"), BORN_FEMALE: (BIRTH, "gender"),
    TITLES: ("academic_rank", "degree"), PROFESSION: ("position",),
    POSITION_AND_UNIT: ("position", "unit_id"), CONTACT: ("phone", "email"), ENDS: ("minutes",),
}

NAMING_ROLES: Mapping[ListKind, frozenset[str]] = {
    ListKind.ATTENDEES: frozenset({FULL_NAME, FAMILY, GIVEN}),
    ListKind.AGENDA: frozenset({"title"}),
    ListKind.FEEDBACK: frozenset({"text"}),
}

_PIECES: Mapping[str, tuple[str, ...]] = {
    FAMILY: ("ho", "ho dem", "ho va dem", "ho va ten dem", "ho ten dem", "ho va chu dem", "ho lot",
             "ho va ten lot", "ho va lot", "ho chu lot", "ten lot", "chu dem", "ten dem",
             "ho chu dem", "dem", "last name", "family name", "surname"),
    FEMALE: ("nu", "la nu", "gioi tinh nu", "phai nu", "female", "dai bieu nu", "nu gioi"),
    MALE: ("nam", "gioi tinh nam", "phai nam", "male", "dai bieu nam", "nam gioi"),
    TITLES: ("hoc ham hoc vi", "hoc vi hoc ham", "hh hv", "hoc ham va hoc vi", "chuc danh hoc vi",
             "hoc ham hoc vi trinh do"),
    PROFESSION: ("chuc danh nghe nghiep", "cdnn", "ngach", "ngach vien chuc", "ngach cong chuc",
                 "ngach bac", "ten ngach", "hang chuc danh nghe nghiep"),
    POSITION_AND_UNIT: ("chuc vu don vi", "chuc vu don vi cong tac", "chuc danh don vi",
                        "chuc danh don vi cong tac", "chuc vu va don vi cong tac",
                        "chuc vu noi cong tac", "don vi chuc vu"),
    IGNORED: ("so phong", "phong so", "phong o", "phong nghi", "phong thi", "phong hop",
              "vi tri ngoi", "cho ngoi", "so ghe", "vi tri ghe"),
    CONTACT: ("lien he", "lien lac", "thong tin lien he", "thong tin lien lac", "contact"),
}

MOST_WORDS = 12
_TOGETHER: Mapping[frozenset[str], str] = {
    frozenset({"position", "unit_id"}): POSITION_AND_UNIT,
    frozenset({"academic_rank", "degree"}): TITLES,
    frozenset({TITLES, "degree"}): TITLES,
    frozenset({FAMILY, GIVEN}): FULL_NAME,
    frozenset({FULL_NAME, GIVEN}): FULL_NAME,
    frozenset({"email", "phone"}): CONTACT,
    frozenset({"email", "unit_id"}): "email",
    frozenset({"phone", "unit_id"}): "phone",
}
_OTHER_MEANING = re.compile(
    r"\b(que|noi sinh|dia chi|noi o|cho o|thuong tru|tam tru|ho khau|ngay|thang|cccd|cmnd|cap"
    r"|bhyt|dan toc|ton giao|luong|he so|tai khoan|ngan hang|bhxh|thue|hop dong|chuyen nganh"
    r"|ngoai ngu|tin hoc"
    r"|ly luan|llct|qlnn|quan ly nha nuoc"
    r"|chinh tri|dang|doan|cha|me|vo|chong|con|nguoi than|lop|diem|xep loai|ghi chu|ky"
    r"|tuoi|tham nien|khen thuong|thi dua)\b")
_PARTY = frozenset({"dang", "doan the", "doan", "cong doan", "dang doan the", "dang cong doan"})
_OF_BIRTH = frozenset({"sinh", "ngay", "thang", "nam"})
_MAY_GO_ON = frozenset({FULL_NAME, "unit_id", "position", "phone", "email", "staff_code"})
_SHORTEST_JOINED = 5
_SAY_ENOUGH = frozenset({"email", "gmail", "mail", "sdt", "dtdd", "phone"})
_QUESTION_NUMBER = re.compile(r"^\s*(?:câu\s*)?\d{1,2}\s*[.):]\s*(?=\D)", re.IGNORECASE)
_PRIVATE = re.compile(r"\b(cccd|cmnd|can cuoc|dinh danh ca nhan|bhxh|ma so thue)\b")
_LOOK_ALIKE = re.compile(r"\b(?:bàn|khóa|khoá|bản)\b", re.IGNORECASE)
"""Words that without their marks are words for units."""
_YOU = re.compile(r"\bbạn\b", re.IGNORECASE)
_LABELLED = re.compile(r":\s*\w")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_RUN_TOGETHER = range(4, 41)
"""How many letters a heading has that is written without blanks."""

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


class Meaning(NamedTuple):
    """The role of a heading; `firm` if every word of it is known."""

    role: str = ""
    firm: bool = True


NOTHING = Meaning()


@cache
def spellings(kind: ListKind) -> Mapping[str, str]:
    """Folded heading → role, for one kind of list, the program's own headings included."""
    found = _spellings_of(kind)
    if kind is ListKind.ATTENDEES:
        for role, known in _PIECES.items():
            found.update(dict.fromkeys(known, role))
    if kind is ListKind.FEEDBACK:
        people = _spellings_of(ListKind.ATTENDEES)
        for spelling, role in people.items():
            if role in ("unit_id", FULL_NAME):
                found.setdefault(spelling, "speaker" if role == FULL_NAME else role)
    found.update(own_roles(kind, IGNORED))
    return found


@cache
def _joined_spellings(kind: ListKind) -> Mapping[str, str]:
    """Headings as databases write them, such as "hoten" → as people do."""
    return {text.replace(" ", ""): text for text in spellings(kind)
            if " " in text and len(text) > _SHORTEST_JOINED}


def _spellings_of(kind: ListKind) -> dict[str, str]:
    found: dict[str, str] = {}
    for e in fields.entries(RECORD_OF[kind]):
        role = "speaker" if e.name == "attendee_id" else e.name
        for spelling in (*e.spellings, *_own_headings(e)):
            found.setdefault(spelling, role)
    return found


def _own_headings(e: fields.Entry) -> Iterable[str]:
    for language in LANGUAGES:
        texts = Texts.of(language)
        for heading in (e.label, e.heading):
            if heading:
                yield fold(texts.get(heading))


@cache
def _ideas(kind: ListKind) -> Mapping[str, str]:
    """Folded words → what they stand for inside a heading; fillers stand for nothing."""
    found = {text: role for text, role in spellings(kind).items()
             if role not in (MALE, FEMALE, IGNORED)}
    if kind is ListKind.ATTENDEES:
        return found | dict.fromkeys(FILLERS, "") | _worded(kind)
    return dict.fromkeys(FILLERS, "") | found | _worded(kind)


@cache
def _most_words(kind: ListKind) -> int:
    return max(text.count(" ") for text in _ideas(kind)) + 1


def _worded(kind: ListKind) -> dict[str, str]:
    return {text: idea for idea, texts in WORDS[kind].items() for text in texts}


@lru_cache(maxsize=4096)
def meaning_of(kind: ListKind, heading: str) -> Meaning:
    """What one heading means that stands alone; `NOTHING` if it is not known."""
    heading = _LOOK_ALIKE.sub("?x?", _YOU.sub(" ", heading))
    whole = fold(heading)
    if kind is ListKind.ATTENDEES and _PRIVATE.search(whole):
        return Meaning(IGNORED)
    bare = fold(_BRACKETS.sub(" ", _QUESTION_NUMBER.sub("", heading)))
    initials = whole.replace(" ", "") if set(map(len, whole.split())) == {1} else whole
    whole = _joined_spellings(kind).get(whole, whole)
    if spelled := _spelled(kind, heading, (whole, initials, bare)):
        return spelled
    if _LABELLED.search(heading):
        return NOTHING
    if " " not in whole and (spaced := _spaced(kind, heading)):
        return meaning_of(kind, spaced)
    if role := _put_together(kind, whole, bare):
        return Meaning(role)
    return Meaning(_begun(kind, bare), firm=False)


def _spelled(kind: ListKind, heading: str, texts: tuple[str, str, str]) -> Meaning | None:
    """What a heading means that is known as a whole: as it stands, as initials or without its
    brackets."""
    known, (whole, _, bare) = spellings(kind), texts
    for text in texts:
        if text in known:
            year = known[text] == MALE and clean_line(heading).casefold() == "năm"
            return NOTHING if year else Meaning(known[text])
        if text == whole != bare and kind is not ListKind.ATTENDEES and (
                role := _composed(kind, whole)):
            return Meaning(role)
    return Meaning("number") if clean_line(heading) in ("#", "№") else None


def _put_together(kind: ListKind, whole: str, bare: str) -> str:
    """The role of a heading of known words only; dates of birth come in many words."""
    words = bare.split()
    if kind is ListKind.ATTENDEES and "sinh" in words and _OF_BIRTH.issuperset(words):
        return BIRTH
    return _composed(kind, bare) or (_composed(kind, whole) if bare != whole else "")


def _spaced(kind: ListKind, heading: str) -> str:
    """The words of a heading that a program wrote without blanks or marks, as in "NgaySinh" or
    "hodem"; nothing if it is no such heading."""
    word = clean_line(heading)
    if not word.isascii() or not word.isalnum() or len(word) not in _RUN_TOGETHER:
        return ""
    if _HUMP.search(word):
        return _HUMP.sub(" ", word)
    words = " ".join(_words_in(kind, word.casefold()))
    return words if " " in words else ""


@lru_cache(maxsize=4096)
def _words_in(kind: ListKind, letters: str) -> tuple[str, ...]:
    """The fewest known words that letters can be taken apart into; none if they cannot be."""
    known = {text.replace(" ", ""): text for text in _ideas(kind) if len(text) > 1}
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(letters) + 1):
        found = [(*before, known[letters[start:end]]) for start, before in enumerate(best)
                 if before is not None and letters[start:end] in known]
        best.append(min(found, key=len, default=None))
    return best[-1] or ()


def _composed(kind: ListKind, folded: str) -> str:
    """The role of a heading put together of known words only, such as "Phòng, ban, đơn vị công
    tác"; nothing if any word is not known."""
    words = folded.split()
    if not words or len(words) > MOST_WORDS or (kind is ListKind.ATTENDEES and len(words) == 1):
        return ""
    ideas: list[str] = []
    for idea in _ideas_in(kind, words):
        if idea is None:
            return ""
        ideas.append(idea)
    return _joined(kind, [idea for idea in ideas if idea])


def _ideas_in(kind: ListKind, words: Sequence[str]) -> Iterator[str | None]:
    """What the longest known parts of a heading stand for; None for a word that is not known."""
    known, place = _ideas(kind), 0
    while place < len(words):
        farthest = min(len(words), place + _most_words(kind))
        end = next((end for end in range(farthest, place, -1)
                    if " ".join(words[place:end]) in known), 0)
        yield known[" ".join(words[place:end])] if end else None
        place = end or place + 1


def _joined(kind: ListKind, ideas: Sequence[str]) -> str:
    """The role that ideas have together, the head first."""
    if not ideas:
        return ""
    if kind is ListKind.ATTENDEES:
        return ideas[0] if len(set(ideas)) == 1 else _TOGETHER.get(frozenset(ideas), "")
    head, others = ideas[0], set(ideas[1:])
    for heads, other, role in MEANT[kind]:
        if head in heads and (not other or other in others):
            return role
    return head


def _begun(kind: ListKind, folded: str) -> str:
    """The role of a heading that begins with a known part and goes on in words that only say of
    whom it is, such as "Họ và tên giáo viên bộ môn"."""
    words = folded.split()
    if len(words) > MOST_WORDS:
        return ""
    if kind is not ListKind.ATTENDEES:
        ideas = list(_ideas_in(kind, words))
        begins = len(words) > 1 and ideas[0] is not None
        return _joined(kind, [idea for idea in ideas if idea]) if begins else ""
    known = spellings(kind)
    beginnings = [" ".join(words[:end]) for end in range(len(words) - 1, 0, -1)]
    start = next((text for text in beginnings if text in known and text not in FILLERS
                  and (" " in text or text in _SAY_ENOUGH)), "")
    role, goes_on = known.get(start, ""), folded[len(start) + 1 :]
    if role == "position" and is_of_party(goes_on):
        return PROFESSION
    return role if role in _MAY_GO_ON and not means_other(folded) else ""


def speaks_of_answers(kind: ListKind, heading: str) -> bool:
    """Whether a heading is over columns that say who answers, and what."""
    return ANSWER in _ideas_in(kind, fold(heading).split())


def is_of_party(heading: str) -> bool:
    """Whether the rest of a heading speaks of the party or of unions."""
    return fold(heading) in _PARTY


def means_other(heading: str) -> bool:
    """Whether a heading speaks of something that no field holds, such as a home address."""
    return bool(_OTHER_MEANING.search(fold(heading)))
