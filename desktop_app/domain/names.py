"""Vietnamese personal names: their parts, the order of lists of people, titles before names.

Sources: DOMAIN 4.4 (order) and 4.6 (titles). Lists of people go by given name (the last word), then
by family and middle name; names of minorities and foreigners may need the given name to be said.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop_app.domain.collation import collation_key
from desktop_app.domain.vietnamese import clean_line, fold

# Words before a name, small and spelt with "sĩ", "kỹ" and "úy", and how they are written then.
_HONOURS = {
    "ngnd": "NGND",
    "ngưt": "NGƯT",
    "qncn": "QNCN",
    "thiếu tướng": "Thiếu tướng",
    "trung tướng": "Trung tướng",
    "thượng tướng": "Thượng tướng",
    "đại tướng": "Đại tướng",
    "thiếu tá": "Thiếu tá",
    "trung tá": "Trung tá",
    "thượng tá": "Thượng tá",
    "đại tá": "Đại tá",
    "thiếu úy": "Thiếu úy",
    "trung úy": "Trung úy",
    "thượng úy": "Thượng úy",
    "đại úy": "Đại úy",
}
_RANKS = {
    "gs": "GS",
    "giáo sư": "GS",
    "pgs": "PGS",
    "p.gs": "PGS",
    "phó giáo sư": "PGS",
    "gvcc": "GVCC",
    "giảng viên cao cấp": "GVCC",
    "gvc": "GVC",
    "giảng viên chính": "GVC",
    "gv": "GV",
    "giảng viên": "GV",
    "prof": "GS",
    "assoc. prof": "PGS",
    "assoc.prof": "PGS",
}
_DEGREES = {
    "tskh": "TSKH",
    "tiến sĩ khoa học": "TSKH",
    "ts": "TS",
    "tiến sĩ": "TS",
    "t.s": "TS",
    "bsnt": "BSNT",
    "ths": "ThS",
    "th.s": "ThS",
    "thạc sĩ": "ThS",
    "ncs": "NCS",
    "cn": "CN",
    "cử nhân": "CN",
    "ks": "KS",
    "kỹ sư": "KS",
    "kts": "KTS",
    "kiến trúc sư": "KTS",
    "bs": "BS",
    "bác sĩ": "BS",
    "bsck1": "BSCKI",
    "bsck2": "BSCKII",
    "dsck1": "DSCKI",
    "dsck2": "DSCKII",
    "ds": "DS",
    "dược sĩ": "DS",
    "ls": "LS",
    "đd": "ĐD",
    "cnđd": "CNĐD",
    "ktv": "KTV",
    "nhs": "NHS",
    "dsđh": "DSĐH",
    "luật sư": "LS",
    "dr": "TS",
    "phd": "TS",
    "ph.d": "TS",
    "msc": "ThS",
    "m.sc": "ThS",
}
_ADDRESSES = {
    "ông": "Ông",
    "ô": "Ông",
    "bà": "Bà",
    "b": "Bà",
    "ông bà": "Ông/Bà",
    "thầy": "Thầy",
    "cô": "Cô",
    "anh": "Anh",
    "chị": "Chị",
    "đồng chí": "Đồng chí",
    "đc": "Đồng chí",
    "mr": "Mr",
    "mrs": "Mrs",
    "ms": "Ms",
}
_VARIANTS = (("sĩ", "sỹ"), ("kỹ", "kĩ"), ("úy", "uý"))


def _any_of(titles: Iterable[str]) -> str:
    """A pattern for `titles`, the longest first, that does not mind their variants."""
    pattern = "|".join(map(re.escape, sorted(titles, key=len, reverse=True)))
    for usual, variant in _VARIANTS:
        pattern = pattern.replace(usual, f"(?:{usual}|{variant})")
    return pattern


_AFTER_TITLE = r"[\s.,:/–-]+"
_SPECIALIST = r"(?:bs|ds|bác s[ĩỹ])[.\s]*(?:ck|chuyên khoa)[.\s]*(?:cấp\s*)?(?:ii|i|2|1)(?!\w)"
_TITLES = _any_of([*_HONOURS, *_RANKS, *_DEGREES])
_TITLE = re.compile(rf"({_SPECIALIST}|{_TITLES}){_AFTER_TITLE}|(p?gs)(?=ts)", re.IGNORECASE)
_ADDRESS = re.compile(
    rf"(?:(ông\s*(?:/|\(|,\s)\s*bà)\)?|(đ[/.]c)|(đồng chí|ông|bà|thầy|cô|anh|chị|ô"
    rf"|(?:mrs?|ms|b)(?=\.)))"
    rf"({_AFTER_TITLE})",
    re.IGNORECASE,
)

_SIGNS = frozenset(",(-–")
_BESIDE = _SIGNS | {";"}
_BEHIND = re.compile(r"(?P<name>[^,(–-]+?)(?:\s*,\s*|\s+[–-]\s*|\s*\((?=[^()]+\)$))"
                     r"(?P<titles>[^()]+)\)?")
_FAMILIES = (
    "nguyễn trần lê phạm huỳnh phan vũ võ đặng bùi đỗ ngô lý đào đoàn trịnh trương đinh phùng tạ "
    "lương chu lưu nông hứa triệu lò lường quàng giàng vàng thào sùng bế đàm mạc nghiêm kiều tống "
    "doãn khuất khổng ninh từ tăng quách thạch bạch"
)
_FAMILIES_AND_MIDDLES = "hoàng hồ dương lâm mai tô hà cao thái châu kim vương la ma vi thân"
# No title and no form of address begins with one of these.
_FAMILY_NAMES = frozenset(_FAMILIES.split())
_MIDDLE_NAMES_TOO = frozenset(_FAMILIES_AND_MIDDLES.split())
_ONLY_MIDDLE_NAMES = frozenset(["thị", "văn"])


_FOLDED_FAMILIES = frozenset(map(fold, _FAMILY_NAMES | _MIDDLE_NAMES_TOO))
_RARE = (
    "ông tôn tưởng lã lại lều ôn quản sầm hạ hàn giáp mẫn mã mông ngọ ngụy ngạc nhữ âu chử "
    "chúc cồ cù cung diệp đồng đậu đới khương kha khúc lục lữ lỗ mầu tiêu tiết thiều trà ứng "
    "văn vừ vàng hờ cứ lầu lù ly giang đường phí phú thẩm điêu lộc tòng cầm hảng mùa thái"
)
_RARE_FAMILIES = frozenset(_RARE.split())
_HIGHLANDS = re.compile(r"(?:h|k|y|r|s)['’´`].*|y|h", re.IGNORECASE)


def begins_with_family_name(words: Sequence[str]) -> bool:
    """Whether the words of a name begin with a family name, or as names of the highlands do
    (H' Hen Niê, Y Ban). Names without any mark are compared without marks."""
    first = words[0].lower()
    if first in _FAMILY_NAMES | _MIDDLE_NAMES_TOO | _RARE_FAMILIES or _HIGHLANDS.fullmatch(first):
        return True
    return " ".join(words).isascii() and first in _FOLDED_FAMILIES


def split_name(full_name: str) -> tuple[str, str]:
    """Family and middle name, and given name; a single word is a given name.

    The given name is the last word, together with what has no letter behind it: a number that
    tells namesakes apart belongs to it ("Nguyễn Thị", "Hiền 81").
    """
    words = clean_line(full_name).split(" ")
    start = len(words) - 1
    while start > 0 and not any(character.isalpha() for character in words[start]):
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def join_name(family_middle: str, given: str) -> str:
    """The full name from its two parts, either of which may be empty."""
    return clean_line(f"{family_middle} {given}")


def given_name(full_name: str, given: str) -> str:
    """`given` if `full_name` ends or begins with it as whole words, else what `split_name` finds.

    Minorities of the highlands put the given name first, as in H'Hen Niê. Capital and small
    letters are not told apart; the answer is spelt as in `full_name`.
    """
    name, known = clean_line(full_name), clean_line(given)
    words, count = name.split(" "), len(known.split(" "))
    for part in (words[-count:], words[:count]):
        if known and " ".join(part).casefold() == known.casefold():
            return " ".join(part)
    return split_name(name)[1]


def name_sort_key(full_name: str, given: str) -> str:
    """A string that sorts people by given name, then by family and middle name.

    See `collation_key` for what it promises and `given_name` for what counts as the given name.
    """
    name = clean_line(full_name)
    first = given_name(name, given)
    rest = name.removesuffix(first) if name.endswith(first) else name.removeprefix(first)
    return collation_key(first, rest.strip())


class SplitName(NamedTuple):
    """A name and what stood before it. Several ranks or degrees are parted by dots ("TS.BS")."""

    honorific: str = ""
    academic_rank: str = ""
    degree: str = ""
    name: str = ""


def split_titles(text: str) -> SplitName:
    """Parts the titles before a name from it, in any spelling: "PGS. TS Lê An", "Thạc sỹ Lê An".

    Ranks and degrees always go; GV, GVC and GVCC count as ranks, titles of honour and of the forces
    as forms of address. A form of address goes only where it cannot be part of the name (DOMAIN
    3.1a: Ông is a family name too): see `_is_address`. In doubt the name is kept as it is.
    """
    line = clean_line(text)
    if line.split(" ", 1)[0].lower() in _FAMILY_NAMES:
        return SplitName(name=line)
    found = _ADDRESS.match(line)
    if found:
        titled = _take_titles(line[found.end() :])
        has_title = titled.name != line[found.end() :]
        if titled.name and (has_title or _is_address(found, titled.name.split(" "))):
            address = _ADDRESSES[_address_key(found)]
            honorific = f"{address} {titled.honorific}".rstrip()
            return SplitName(honorific, titled.academic_rank, titled.degree, titled.name)
    return _take_titles(line)


def is_bare(name: str) -> bool:
    """True only if a cleaned name begins with a family name and has nothing beside it, so that
    neither a title nor a position is to be parted from it."""
    return name.partition(" ")[0].lower() in _FAMILY_NAMES and _BESIDE.isdisjoint(name)


def split_titles_around(text: str) -> SplitName:
    """As `split_titles`, and of a name in a list also ranks and degrees behind it: "Lê An, ThS"."""
    if _SIGNS.isdisjoint(text):
        return split_titles(text)
    found = _BEHIND.fullmatch(clean_line(text))
    behind = _take_titles(f"{found['titles']} An") if found else None
    if not found or not behind or behind.name != "An" or behind.honorific:
        return split_titles(text)
    before = split_titles(found["name"])
    return SplitName(before.honorific, before.academic_rank or behind.academic_rank,
                     before.degree or behind.degree, before.name)


def _take_titles(line: str) -> SplitName:
    """Ranks, degrees and honours at the beginning of `line`; a title alone is kept as the name."""
    honours: list[str] = []
    ranks: list[str] = []
    degrees: list[str] = []
    rest = line
    while found := _TITLE.match(rest):
        if not any(character.isalpha() for character in rest[found.end() :]):
            break
        title = _title_key(found[1] or found[2])
        for table, taken in ((_HONOURS, honours), (_RANKS, ranks), (_DEGREES, degrees)):
            if title in table:
                taken.append(table[title])
        rest = rest[found.end() :]
    return SplitName(" ".join(honours), ".".join(ranks), ".".join(degrees), rest)


def _title_key(title: str) -> str:
    """The spelling under which the tables know a title."""
    plain = " ".join(title.lower().split())
    for usual, variant in _VARIANTS:
        plain = plain.replace(variant, usual)
    if re.fullmatch(_SPECIALIST, plain):
        return f"{plain[0]}sck{2 if plain.endswith(('ii', '2')) else 1}"
    return plain


def _address_key(found: re.Match[str]) -> str:
    if found[1]:
        return "ông bà"
    return "đc" if found[2] else " ".join(found[3].lower().split())


def _is_address(found: re.Match[str], words: list[str]) -> bool:
    """Whether the word before the name `words` addresses a person and is no part of the name.

    "Ông/Bà" and "Đ/c" always do. The others need a name of two words or more after them that does
    not begin with Thị or Văn. "Ông", "Anh" and "Đồng chí" also begin names (Ông Cao Thắng, Đồng Chí
    Kiên): they need a family name after them and, if it serves as a middle name too, three words.
    "Ông" before a woman's name (… Thị …) is a family name.
    """
    key = _address_key(found)
    small = [word.lower() for word in words]
    if key in ("ông bà", "đc"):
        return True
    if len(small) < 2 or small[0] in _ONLY_MIDDLE_NAMES:
        return False
    if key in ("bà", "thầy", "cô", "chị", "mr", "mrs", "ms"):
        return True
    if key in ("ông", "ô") and "thị" in small:
        return False
    return small[0] in _FAMILY_NAMES or (len(small) > 2 and small[0] in _MIDDLE_NAMES_TOO)
