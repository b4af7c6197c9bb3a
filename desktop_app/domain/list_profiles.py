"""What the user said of the columns of a list, remembered for all files of the same shape.

Two lists have the same shape if the same headings stand over the same columns.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop_app.domain.headers import Header, Heading
from desktop_app.domain.heading_words import IGNORED
from desktop_app.domain.headings import FAMILY, FULL_NAME, GIVEN
from desktop_app.domain.list_table import ColumnRole
from desktop_app.domain.vietnamese import fold

Roles = Mapping[int, str]
"""What each column holds, as `headings` calls it; `IGNORED` for nothing."""
Profiles = Mapping[str, Roles]
"""By the shape of a list."""
NONE_TOLD: Profiles = {}


def shape_of(columns: Iterable[ColumnRole]) -> str:
    """The same for lists with the same headings; columns that have none count only where no
    column has one."""
    every = list(columns)
    named = [column for column in every if column.text] or every
    return "|".join(f"{column.column} {fold(column.text)}" for column in named)


def column_roles(header: Header) -> tuple[ColumnRole, ...]:
    """The columns of a header, as a list keeps them."""
    return tuple(ColumnRole(x.column, x.text, x.role) for x in header.headings)


def names_people(roles: Iterable[str]) -> bool:
    """Whether columns with these roles hold the names of people."""
    found = set(roles)
    return FULL_NAME in found or {FAMILY, GIVEN} <= found


def as_told(header: Header, profiles: Profiles) -> Header:
    """The header with the roles that the user gave to the columns of this shape, if there are any
    and the names are among them."""
    told = profiles.get(shape_of(column_roles(header)))
    if not told:
        return header
    known = {x.column: x for x in header.headings}
    columns = {**known, **{c: Heading(c, "", "") for c in told if c not in known}}
    headings = tuple(replace(columns[c], role=told.get(c, columns[c].role) or IGNORED)
                     for c in sorted(columns))
    return replace(header, headings=headings) if names_people(x.role for x in headings) else header
