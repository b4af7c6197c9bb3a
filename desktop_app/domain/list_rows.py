"""Which rows of a list are no entries: sections, totals, signatures. Source: DOMAIN 3.1 and 3.2."""

import re
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.domain import kinds
from desktop_app.domain.fields import Choice
from desktop_app.domain.vietnamese import clean_line, fold, fold_character

MOST_NAME_WORDS = 8
_REMEMBERED = 5_000
# Compared with marks where a family name would be hit without them: Tổ and Tô, Đoàn, Trương.
_UNIT_STARTS = (
    "ban ", "bộ môn", "bộ phận", "bgh", "chi bộ", "công đoàn", "cơ quan", "cơ sở", "câu lạc bộ",
    "đảng bộ", "đảng uỷ", "đảng ủy", "đoàn thanh niên", "đoàn tn", "đoàn trường", "đơn vị", "hội ",
    "ký túc xá", "khoa ", "khối ", "nhà ", "nhóm ", "phân hiệu", "phòng ", "thư viện", "tổ ",
    "trạm ", "trung tâm", "trường ", "viện ", "văn phòng", "xưởng ", "lãnh đạo", "ubnd", "hđnd",
    "uỷ ban", "ủy ban", "chi cục", "cục ", "sở ", "bệnh viện", "công ty", "học viện", "đại học",
    "cao đẳng", "liên đoàn", "mttq", "mặt trận", "chi nhánh", "kho bạc", "bảo hiểm xã hội",
    "tòa án", "toà án", "viện kiểm sát", "công an ", "hạt kiểm lâm", "thành ủy", "huyện ủy",
    "thị ủy", "tỉnh ủy", "đội ", "xí nghiệp", "phân viện", "vụ ", "đài phát thanh", "ttyt",
    "hội đồng", "bộ tư lệnh", "chi đoàn", "liên chi", "tập thể", "lớp ", "tiểu ban", "ngân hàng",
    "tập đoàn", "tổng công ty", "tổng cục", "hợp tác xã", "phân xưởng", "liên đội", "chi hội",
    "trung đoàn", "tiểu đoàn", "lữ đoàn", "sư đoàn", "đại đội",
)
_UNIT_STARTS_BARE = ("khoa ", "phong ", "trung tam", "bo mon", "thu vien", "van phong", "cong doan",
                     "ban giam", "vien ", "dang uy", "doan thanh nien")
_FIRST_WORDS = tuple({start.split(" ")[0] for start in (*_UNIT_STARTS, *_UNIT_STARTS_BARE)})
_PERSON = re.compile(r"\S+ (?:Thị (?!Trường|Xã|Chính|Giác|Ủy|Uỷ)"
                     r"|Văn (?!Hóa|Hoá|Thư|Phòng|Học|Nghệ|Thể|Sử|Lang|Miếu)(?=[A-ZĐÀ-Ỹ]))"
                     r"[^\W\d]+(?: [^\W\d]+)?")
"""A name with Thị or Văn, also if the family name is a word for a unit: Ban Thị Thu."""
_NO_UNITS = frozenset({"tap the", "ca nhan", "cac tap the", "cac ca nhan", "nam", "nu"})
_TOTAL = re.compile(
    r"(tong cong|tong so|an dinh danh sach|danh sach (nay |tren |tren day )?(co|gom))\b.*"
    r"|danh sach .*\b\d+ (nguoi|dong chi|dai bieu|can bo|vien chuc|thanh vien)\b.*"
    r"|(so luong|cong danh sach|tong danh sach) .*"
    r"|(tong|cong|total)( \d.*| so.*| don.*)?")
_TOTAL_LETTERS = frozenset("tcads")
_SUBTOTAL = re.compile(r"(?:cộng|tổng)\s(?!công ty).*\d.*"
                       r"|cộng\s(?!hòa|hoà|tác|đồng|sản)\S.*", re.IGNORECASE)
_SIGNED = re.compile(
    r"(nguoi )?(lap (bieu|bang|danh sach)|tong hop)\b.*|nguoi lap|noi nhan\b.*|xac nhan cua\b.*"
    r"|(phe duyet|duyet|ghi chu|luu y)( .*)?|trang \d+( \d+)?"
    r"|(ky|da ky)( ten| va| ghi|$).*|thu truong\b.*|.*\bky (va )?(ghi ro|ten|dong dau).*"
    r"|((kt|tm|tl|tuq|q|t m|k t) )?(pho )?(hieu truong|giam doc|vien truong|truong (phong|khoa|ban"
    r"|don vi|bo mon)|chu tich|chanh van phong|thu ky|bi thu)( [a-z ]*)?"
    r"|(kt|tm|tl|tuq|t m|k t) .*")
_EXAMPLE = re.compile(r"(vd|vi du|mau|example)( \d+)?")
_BEGINS_EXAMPLE = re.compile(r"(?:vd|ví dụ|example)\s*:.*", re.IGNORECASE)
_PLAIN_SHEET = re.compile(
    r"(sheet|trang tinh|trang|bang|table|ds|danh sach|danh muc|tong hop|data|du lieu|list|huong dan"
    r"|vi du|mau|phu luc|dot|lan|nam|dai bieu|chinh thuc|final|ban|book|hoi nghi|cbvc|vien chuc"
    r"|can bo|nhan su|th|ket qua|thong ke)?\b.*|[\d ]*")
_PLACE_AND_DATE = re.compile(r"(^|.* )ngay( \d+)? (.* )?thang( \d+)? (.* )?nam( \d+)?( .*)?")
_MARKER = re.compile(r"(?:(?P<mark>[IVXLC]+|[A-ZĐ]|\d{1,2})\s*[.)/:]|[-*+•])\s*(?=\S)")
_LONE_MARKER = re.compile(r"([IVXLC]+|[A-ZĐ])\s*[.)/:]?")
_COUNT = re.compile(
    r"\s*(?:[:(–-]\s*\d+\s*(?:người|đồng chí|đ/c|đại biểu|đb|viên chức|cán bộ|ngưòi)\.?\s*\)?"
    r"|:\s*\d+|\(\s*\d+\s*\))$", re.IGNORECASE)
_OF_TITLE = re.compile(
    r"danh sách\b.*?\b((?:khoa(?! học)|phòng(?! chống| cháy| họp| thi| ở)|trung tâm|bộ môn|viện"
    r"|thư viện|trạm|văn phòng|xưởng|phân hiệu|tổ công đoàn|tổ chuyên môn|chi bộ|chi đoàn"
    r"|công đoàn (?:khoa|phòng|bộ phận))\s+\S.*?)"
    r"(?:\s*[(,;:]|\s+(?:năm|tham|dự|đợt|học kỳ|tháng|được|đề nghị|thuộc|trực thuộc|tại)\b|\s[–-]\s"
    r"|$).*", re.IGNORECASE)
_LIST_OF = re.compile(r"danh sách\s+(các\s+)?", re.IGNORECASE)


def is_plain_sheet_name(name: str) -> bool:
    """Whether the name of a sheet says nothing of the people in it: "Sheet1", "Danh sách"."""
    return bool(_PLAIN_SHEET.fullmatch(fold(name)))


def is_total(text: str) -> bool:
    """Whether a text sums the list up: "Tổng cộng", "Danh sách này có 45 người"."""
    if text[:1].isalpha() and fold_character(text[0]) not in _TOTAL_LETTERS:
        return False  # nearly all names, which are asked about one by one
    return bool(_TOTAL.fullmatch(fold(text)) or _SUBTOTAL.fullmatch(clean_line(text)))


def is_example(text: str) -> bool:
    """Whether a text in the place of a number marks an example of how to fill in the list."""
    return bool(_EXAMPLE.fullmatch(fold(text)) or begins_example(text))


def begins_example(text: str) -> bool:
    """Whether a text is an example and says so: "Ví dụ: Nguyễn Văn A"."""
    return bool(_BEGINS_EXAMPLE.fullmatch(clean_line(text)))


def is_signature(text: str) -> bool:
    """Whether a text belongs to the end of a paper: a place and date, an office that signs.

    Only for cells outside the name of an entry: a person's position reads the same.
    """
    folded = fold(text)
    return bool(_SIGNED.fullmatch(folded) or _PLACE_AND_DATE.fullmatch(folded))


def begins_like_a_unit(text: str) -> bool:
    """Whether a text begins with a word for a unit, such as Khoa, Phòng or Trung tâm."""
    if not _may_begin_a_unit(text.partition(" ")[0]) or _PERSON.fullmatch(clean_line(text)):
        return False  # nearly all names, which have few first words
    line = clean_line(text).casefold()
    return line.startswith(_UNIT_STARTS) or (
        line.isascii() and line.startswith(_UNIT_STARTS_BARE))


@lru_cache(maxsize=_REMEMBERED)
def _may_begin_a_unit(word: str) -> bool:
    return clean_line(word).casefold().startswith(_FIRST_WORDS) or not word


def is_sentence(text: str) -> bool:
    """Whether a text is too long for a name, or has a colon as no name has."""
    return ":" in text or text.count(" ") >= MOST_NAME_WORDS


def is_marker(text: str) -> bool:
    """Whether a cell only marks a section: I, II., A, B)."""
    return bool(_LONE_MARKER.fullmatch(text))


def has_marker(text: str) -> bool:
    """Whether a text begins like a section: "I. ", "A) "; a number is no sign of one."""
    found = _MARKER.match(text)
    return bool(found and found["mark"] and not found["mark"].isdecimal())


@dataclass(frozen=True)
class Section:
    """What the heading inside a list says of the entries below: unit, delegate kind or duty."""

    field: str
    value: str


def section_of(text: str) -> Section:
    """The meaning of "I. BAN GIÁM HIỆU" or "B) Khách mời (12 người)"; no field if it has none."""
    line = _COUNT.sub("", clean_line(text))
    found = _MARKER.match(line)
    name = (line[found.end() :] if found else line).strip(" :.-–*=_~#")
    subject = _LIST_OF.sub("", name)
    for field, choices in (("kind", kinds.DELEGATE_KINDS), ("duty", kinds.DUTIES)):
        if value := _chosen(choices, subject):
            return Section(field, value)
    if subject != name and (unit := unit_of_title(name)):
        return Section("unit", unit)
    if fold(subject) in _NO_UNITS or (subject != name and not begins_like_a_unit(subject)):
        return Section("", "")
    return Section("unit", subject)


def unit_of_title(text: str) -> str:
    """The unit that the title of a list names: "DANH SÁCH VIÊN CHỨC KHOA TOÁN"; nothing if it
    names none."""
    found = _OF_TITLE.fullmatch(clean_line(text))
    return found[1] if found else ""


def _chosen(choices: tuple[Choice, ...], text: str) -> str:
    folded = fold(text)
    return next((c.value for c in choices if c.value and folded in c.spellings), "")
