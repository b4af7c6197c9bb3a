"""What a list from outside says, as rows for the import panel."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop_app.domain import fields, records
from desktop_app.domain.list_table import NAME_OF_FIELD, ListTable, Remark
from desktop_app.domain.row_codes import CODE, HEADING
from desktop_app.i18n import _, active
from desktop_app.services.importing import Preview, problem_text, sheet_notes
from desktop_app.ui.table import Column, shown
from desktop_app.ui.theme import Theme

_JOIN = " · "
_WHOLE = ("number", "full_name")
_FIELD_OF_NAME = {name: field for field, name in NAME_OF_FIELD.items()}


@dataclass(frozen=True)
class ImportRow:
    """One person of a list. `key` is the table's place and the row; `known` says that somebody is
    on the list of the conference already, `doubtful` that a cell of the row has a problem."""

    key: tuple[int, int]
    sheet: str
    values: dict[str, str]
    known: bool
    doubtful: bool


@dataclass(frozen=True)
class Finding:
    """One thing to say about a cell, a row (column 0) or a sheet (row 0)."""

    sheet: str
    row: int
    column: int
    text: str
    grave: bool = False


def import_rows(found: Preview, new: Collection[tuple[int, int]]) -> list[ImportRow]:
    """Everybody in the file, in the order of its tables."""
    rows = []
    for place, table in enumerate(found.tables):
        doubtful = {problem.row for problem in table.problems}
        for row in table.rows:
            values = {field: _text(field, value) for field, value in row.values.items()
                      if field != CODE}
            rows.append(ImportRow((place, row.row), table.sheet, values,
                                  (place, row.row) not in new, row.row in doubtful))
    return rows


def findings(found: Preview) -> list[Finding]:
    """Problems first, then what was mended and what was left out."""
    said = [Finding("", 0, 0, text) for text in sheet_notes(found, active())]
    for table in found.tables:
        said += [_finding(table, remark, grave=True) for remark in table.problems]
    for table in found.tables:
        said += [_finding(table, remark) for remark in (*table.repairs, *table.notes)]
    return sorted(said, key=lambda finding: not finding.grave)


def mapping_text(table: ListTable) -> str:
    """Which column of the file was understood as what, such as “Unit: D”."""
    parts = [f"{_label(name)}: {', '.join(letters(column) for column in columns)}"
             for name, columns in table.columns.items()]
    unused = [f"{letters(column)} “{heading}”" if heading else letters(column)
              for column, heading in table.unused]
    if unused:
        parts.append(_("not used: {columns}").format(columns=", ".join(unused)))
    head = _("Sheet {sheet}, headings in row {row}").format(sheet=table.sheet,
                                                           row=table.header_row)
    return f"{head} — {_JOIN.join(parts)}"


def row_columns(found: Preview, theme: Theme) -> list[Column[ImportRow]]:
    """A column for each field that the file has, in the order of the catalogue."""
    order = [NAME_OF_FIELD.get(e.name, e.name) for e in fields.entries(records.Attendee)]
    present = {name for table in found.tables for row in table.rows for name in row.values}
    columns: list[Column[ImportRow]] = [
        Column("row", _("Row"), lambda row: str(row.key[1]), 6, right=True,
               colour=lambda row: theme.palette.muted)]
    if len({table.sheet for table in found.tables}) > 1:
        columns.append(Column("sheet", _("Sheet"), lambda row: row.sheet, 12))
    return [*columns, *(_column(name) for name in order if name in present)]


def finding_columns(theme: Theme) -> list[Column[Finding]]:
    """Where something is to be said, and what."""
    return [
        Column("place", _("Place"), _place, 20),
        Column("text", _("What was found"), _finding_text, 80,
               colour=lambda f: theme.palette.bad if f.grave else None),
    ]


def letters(column: int) -> str:
    """The name of a column as spreadsheets show it: A, B, … Z, AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _column(name: str) -> Column[ImportRow]:
    entry = fields.entry_of(records.Attendee, _FIELD_OF_NAME.get(name, name))
    return Column(name, _(entry.label), lambda row: row.values.get(name, ""), entry.width,
                  entry.kind is fields.Kind.NUMBER, fixed=name in _WHOLE)


def _label(name: str) -> str:
    if name == CODE:
        return _(HEADING)
    return _(fields.entry_of(records.Attendee, _FIELD_OF_NAME.get(name, name)).label)


def _text(name: str, value: object) -> str:
    if name in _FIELD_OF_NAME:
        return str(value)
    return shown(fields.entry_of(records.Attendee, name), value)


def _finding(table: ListTable, remark: Remark, *, grave: bool = False) -> Finding:
    return Finding(table.sheet, remark.row, remark.column, problem_text(remark, active()), grave)


def _place(finding: Finding) -> str:
    if not finding.row:
        return ""
    cell = f"{letters(finding.column)}{finding.row}" if finding.column else str(finding.row)
    return _("{sheet}, cell {cell}").format(sheet=finding.sheet, cell=cell) if finding.column \
        else _("{sheet}, row {row}").format(sheet=finding.sheet, row=cell)


def _finding_text(finding: Finding) -> str:
    return f"✘ {finding.text}" if finding.grave else f"· {finding.text}"


def taken_at_first(rows: Sequence[ImportRow]) -> set[tuple[int, int]]:
    """Everybody who is not on the list yet."""
    return {row.key for row in rows if not row.known}
