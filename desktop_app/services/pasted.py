"""Lists as they are pasted: people, one line each, or a table with headings."""

from dataclasses import dataclass

from desktop_app.domain import fields, records
from desktop_app.domain.heading_levels import names_fields
from desktop_app.domain.list_table import ListKind
from desktop_app.domain.names import SplitName, split_titles
from desktop_app.domain.vietnamese import clean_line

HEADING_LINES = 10


@dataclass(frozen=True)
class PastedPerson:
    """What one pasted line says, titles before the name already taken off it."""

    name: SplitName
    position: str
    unit: str
    rest: str


def pasted_people(text: str) -> list[PastedPerson]:
    """One person per line that is not blank, whatever number stands in front of it.

    After a tab, semicolon or comma: position, then unit; what follows becomes the remark.
    """
    found = []
    for line in text.splitlines():
        cells = _cells(line)
        if cells:
            name, position, unit, *rest = [*cells, "", ""]
            found.append(PastedPerson(split_titles(name), position, unit,
                                      ", ".join(filter(None, rest))))
    return found


def has_headings(kind: ListKind, text: str) -> bool:
    """Whether the text is a table copied from a spreadsheet, headings and all."""
    lines = [line.split("\t") for line in text.splitlines()[:HEADING_LINES]]
    return any(len(cells) > 1 and names_fields(kind, cells) for cells in lines)


def attendee_of(line: PastedPerson, meeting_id: int, number: int, kind: str,
                unit_id: int | None) -> records.Attendee:
    """The record of a pasted line; what is too long for its field goes into the remark."""
    titled = line.name
    limit = fields.entry_of(records.Attendee, "full_name").limit
    line_limit = fields.LINE_LIMIT
    return records.Attendee(
        meeting_id=meeting_id, number=number, full_name=titled.name[:limit],
        honorific=titled.honorific, academic_rank=titled.academic_rank, degree=titled.degree,
        position=line.position[:line_limit], kind=kind, unit_id=unit_id,
        note=" ".join(filter(None, [titled.name[limit:], line.position[line_limit:], line.rest])))


def _cells(line: str) -> list[str]:
    """The parts of a pasted line, without a list number or a bullet in front."""
    separator = next((sign for sign in "\t;," if sign in line), "\t")
    cells = [clean_line(cell) for cell in line.split(separator)]
    while cells and (not cells[0] or cells[0].rstrip(".)").isdecimal()):
        cells = cells[1:]
    if cells:
        cells[0] = cells[0].lstrip("0123456789.)-–•* ") or cells[0]
    return cells
