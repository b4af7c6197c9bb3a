"""Positions in running text: beside a name in one cell, or together with a unit."""

import re
from typing import NamedTuple

from desktop_app.domain.list_rows import begins_like_a_unit
from desktop_app.domain.vietnamese import clean_line, fold

_POSITION = re.compile(
    r"(q |quyen |nguyen )?(pho|truong|uy vien|chu tich|bi thu|hieu truong|giam doc|tong giam doc"
    r"|chanh|giang vien|giao vien|chuyen vien|nhan vien|ke toan|ky thuat vien|nghien cuu vien"
    r"|thu vien vien|can su|can bo|bao ve|lai xe|phuc vu|tap vu|van thu|thu quy|thu ky|vien chuc"
    r"|cong chuc|to truong|doi truong|bac si|y si|y ta|dieu duong|duoc si|ho sinh|ky su|giao vu"
    r"|tro giang|tro ly|co van|tu van|thanh tra|tong phu trach|thanh vien|nhom truong|lop truong"
    r"|gv|cv|nv|pgd|tp|ptp|tk|ptk|ht|pht|gvcn|ttcm|tpcm|ttt|ctcd|pctcd|btcb|bt|pbt|uv|uvbch"
    r"|uvbtv)\b.*")
_BESIDE_NAME = re.compile(r"(?P<name>[^,;(–-]*\S)\s*(?:\((?P<inside>[^()]+)\)|(?:[,;]|\s[–-])\s*"
                          r"(?P<after>.+))")
_DASHES = (" - ", " – ")
_SEPARATORS = (";", ",", *_DASHES)
_HEAD_OF = re.compile(
    r"(?P<rank>(?:(?:quyền|q\.|nguyên|phó)\s+)*trưởng)\s+(?P<unit>(?:phòng|khoa|ban"
    r"|bộ môn|trạm|bộ phận|trung tâm|viện|tổ|văn phòng)\s+\S.*)", re.IGNORECASE)
_NO_UNIT = re.compile(r"(?:tổ chức|khoa học|phòng chống|phòng cháy)\b", re.IGNORECASE)
_BARE = frozenset({"thư viện", "văn phòng"})  # behind a dash they are part of a name
_UNIT_INSIDE = re.compile(
    r"\s(?=(?:khoa|phòng|trung tâm|bộ môn|viện|ban|văn phòng|thư viện|trường|trạm|tổ|ubnd|hđnd"
    r"|[uủ][yỷ] ban nhân dân|đảng [uủ][yỷ]|đảng bộ|chi bộ|công đoàn|liên đoàn|hội"
    r"|sở|chi cục|cục|bệnh viện|công ty|đại học|học viện)\s+\S)",
    re.IGNORECASE)


class Placed(NamedTuple):
    """What a text says of somebody's position, and of the unit."""

    position: str
    unit: str = ""


def is_position(text: str) -> bool:
    """Whether a text begins like a position, such as Trưởng khoa or Chuyên viên chính."""
    first = clean_line(text).split(" ", 1)[0].casefold()
    return first not in ("trường", "trương") and bool(_POSITION.fullmatch(fold(text)))


def split_position(name: str) -> tuple[str, str]:
    """A name and the position written behind it: "Lê An - Trưởng khoa", "Lê An (Thư ký)".

    The position is empty, and the name whole, where what stands behind is none.
    """
    found = _BESIDE_NAME.fullmatch(name)
    behind = clean_line(found["inside"] or found["after"]) if found else ""
    return (found["name"], behind) if found and is_position(behind) else (name, "")


def split_unit(text: str) -> Placed:
    """Position and unit of a text that holds both: "Giảng viên, Khoa Điện", "Giám đốc Trung tâm
    Ngoại ngữ"; "Trưởng phòng Đào tạo" leads Phòng Đào tạo. Of several units the last counts."""
    line = clean_line(text)
    for separator in _SEPARATORS:
        parts = [part.strip(" ,") for part in clean_line(text.replace("\n", "; ")).split(separator)]
        units = [part for part in parts if _is_unit(part)]
        whole = [part for part in units if part.casefold() not in _BARE]
        named = len(whole) < len(parts) and not any(map(is_position, parts[1:]))
        if separator in _DASHES and units and named:
            start = parts.index(units[0])  # names of units have dashes
            return Placed(separator.join(parts[:start]), separator.join(parts[start:]))
        if len(parts) > 1 and units:
            return Placed(", ".join(part for part in parts if part not in units), units[-1])
    if _is_unit(line):
        return Placed("", line)
    if head := _HEAD_OF.fullmatch(line):
        unit = head["unit"]
        kind, _, rest = unit.partition(" ")
        unit = rest if rest.casefold().startswith(f"{kind.casefold()} ") else unit
        return Placed(f"{head['rank']} {_first_word(unit).lower()}", unit[:1].upper() + unit[1:])
    found = _UNIT_INSIDE.search(line) if is_position(line) else None
    if found and not fold(line[: found.start()]).endswith("truong"):
        return Placed(line[: found.start()], line[found.end() :])
    return Placed(line)


def _is_unit(text: str) -> bool:
    return begins_like_a_unit(text) and not is_position(text) and not _NO_UNIT.match(text)


def _first_word(unit: str) -> str:
    """The word for the kind of unit: "phòng" of "phòng Đào tạo"."""
    two = " ".join(unit.split(" ")[:2])
    kinds = ("bộ môn", "bộ phận", "trung tâm", "văn phòng")
    return two if two.casefold() in kinds else unit.split(" ", 1)[0]
