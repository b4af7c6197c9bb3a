"""Columns of a list of people that their headings do not tell: by what stands in their cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from desktop_app.domain import headings as h
from desktop_app.domain.column_content import content_role, is_name
from desktop_app.domain.grid import Cell, Grid, column_letters, is_blank, text_of
from desktop_app.domain.header_sheet import SEARCHED_ROWS
from desktop_app.domain.headers import Header, Heading
from desktop_app.domain.heading_levels import role_of
from desktop_app.domain.list_reading import Builder
from desktop_app.domain.list_rows import begins_like_a_unit
from desktop_app.domain.list_table import ListKind, Remark
from desktop_app.domain.vietnamese import clean_line, fold

SAMPLE = 50
_SEARCHED = 200
_FEWEST_NAMES = 3
_HEADINGS_ABOVE = 4
_TOLD_BY_CONTENT = frozenset({"email", "phone", "gender", "unit_id", "position", h.TITLES, h.BIRTH})
_SAME: dict[str, tuple[str, ...]] = {
    h.TITLES: ("academic_rank", "degree"), "unit_id": (h.POSITION_AND_UNIT,),
    "phone": (h.CONTACT,), "email": (h.CONTACT,),
    "position": (h.POSITION_AND_UNIT, h.PROFESSION), "gender": (h.MALE, h.FEMALE, h.BORN_MALE),
    h.BIRTH: (h.BORN_MALE, h.BORN_FEMALE), h.FULL_NAME: (h.FAMILY, h.GIVEN),
}


def header_by_content(grid: Grid) -> Header | None:
    """The columns of a list without a row that names them; None if no column holds names.

    What stands right above the first person counts as headings where it fills the row.
    """
    rows = range(grid.first_row, min(grid.last_row, grid.first_row + _SEARCHED) + 1)
    columns = sorted({column for row in rows for column in grid.cells(row)})
    for column in columns:
        named = [row for row in rows if is_name(grid.value(row, column))]
        if len(named) >= _FEWEST_NAMES and content_role(
                grid.column(column, range(named[0], rows[-1] + 1))) == h.FULL_NAME:
            first = _first_alike(grid, named[0], column)
            return _header_of(grid, columns, first, rows[-1], column)
    return None


def headers_of_units(grid: Grid) -> list[Header]:
    """A header for each column of names under the name of a unit, where there are several side by
    side; none for other lists."""
    for row in range(grid.first_row, min(grid.last_row, grid.first_row + SEARCHED_ROWS)):
        units = {column: clean_line(cell) for column, cell in grid.cells(row).items()
                 if isinstance(cell, str) and begins_like_a_unit(cell)}
        below = range(row + 1, min(grid.last_row, row + SAMPLE) + 1)
        if len(units) > 1 and all(content_role(grid.column(column, below)) == h.FULL_NAME
                                  for column in units):
            return [Header(row, row, (Heading(column, unit, h.FULL_NAME, firm=False),))
                    for column, unit in units.items()]
    return []


def _first_alike(grid: Grid, first: int, name: int) -> int:
    """The first of the rows above that look like the row of the first name, so that people of rare
    family names come too."""
    below = _shape(grid, first)
    while first > grid.first_row:
        above = _shape(grid, first - 1)
        same = above.items() & below.items()
        disagree = above.keys() & below.keys() != dict(same).keys()
        telling = (name, False) in same and True in dict(same).values()
        if disagree or not telling or len(same) <= len(above.keys() | below.keys()) / 2:
            break
        first -= 1
    return first


def _shape(grid: Grid, row: int) -> Mapping[int, bool]:
    """The columns filled in a row, and whether figures stand in them."""
    return {column: any(map(str.isdecimal, text_of(cell)))
            for column, cell in grid.cells(row).items()}


def is_form(header: Header) -> bool:
    """Whether a header is no header but the form of one person: its label "Họ và tên:" has the name
    beside it, where a heading would have another heading."""
    labels = [x for x in header.headings if x.role in (h.FULL_NAME, h.FAMILY, h.GIVEN)]
    beside = [next((x for x in header.headings if x.column > label.column), None)
              for label in labels]
    return bool(labels) and all(
        label.text.rstrip().endswith(":") and heading is not None
        and not heading.role and not heading.text.rstrip().endswith(":")
        for label, heading in zip(labels, beside, strict=True))


def _header_of(grid: Grid, columns: Sequence[int], first: int, last: int, name: int) -> Header:
    row, above = _headings_above(grid, first, columns)
    header = Header(row, row if above else first - 1, tuple(
        Heading(column, above.get(column, ""), h.FULL_NAME if column == name else "")
        for column in columns))
    roles = {h.FULL_NAME}
    headings = []
    for heading in header.headings:
        role = heading.role or role_of(ListKind.ATTENDEES, [heading.text]) or content_role(
            grid.column(heading.column, range(first, last + 1)))
        if not heading.role and (role in roles or _given_beside(grid, first, name, heading.column)):
            role = ""
        roles.add(role)
        headings.append(replace(heading, role=role))
    kept = tuple(heading for heading in headings if heading.role or heading.text)
    return replace(header, headings=kept)


def _headings_above(grid: Grid, first: int, columns: Sequence[int]) -> tuple[int, dict[int, str]]:
    """The next row above that names two fields, or the row right above if most columns have a text
    in it; its number and texts."""
    near = range(first - 1, max(first - _HEADINGS_ABOVE, grid.first_row) - 1, -1)
    texts = {row: {column: clean_line(cell) for column, cell in grid.cells(row).items()
                   if isinstance(cell, str)} for row in near}
    for row in near:
        if len({role_of(ListKind.ATTENDEES, [text]) for text in texts[row].values()} - {""}) > 1:
            return row, texts[row]
    above = texts.get(first - 1, {})
    return (first - 1, above) if len(above) > max(1, len(columns) / 2) else (first, {})


def _given_beside(grid: Grid, first: int, name: int, column: int) -> bool:
    return column == name + 1 and holds_given_names(grid, first, name)


def fill_by_content(builder: Builder) -> None:
    """Gives columns that no heading explains the role that their cells show, and says so."""
    header, grid = builder.header, builder.grid
    roles = {heading.role for heading in header.headings}
    headed = {heading.column: heading for heading in header.headings}
    rows = range(header.first_data_row, min(grid.last_row, header.first_data_row + SAMPLE) + 1)
    for column in _unexplained(builder):
        heading = headed.get(column, Heading(column, "", ""))
        role = content_role(grid.column(column, rows))
        if role not in _TOLD_BY_CONTENT or roles & {role, *_SAME.get(role, ())} \
                or (role == h.BIRTH and heading.text) or h.means_other(heading.text):
            continue
        roles.add(role)
        headed[column] = replace(heading, role=role)
        tell_by_content(builder, headed[column])
    builder.header = replace(header, headings=tuple(headed[c] for c in sorted(headed)))


def _unexplained(builder: Builder) -> Iterable[int]:
    known = {x.column for x in builder.header.headings if x.role}
    widest = builder.grid.first_column + max(map(len, builder.grid.rows), default=0)
    return [column for column in range(builder.left, (builder.right or widest) + 1)
            if column not in known]


def tell_by_content(builder: Builder, heading: Heading) -> None:
    """Adds the doubt that a column was recognised by its cells alone."""
    names = h.FIELDS_OF_ROLE.get(heading.role, (heading.role,))
    builder.problems.append(Remark(
        builder.header.first_data_row, heading.column, "column-by-content",
        builder.label(names[0]), {"value": heading.text or column_letters(heading.column)}))


def tell_more_names(builder: Builder, rows: Sequence[int]) -> None:
    """Adds a doubt for each column that no field takes although it holds names too."""
    texts = {heading.column: heading.text for heading in builder.header.headings}
    for column in sorted(builder.unread_columns):
        heading = texts.get(column, "")
        cells = builder.grid.column(column, rows[:SAMPLE])
        if not h.means_other(heading) and content_role(cells) == h.FULL_NAME and _are_long(cells):
            builder.problems.append(Remark(rows[0], column, "more-names", params={
                "value": heading or column_letters(column)}))


def _are_long(cells: Sequence[Cell]) -> bool:
    """Whether most names have three words or more, as those of people and not of places."""
    names = [clean_line(text_of(cell)) for cell in cells if cell is not None]
    return sum(name.count(" ") > 1 for name in names) > len(names) / 2


def join_unnamed_column(builder: Builder) -> None:
    """Takes in the column right of the name if it has no heading and holds given names.

    One heading "Họ và tên" often stands over two columns; a text file does not tell that they
    were merged.
    """
    header = builder.header
    columns = header.columns(h.FULL_NAME)
    if len(columns) != 1 or any(x.column == columns[0] + 1 for x in header.headings):
        return
    if holds_given_names(builder.grid, header.first_data_row, columns[0]):
        place = next(i for i, x in enumerate(header.headings) if x.column == columns[0])
        joined = (*header.headings[: place + 1], Heading(columns[0] + 1, "", h.FULL_NAME),
                  *header.headings[place + 1 :])
        builder.header = replace(header, headings=joined)


def _may_be_given(text: str) -> bool:
    words = text.split(" ")
    named = all(word.isalpha() and word[0].isupper() for word in words)
    return len(words) <= 2 and named and not begins_like_a_unit(text)


def holds_given_names(grid: Grid, first: int, column: int) -> bool:
    """Whether nearly every name has one or two more words beside it, and not always the same."""
    last = min(grid.last_row, first + SAMPLE)
    named = [row for row in range(first, last + 1) if not is_blank(grid.value(row, column))]
    beside = [clean_line(text_of(grid.value(row, column + 1))) for row in named]
    words = [fold(text) for text in beside if _may_be_given(text)]
    telling = set(words) - {"nam", "nu", "x", "ong", "ba"}
    return len(words) > len(named) * 0.7 and len(telling) > len(words) / 4

