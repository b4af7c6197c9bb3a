"""What is to be said of the cells, rows and sheets of a list, and which column is what."""

from dataclasses import dataclass

from desktop_app.domain import fields
from desktop_app.domain.grid import column_letters
from desktop_app.domain.list_table import (
    NAME_OF_FIELD,
    RECORD_OF,
    ListKind,
    ListTable,
    Remark,
)
from desktop_app.domain.row_codes import CODE, HEADING
from desktop_app.i18n import N_, _, active
from desktop_app.services.importing import Preview, problem_text, sheet_notes
from desktop_app.ui.table import Column
from desktop_app.ui.theme import Theme

_JOIN = " · "
_IN_LISTS = {CODE: HEADING, "speaker": N_("Speaker")}
"""Fields that mean more in a list than in the register: whoever speaks may be on the list of
people, and is then linked."""

_FIELD_OF_NAME = {name: field for field, name in NAME_OF_FIELD.items()}


@dataclass(frozen=True)
class Finding:
    """One thing to say about a cell, a row (column 0) or a sheet (row 0); said when it is shown,
    because a long list has thousands."""

    sheet: str
    remark: Remark
    grave: bool = False
    note: str = ""

    @property
    def text(self) -> str:
        text = self.note or problem_text(self.remark, active())
        return f"✘ {text}" if self.grave else f"· {text}"

    @property
    def place(self) -> str:
        if not self.remark.row:
            return ""
        if not self.remark.column:
            return _("{sheet}, row {row}").format(sheet=self.sheet, row=self.remark.row)
        cell = f"{column_letters(self.remark.column)}{self.remark.row}"
        return _("{sheet}, cell {cell}").format(sheet=self.sheet, cell=cell)


def findings(found: Preview) -> list[Finding]:
    """Problems first, then what was mended and what was left out."""
    graves = [Finding(table.sheet, remark, grave=True)
              for table in found.tables for remark in table.problems]
    notes = [Finding("", Remark(0, 0, ""), note=text) for text in sheet_notes(found, active())]
    others = [Finding(table.sheet, remark)
              for table in found.tables for remark in (*table.repairs, *table.notes)]
    return [*graves, *notes, *others]


def finding_columns(theme: Theme) -> list[Column[Finding]]:
    """Where something is to be said, and what."""
    return [
        Column("place", _("Place"), lambda finding: finding.place, 20),
        Column("text", _("What was found"), lambda finding: finding.text, 80,
               colour=lambda f: theme.palette.bad if f.grave else None),
    ]


def mapping_text(table: ListTable, kind: ListKind) -> str:
    """Which column of the file was understood as what, such as “Unit: D”."""
    parts = [f"{field_label(name, kind)}: {', '.join(column_letters(column) for column in columns)}"
             for name, columns in table.columns.items()]
    unused = [f"{column_letters(column)} “{heading}”" if heading else column_letters(column)
              for column, heading in table.unused]
    if unused:
        parts.append(_("not used: {columns}").format(columns=", ".join(unused)))
    return f"{place_of(table)} — {_JOIN.join(parts)}"


def place_of(table: ListTable) -> str:
    """Where a table stands, such as “Sheet A, headings in row 3”."""
    if not table.header_row:
        return _("Sheet {sheet}, without headings").format(sheet=table.sheet)
    return _("Sheet {sheet}, headings in row {row}").format(sheet=table.sheet,
                                                           row=table.header_row)


def field_entry(name: str, kind: ListKind) -> fields.Entry:
    """What the catalogue says of a field, called as lists call it."""
    return fields.entry_of(RECORD_OF[kind], _FIELD_OF_NAME.get(name, name))


def field_label(name: str, kind: ListKind) -> str:
    """A field as the user calls it."""
    if name in _IN_LISTS:
        return _(_IN_LISTS[name])
    return _(field_entry(name, kind).label)
