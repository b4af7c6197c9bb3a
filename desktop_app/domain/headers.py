"""Finding the rows that name the columns of a list, under titles, on one level or several.

Source: DOMAIN 3.2, steps 1 and 2.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop_app.domain.grid import Area, Grid, text_of
from desktop_app.domain.headings import (
    FAMILY,
    FEMALE,
    FULL_NAME,
    GIVEN,
    IGNORED,
    MALE,
    NAMING_ROLES,
    POSITION_AND_UNIT,
    PROFESSION,
    is_column_number,
    is_heading,
    is_part_of_unit,
    role_of,
)
from desktop_app.domain.list_table import ListKind
from desktop_app.domain.vietnamese import clean_line

SEARCHED_ROWS = 30
MOST_LEVELS = 3


@dataclass(frozen=True)
class Heading:
    """One column: its heading, all levels joined, and what it holds ("" if nobody knows)."""

    column: int
    text: str
    role: str


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


class _Sheet:
    """The rows where a header may stand; merged areas answer for all their cells."""

    def __init__(self, grid: Grid, kind: ListKind, first: int) -> None:
        self.grid = grid
        self.kind = kind
        self.last = min(grid.last_row, first + SEARCHED_ROWS + MOST_LEVELS)
        self._areas = self._covering([a for a in grid.merged if a.top <= self.last
                                      and a.bottom >= first])

    def _covering(self, areas: Sequence[Area]) -> Mapping[tuple[int, int], Area]:
        width = max((len(row) for row in self.grid.rows), default=0) + self.grid.first_column
        return {
            (row, column): area
            for area in areas
            for row in range(area.top, min(area.bottom, self.last) + 1)
            for column in range(area.left, min(area.right, width) + 1)
        }

    def area(self, row: int, column: int) -> Area | None:
        return self._areas.get((row, column))

    def text(self, row: int, column: int) -> str:
        """The text of a cell, or of the merged area that covers it."""
        area = self.area(row, column)
        cell = self.grid.value(area.top, area.left) if area else self.grid.value(row, column)
        return clean_line(text_of(cell)) if isinstance(cell, str) else ""

    def own(self, row: int) -> dict[int, str]:
        """The cells of a row that are not blank, covered cells left out."""
        return {column: clean_line(text_of(cell)) for column, cell in self.grid.cells(row).items()}

    def columns(self, top: int, bottom: int) -> list[int]:
        """The columns in which any of the rows says something."""
        found = {column for row in range(top, bottom + 1) for column in self.own(row)}
        found.update(column for row, column in self._areas
                     if top <= row <= bottom and self.text(row, column))
        return sorted(found)


def find_headers(grid: Grid, kind: ListKind, first: int | None = None) -> tuple[Header, ...]:
    """The headers of the next tables at or below row `first`: several where tables stand side by
    side, none where no row names the columns."""
    start = grid.first_row if first is None else first
    sheet = _Sheet(grid, kind, start)
    row = _best_row(sheet, start)
    if row is None:
        return ()
    top, bottom = _block(sheet, row, start)
    headings = tuple(Heading(column, " / ".join(levels), role_of(kind, levels))
                     for column in sheet.columns(top, bottom)
                     if (levels := _levels(sheet, top, bottom, column)))
    header = _numbered(sheet, Header(top, bottom, _without_hidden(grid, headings, kind)))
    parts = [_settled(part, sheet) for part in _side_by_side(header, kind)]
    return tuple(part for part in parts if part.has(NAMING_ROLES[kind]))


def _without_hidden(grid: Grid, headings: Sequence[Heading], kind: ListKind) -> tuple[Heading, ...]:
    """Columns that nobody sees count only for what no visible column says."""
    shown = {h.role for h in headings if h.column not in grid.hidden_columns}
    if shown & NAMING_ROLES[kind]:
        shown |= NAMING_ROLES[kind]
    return tuple(replace(h, role="") if h.column in grid.hidden_columns and h.role in shown else h
                 for h in headings)


def _best_row(sheet: _Sheet, start: int) -> int | None:
    """The row that names the most fields; one field is enough where nothing else is in the row."""
    best, best_score = None, 0
    for row in range(start, min(sheet.grid.last_row, start + SEARCHED_ROWS) + 1):
        roles = _roles(sheet, row)
        if not roles & NAMING_ROLES[sheet.kind]:
            continue
        alone = len(sheet.own(row)) == 1
        if len(roles) > best_score and (len(roles) >= 2 or alone):
            best, best_score = row, len(roles)
    return best


def _roles(sheet: _Sheet, row: int) -> set[str]:
    return _named(sheet, {sheet.text(row, column) for column in sheet.columns(row, row)})


def _named(sheet: _Sheet, texts: Iterable[str]) -> set[str]:
    return {role for text in texts if (role := role_of(sheet.kind, [text]))}


# --- several levels -------------------------------------------------------------------------


def _block(sheet: _Sheet, row: int, start: int) -> tuple[int, int]:
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


def _is_level_above(sheet: _Sheet, row: int, below: int) -> bool:
    """Whether a row groups columns: known headings over several columns, and nothing else."""
    own, named = sheet.own(row), set(sheet.columns(below, below))
    spans = [area for column in own if (area := sheet.area(row, column))]
    if not own or not set(own) <= named or len(spans) != len(own):
        return False
    return len(spans) < len(named) and any(role_of(sheet.kind, [text]) for text in own.values())


def _are_one(sheet: _Sheet, upper: int, lower: int) -> bool:
    """Whether two rows hold halves of headings, such as "Họ và" over "tên": together they name
    more fields than either alone."""
    above, below = sheet.own(upper), sheet.own(lower)
    both = above.keys() & below.keys()
    if len(both) < len(below) or lower > sheet.last:
        return False
    joined = _named(sheet, [f"{above[column]} {below[column]}" for column in both])
    alone = max(len(_named(sheet, [row[column] for column in both])) for row in (above, below))
    return len(joined) > alone and bool(joined & NAMING_ROLES[sheet.kind])


def _is_level_below(sheet: _Sheet, row: int, header: int) -> bool:
    """Whether a row only tells apart what the header row groups."""
    own = sheet.own(row)
    if row > sheet.last or not own or any(text.isdecimal() for text in own.values()):
        return False
    return all(_tells_apart(sheet, header, column, text) for column, text in own.items())


def _tells_apart(sheet: _Sheet, header: int, column: int, text: str) -> bool:
    over = sheet.text(header, column)
    area = sheet.area(header, column)
    wide = area is not None and area.right > area.left
    if over and not wide:  # only a heading such as "Năm sinh" can have "Nam" and "Nữ" under it
        return is_heading(sheet.kind, text) and sheet.text(header, column + 1) == ""
    if role_of(sheet.kind, [over]) in NAMING_ROLES[sheet.kind] or not over:
        return is_heading(sheet.kind, text)
    return True


def _levels(sheet: _Sheet, top: int, bottom: int, column: int) -> list[str]:
    """The headings over a column from the top down, each once."""
    levels: list[str] = []
    for row in range(top, bottom + 1):
        text = sheet.text(row, column) or _spread(sheet, row, bottom, column)
        if text and text not in levels:
            levels.append(text)
    return levels


def _spread(sheet: _Sheet, row: int, bottom: int, column: int) -> str:
    """The group heading to the left, where its columns were never merged."""
    if row == bottom or column not in sheet.own(bottom):
        return ""
    for left in range(column - 1, max(column - MOST_LEVELS, 0), -1):
        if text := sheet.text(row, left):
            return text if left in sheet.own(bottom) else ""
    return ""


def _numbered(sheet: _Sheet, header: Header) -> Header:
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
    roles = [h for h in header.headings if h.role]
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


def _settled(header: Header, sheet: _Sheet) -> Header:
    """Decides what one heading alone cannot: a lone "Tên" is the whole name, a lone "Nam" is no
    gender, and of two columns of one role that are not one heading the first counts."""
    roles = {h.role for h in header.headings}
    changed: dict[str, str] = {}
    if FULL_NAME not in roles and not {FAMILY, GIVEN} <= roles:
        changed |= {FAMILY: FULL_NAME, GIVEN: FULL_NAME}
    if FEMALE not in roles:
        changed[MALE] = ""
    changed[PROFESSION] = "" if roles & {"position", POSITION_AND_UNIT} else "position"
    headings: list[Heading] = []
    for heading in header.headings:
        role = changed.get(heading.role, heading.role)
        earlier = [h for h in headings if h.role == role]
        if role == "unit_id" and earlier and is_part_of_unit(earlier[0].text) \
                and not is_part_of_unit(heading.text):
            headings = [replace(h, role="") if h.role == role else h for h in headings]
            earlier = []
        if earlier and not _one_heading(sheet, header, earlier[0], heading):
            role = ""
        headings.append(replace(heading, role=role))
    return replace(header, headings=tuple(headings))


def _one_heading(sheet: _Sheet, header: Header, first: Heading, other: Heading) -> bool:
    """Whether two columns stand under one merged heading."""
    if first.role in ("", IGNORED):
        return True
    area = sheet.area(header.top, first.column)
    return area is not None and area.covers(header.top, other.column)
