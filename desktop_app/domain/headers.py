"""Finding the rows that name the columns of a list, under titles, on one level or several.

Source: DOMAIN 3.2, steps 1 and 2.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop_app.domain.column_content import content_role
from desktop_app.domain.grid import Grid, is_blank
from desktop_app.domain.header_sheet import MOST_LEVELS, SEARCHED_ROWS, HeaderSheet
from desktop_app.domain.heading_levels import (
    is_column_number,
    is_heading,
    is_of_a_desk,
    is_of_work,
    is_part_of_unit,
    meaning_of_levels,
    role_of,
)
from desktop_app.domain.heading_words import IGNORED
from desktop_app.domain.headings import (
    BIRTH,
    FAMILY,
    FEMALE,
    FULL_NAME,
    GIVEN,
    MALE,
    NAMING_ROLES,
    POSITION_AND_UNIT,
    PROFESSION,
)
from desktop_app.domain.list_table import ListKind
from desktop_app.domain.vietnamese import fold

ENOUGH = 3
ALONE = 5
"""How many words a heading has at most that stands alone: a title has more."""
_DATES = frozenset({("ngay", "thang", "nam"), ("ngaysinh", "thangsinh", "namsinh")})
_CODES = frozenset({"ma", "ma so", "code", "id"})
"""Headings that say whose code it is only beside whole names: many lists have codes."""
_SAID_TOO: Mapping[str, tuple[str, ...]] = {
    POSITION_AND_UNIT: ("position", "unit_id"), PROFESSION: (PROFESSION, "position"),
}
_EXPLAINS = re.compile(r"\(.*[^\d\s].*\)")
"""How a heading is to be filled in, in a row of its own: "(chữ in hoa)", "(dd/mm/yyyy)"."""


@dataclass(frozen=True)
class Heading:
    """One column: its heading, all levels joined, and what it holds ("" if nobody knows)."""

    column: int
    text: str
    role: str
    firm: bool = True  # whether every word of the heading is known


@dataclass(frozen=True)
class Header:
    """The headings of one table, the rows that they fill, and the row of column numbers if any."""

    top: int
    bottom: int
    headings: tuple[Heading, ...]
    numbers_row: int = 0

    @property
    def first_data_row(self) -> int:
        return max(self.bottom, self.numbers_row) + 1

    def columns(self, role: str) -> tuple[int, ...]:
        """The columns that hold a role, from left to right."""
        return tuple(h.column for h in self.headings if h.role == role)

    def has(self, roles: Iterable[str]) -> bool:
        return any(h.role in roles for h in self.headings)


def find_headers(grid: Grid, kind: ListKind, first: int | None = None) -> tuple[Header, ...]:
    """The headers of the next tables at or below row `first`: several where tables stand side by
    side, none where no row names the columns."""
    start = grid.first_row if first is None else first
    sheet = HeaderSheet(grid, kind, start)
    row = _best_row(sheet, start)
    if row is None:
        return ()
    for top, bottom in (_block(sheet, row, start), (row, row)):
        if found := _headers_in(sheet, top, bottom):
            return found
    return ()


def _headers_in(sheet: HeaderSheet, top: int, bottom: int) -> tuple[Header, ...]:
    """The headers in a block of rows; none if they name no rows of a list."""
    grid, kind = sheet.grid, sheet.kind
    headings = _with_dates(tuple(
        Heading(column, " / ".join(levels), *meaning_of_levels(kind, levels))
        for column in sheet.columns(top, bottom)
        if (levels := _levels(sheet, top, bottom, column))))
    header = _numbered(sheet, Header(top, bottom, _without_hidden(grid, headings, kind)))
    parts = [_with_codes(_settled(part, sheet)) for part in _side_by_side(header, kind)]
    return tuple(part for part in parts if part.has(NAMING_ROLES[kind]))


def _with_dates(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Three columns Ngày, Tháng and Năm side by side, with nothing above, are dates of birth where
    nothing else is."""
    texts = [fold(heading.text).replace(" ", "") for heading in headings]
    place = next((i for i in range(len(texts)) if tuple(texts[i : i + 3]) in _DATES), -1)
    outside = [h for i, h in enumerate(headings) if not place <= i < place + 3]
    if place < 0 or any(heading.role == BIRTH for heading in outside):
        return headings
    parts = [replace(heading, role=role) for heading, role
             in zip(headings[place : place + 3], (IGNORED, IGNORED, BIRTH), strict=True)]
    return (*headings[:place], *parts, *headings[place + 3 :])


def _without_hidden(grid: Grid, headings: Sequence[Heading], kind: ListKind) -> tuple[Heading, ...]:
    """Columns that nobody sees count only for what no visible column says."""
    shown = {h.role for h in headings if h.column not in grid.hidden_columns}
    if shown & NAMING_ROLES[kind]:
        shown |= NAMING_ROLES[kind]
    return tuple(replace(h, role="") if h.column in grid.hidden_columns and h.role in shown else h
                 for h in headings)


def _best_row(sheet: HeaderSheet, start: int) -> int | None:
    """The first row that names enough fields, else the one that names most; one field is enough
    where nothing else is in the row."""
    best, best_score = None, 0
    for row in range(start, min(sheet.grid.last_row, start + SEARCHED_ROWS) + 1):
        meanings = [meaning_of_levels(sheet.kind, [sheet.text(row, column)])
                    for column in sheet.columns(row, row)]
        roles = {meaning.role for meaning in meanings if meaning.role}
        firm = {meaning.role for meaning in meanings if meaning.firm} - {"", IGNORED}
        if not roles & NAMING_ROLES[sheet.kind] or not firm:
            continue
        alone = len(own := sheet.own(row)) == 1 and next(iter(own.values())).count(" ") < ALONE
        score = len(roles) + len(firm)
        if score > best_score and (len(roles) >= 2 or alone or _is_over_names(sheet, row)):
            best, best_score = row, score
        if len(firm) >= ENOUGH and firm & NAMING_ROLES[sheet.kind]:
            break  # what is below belongs to another list
    return best


def _is_over_names(sheet: HeaderSheet, row: int) -> bool:
    """Whether one heading of a row that names nothing else known stands over names of people."""
    own = sheet.own(row)
    column = next((c for c, text in own.items() if role_of(sheet.kind, [text]) == FULL_NAME), 0)
    if not column or any(text.count(" ") >= ALONE for text in own.values()):
        return False
    cells = [sheet.grid.value(below, column) for below in range(row + 1, row + 1 + SEARCHED_ROWS)]
    return content_role([cell for cell in cells if not is_blank(cell)]) == FULL_NAME


def _named(sheet: HeaderSheet, texts: Iterable[str]) -> set[str]:
    return {role for text in texts if (role := role_of(sheet.kind, [text]))}


# --- several levels -------------------------------------------------------------------------


def _block(sheet: HeaderSheet, row: int, start: int) -> tuple[int, int]:
    """The first and last row of the header that `row` belongs to."""
    areas = [area for column in sheet.columns(row, row) if (area := sheet.area(row, column))]
    areas = [area for area in areas if area.bottom - area.top < MOST_LEVELS]
    top = min((area.top for area in areas), default=row)
    bottom = max((area.bottom for area in areas), default=row)
    if top > start and (_is_level_above(sheet, top - 1, row) or _are_one(sheet, top - 1, row)):
        top -= 1
    while bottom - top + 1 < MOST_LEVELS and (_is_level_below(sheet, bottom + 1, row)
                                              or _are_one(sheet, bottom, bottom + 1)):
        bottom += 1
    return top, bottom


def _is_level_above(sheet: HeaderSheet, row: int, below: int) -> bool:
    """Whether a row groups columns: known headings over several columns, and nothing else."""
    own, named = sheet.own(row), set(sheet.columns(below, below))
    spans = [area for column in own if (area := sheet.area(row, column))]
    if not own or not set(own) <= named or len(spans) != len(own):
        return False
    if len(spans) == 1 and all(spans[0].covers(row, column) for column in named):
        return False  # a title
    return len(spans) < len(named) and any(role_of(sheet.kind, [text]) for text in own.values())


def _are_one(sheet: HeaderSheet, upper: int, lower: int) -> bool:
    """Whether two rows hold halves of headings, such as "Họ và" over "tên": together they name
    more fields than either alone."""
    above, below = sheet.own(upper), sheet.own(lower)
    both = above.keys() & below.keys()
    if len(both) < len(below) or lower > sheet.last:
        return False
    joined = _named(sheet, [f"{above[column]} {below[column]}" for column in both])
    alone = max(len(_named(sheet, [row[column] for column in both])) for row in (above, below))
    return len(joined) > alone and bool(joined & NAMING_ROLES[sheet.kind])


def _is_level_below(sheet: HeaderSheet, row: int, header: int) -> bool:
    """Whether a row only tells apart what the header row groups."""
    own = sheet.own(row)
    if row > sheet.last or not own or any(text.isdecimal() for text in own.values()):
        return False
    if all(_EXPLAINS.fullmatch(text) for text in own.values()):
        return True
    return all(_tells_apart(sheet, header, column, text) for column, text in own.items())


def _tells_apart(sheet: HeaderSheet, header: int, column: int, text: str) -> bool:
    over = sheet.text(header, column)
    area = sheet.area(header, column)
    wide = area is not None and area.right > area.left
    if over and not wide:  # only a heading such as "Năm sinh" can have "Nam" and "Nữ" under it
        return is_heading(sheet.kind, text) and sheet.text(header, column + 1) == ""
    if role_of(sheet.kind, [over]) in NAMING_ROLES[sheet.kind] or not over:
        return is_heading(sheet.kind, text)
    return True


def _levels(sheet: HeaderSheet, top: int, bottom: int, column: int) -> list[str]:
    """The headings over a column from the top down, each once."""
    levels: list[str] = []
    for row in range(top, bottom + 1):
        text = sheet.text(row, column) or _spread(sheet, row, bottom, column)
        if text and text not in levels:
            levels.append(text)
    return levels


def _spread(sheet: HeaderSheet, row: int, bottom: int, column: int) -> str:
    """The group heading to the left, where its columns were never merged."""
    if row == bottom or column not in sheet.own(bottom):
        return ""
    for left in range(column - 1, max(column - MOST_LEVELS, 0), -1):
        if text := sheet.text(row, left):
            return text if left in sheet.own(bottom) else ""
    return ""


def _numbered(sheet: HeaderSheet, header: Header) -> Header:
    """Takes in the row of column numbers under the header, if there is one."""
    row = header.bottom + 1
    cells = sheet.grid.cells(row).values()
    named = len(header.headings)
    if len(cells) < max(2, named - 2) or not all(is_column_number(cell) for cell in cells):
        return header
    return replace(header, numbers_row=row)


# --- which column holds what ----------------------------------------------------------------


def _side_by_side(header: Header, kind: ListKind) -> list[Header]:
    """One header for each table, where the same headings come again further right."""
    roles = [h for h in header.headings if h.role not in ("", IGNORED)]
    if not roles:
        return [header]
    starts = [h.column for h in roles if h.role == roles[0].role]
    parts = [
        replace(header, headings=tuple(h for h in header.headings
                                       if start <= h.column and (not end or h.column < end)))
        for start, end in zip(starts, [*starts[1:], 0], strict=True)
    ]
    first = replace(parts[0], headings=(*(h for h in header.headings if h.column < starts[0]),
                                        *parts[0].headings))
    parts[0] = first
    whole = len(parts) > 1 and all(part.has(NAMING_ROLES[kind]) for part in parts)
    adjacent = any(b - a == 1 for a, b in pairwise(starts))
    return parts if whole and not adjacent else [header]


def _settled(header: Header, sheet: HeaderSheet) -> Header:
    """Decides what one heading alone cannot: a lone "Tên" is the whole name, a lone "Nam" is no
    gender, and of two columns of one role that are not one heading the first counts."""
    roles = {h.role for h in header.headings}
    changed: dict[str, str] = {}
    if FULL_NAME not in roles and not {FAMILY, GIVEN} <= roles:
        changed |= {FAMILY: FULL_NAME, GIVEN: FULL_NAME}
    if FEMALE not in roles:
        changed[MALE] = ""
    changed[PROFESSION] = "" if roles & {"position", POSITION_AND_UNIT} else "position"
    firm = {same for h in header.headings if h.firm for same in _SAID_TOO.get(h.role, (h.role,))}
    settled: list[Heading] = []
    for heading in header.headings:
        role = changed.get(heading.role, heading.role)
        if not heading.firm and role in firm:
            role = ""
        earlier = [h for h in settled if h.role == role]
        if earlier and _is_narrower(earlier[0]) and not _is_narrower(heading):
            settled = [replace(h, role="") if h.role == role else h for h in settled]
            earlier = []
        middle = role == FAMILY and earlier and earlier[0].text.casefold() == "họ"
        if earlier and not middle and not _one_heading(sheet, header, earlier[0], heading):
            role = ""
        settled.append(replace(heading, role=role))
    return replace(header, headings=tuple(settled))


def _with_codes(header: Header) -> Header:
    """A column that is only called code holds the code of people where whole names say that they
    are people."""
    if not header.has({FULL_NAME}) or header.has({"staff_code"}):
        return header
    place = next((i for i, h in enumerate(header.headings) if fold(h.text) in _CODES), -1)
    return replace(header, headings=tuple(
        replace(h, role="staff_code") if i == place else h
        for i, h in enumerate(header.headings)))


def _is_narrower(heading: Heading) -> bool:
    """Whether a column says less of people at work than another column of its role would."""
    if heading.role == "unit_id":
        return is_part_of_unit(heading.text) or not is_of_work(heading.text)
    if heading.role == "phone":
        return is_of_a_desk(heading.text)
    return heading.role == "email" and not is_of_work(heading.text)


def _one_heading(sheet: HeaderSheet, header: Header, first: Heading, other: Heading) -> bool:
    """Whether two columns stand under one merged heading."""
    if first.role in ("", IGNORED):
        return True
    area = sheet.area(header.top, first.column)
    return area is not None and area.covers(header.top, other.column)
