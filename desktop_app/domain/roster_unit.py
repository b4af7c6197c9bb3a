"""The unit that a whole list belongs to, told by its title, its letterhead or its sheet."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from desktop_app.domain import records
from desktop_app.domain.fields import entry_of
from desktop_app.domain.grid import Grid, text_of
from desktop_app.domain.list_cells import read_cell
from desktop_app.domain.list_rows import begins_like_a_unit, section_of, unit_of_title
from desktop_app.domain.vietnamese import clean_line

UNIT = entry_of(records.Unit, "name")
_KINDS = r"khoa|phòng|ban|bộ môn|tổ|trung tâm|chi bộ|chi đoàn|đội|lớp"
_OF_UNITS = (rf"(?:tên )?(?:đơn vị|cơ quan|bộ phận|phòng ban|tổ chuyên môn|tổ công đoàn"
             rf"|công đoàn bộ phận|(?:{_KINDS})(?:\s*[/,]\s*(?:{_KINDS}))+)(?: công tác)?")
_LABELLED = re.compile(rf"(?:{_OF_UNITS}|(?P<kind>{_KINDS}))\s*:\s*(?P<unit>\w.*\w|\w)",
                       re.IGNORECASE)
_LABEL = re.compile(rf"(?:{_OF_UNITS})\s*:?", re.IGNORECASE)
_PART_OF_A_BODY = re.compile(
    r"(khoa|phòng|trung tâm|bộ môn|viện|thư viện|trạm|ban|văn phòng|xưởng|tổ|phân hiệu) .*",
    re.IGNORECASE)


_TITLE_ROWS = 8


class UnitOfList(NamedTuple):
    """What the list says of all its people: a field and its value; `code` is that of the doubt, or
    nothing where the list says it in so many words."""

    field: str = ""
    value: str = ""
    code: str = ""


def unit_of_list(grid: Grid, top: int) -> UnitOfList:
    """The unit named above row `top`, or by the sheet; no field if there is none."""
    rows = [[clean_line(text_of(cell)) for cell in grid.cells(row).values()]
            for row in range(grid.first_row, top)]
    named = next(_labelled(rows), "")
    if not named and begins_like_a_unit(grid.name):
        named = clean_line(grid.name)
    if named:
        return _kept(UnitOfList("unit", named))
    section = section_of(grid.name)
    if grid.names_unit and section.field:
        doubt = "unit-of-sheet" if section.field == "unit" else ""
        return _kept(UnitOfList(section.field, section.value, doubt))
    return _kept(_of_title(rows[-_TITLE_ROWS:]) or _of_letterhead(rows))


def _labelled(rows: list[list[str]]) -> Iterator[str]:
    """What stands behind "Đơn vị:", in its cell or in the next."""
    for texts in rows:
        for place, text in enumerate(texts):
            if found := _LABELLED.fullmatch(text):
                known = begins_like_a_unit(found["unit"]) or not found["kind"]
                yield found["unit"] if known else f"{found['kind'].capitalize()} {found['unit']}"
            elif _LABEL.fullmatch(text) and len(texts) == place + 2:
                yield texts[place + 1]


def _of_title(rows: list[list[str]]) -> UnitOfList | None:
    """The unit that the nearest title above names: "DANH SÁCH VIÊN CHỨC KHOA TOÁN"."""
    found = (unit_of_title(text) for texts in reversed(rows) for text in texts)
    return next((UnitOfList("unit", unit, "unit-of-title") for unit in found if unit), None)


def _of_letterhead(rows: list[list[str]]) -> UnitOfList:
    """The office under its superior body at the top left: "TRƯỜNG …" over "KHOA CƠ KHÍ"."""
    first = [texts[0] for texts in rows if texts]
    for above, text in pairwise(first[:3]):
        if _PART_OF_A_BODY.fullmatch(text) and begins_like_a_unit(above):
            return UnitOfList("unit", text, "unit-of-title")
    return UnitOfList()


def _kept(found: UnitOfList) -> UnitOfList:
    too_odd = found.field == "unit" and read_cell(UNIT, found.value).problem
    return UnitOfList() if too_odd else found
