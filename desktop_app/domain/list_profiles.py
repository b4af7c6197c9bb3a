"""What the user said of the columns of a list, remembered for all files of the same shape.

Two lists have the same shape if the same headings stand over the same columns.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop_app.domain.fields import Entry, Kind, entries
from desktop_app.domain.headers import Header, Heading
from desktop_app.domain.heading_words import IGNORED
from desktop_app.domain.headings import FAMILY, FULL_NAME, GIVEN, NAMING_ROLES
from desktop_app.domain.list_table import NAME_OF_FIELD, RECORD_OF, ColumnRole, ListKind
from desktop_app.domain.vietnamese import fold

Roles = Mapping[int, str]
"""What each column holds, as `headings` calls it; `IGNORED` for nothing."""
Profiles = Mapping[str, Roles]
"""By the shape of a list."""
NONE_TOLD: Profiles = {}


def shape_of(kind: ListKind, columns: Iterable[ColumnRole]) -> str:
    """The same for lists of one kind with the same headings; columns that have none count only
    where no column has one."""
    every = list(columns)
    named = [column for column in every if column.text] or every
    shape = "|".join(f"{column.column} {fold(column.text)}" for column in named)
    return shape if kind is ListKind.ATTENDEES else f"{kind}: {shape}"


def column_roles(header: Header) -> tuple[ColumnRole, ...]:
    """The columns of a header, as a list keeps them."""
    return tuple(ColumnRole(x.column, x.text, x.role) for x in header.headings)


def fields_of(kind: ListKind) -> tuple[Entry, ...]:
    """The fields that a column may hold; of other records those that a list can name."""
    return tuple(e for e in entries(RECORD_OF[kind])
                 if e.kind is not Kind.ONE or e.name in NAME_OF_FIELD)


def names_rows(kind: ListKind, roles: Iterable[str]) -> bool:
    """Whether columns with these roles hold what rows are called by: names, items or opinions."""
    found = set(roles)
    if kind is ListKind.ATTENDEES:
        return FULL_NAME in found or {FAMILY, GIVEN} <= found
    return bool(found & NAMING_ROLES[kind])


def as_told(kind: ListKind, header: Header, profiles: Profiles) -> Header:
    """The header with the roles that the user gave to the columns of this shape, if there are any
    and they still say what rows are called by."""
    told = profiles.get(shape_of(kind, column_roles(header)))
    if not told:
        return header
    known = {x.column: x for x in header.headings}
    columns = {**known, **{c: Heading(c, "", "") for c in told if c not in known}}
    headings = tuple(replace(columns[c], role=told.get(c, columns[c].role) or IGNORED)
                     for c in sorted(columns))
    said = names_rows(kind, (x.role for x in headings))
    return replace(header, headings=headings) if said else header
