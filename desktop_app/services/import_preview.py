"""What a list from outside says, before anything of it is imported."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from desktop_app.domain.list_profiles import NONE_TOLD, Profiles
from desktop_app.domain.list_table import ListKind, ListTable, Remark, remark_text
from desktop_app.exchange.lists import FileLists, read_file, read_text
from desktop_app.i18n import N_, Texts

ROWS_KEY: Mapping[ListKind, str] = {
    ListKind.ATTENDEES: "people", ListKind.AGENDA: "items", ListKind.FEEDBACK: "opinions",
}
_SHEET_NOTES: Mapping[str, str] = {
    "sheet-without-list": N_("No list was found in the sheet {sheet}."),
    "macros-ignored": N_("The macros of the file were neither run nor kept."),
    "links-ignored": N_("Links to other files were not followed; the values last saved were read."),
    "sheet-repeats": N_(
        "All people of the sheet {sheet} stand in other sheets too; they were read once."),
    "sheet-repeats-some": N_(
        "Some people of the sheet {sheet} stand in another sheet too, under the same code; they "
        "were read once."),
    "sheet-of-relatives": N_("The sheet {sheet} names relatives of staff and was not read."),
    "sheet-of-examples": N_("The sheet {sheet} shows examples and was not read."),
    "sheet-of-own-workbook": N_("The sheet {sheet} of our own workbook holds something else."),
    "sheet-hidden": N_("The hidden sheet {sheet} was not read."),
    "cell-far-away": N_(
        "Sheet {sheet}, row {row}, column {column}: this cell lies far from the list and was not "
        "read."
    ),
}


@dataclass(frozen=True)
class Preview:
    """What a file says, before anything is imported."""

    path: Path
    kind: ListKind
    lists: FileLists

    @property
    def tables(self) -> tuple[ListTable, ...]:
        return self.lists.tables


def preview(path: Path, kind: ListKind | str,
            cancelled: Callable[[], bool] = lambda: False,
            told: Profiles = NONE_TOLD) -> Preview:
    """Reads a file in another process, its columns as they were `told`; writes nothing. Raises a
    `UserError` if it cannot."""
    wanted = ListKind(kind)
    return Preview(path, wanted, read_file(path, wanted, cancelled, told))


def preview_text(text: str, name: str, kind: ListKind | str,
                 cancelled: Callable[[], bool] = lambda: False,
                 told: Profiles = NONE_TOLD) -> Preview:
    """As `preview`, for a table copied from a spreadsheet, which is shown under `name`."""
    wanted = ListKind(kind)
    return Preview(Path(name), wanted, read_text(text, name, wanted, cancelled, told))


def problem_text(problem: Remark, texts: Texts) -> str:
    """What is said of a cell or a row, in the language of `texts`."""
    return remark_text(problem, texts)


def sheet_notes(found: Preview, texts: Texts) -> list[str]:
    """What is to be said of whole sheets and of cells far away."""
    lists = found.lists
    notes = [("sheet-without-list", {"sheet": name}) for name in lists.sheets_without_list]
    notes += [(code, {}) for code in lists.ignored]
    notes += [(code, {"sheet": name}) for code, name in lists.passed_over]
    notes += [("sheet-hidden", {"sheet": name}) for name in lists.hidden_sheets]
    said = [texts.get(_SHEET_NOTES[code]).format(**params) for code, params in notes]
    far = texts.get(_SHEET_NOTES["cell-far-away"])
    return said + [far.format(sheet=sheet, row=row, column=column)
                   for sheet, row, column in lists.left_out]


def to_json(found: Preview, texts: Texts) -> dict[str, object]:
    """The answer of `read --json`; `problems` are doubts and repairs, `repairs` only those."""
    answer: dict[str, object] = {
        "file": str(found.path),
        "tables": [_table_json(table, found.kind, texts) for table in found.tables],
    }
    if notes := sheet_notes(found, texts):
        answer["notes"] = notes
    return answer


def _table_json(table: ListTable, kind: ListKind, texts: Texts) -> dict[str, object]:
    return {
        "sheet": table.sheet,
        "header_row": table.header_row,
        "columns": {name: list(columns) for name, columns in table.columns.items()},
        ROWS_KEY[kind]: [{"row": row.row, **_plain(row.values)} for row in table.rows],
        "problems": [_remark_json(remark, texts)
                     for remark in sorted((*table.problems, *table.repairs), key=_place)],
        "repairs": [_remark_json(remark, texts) for remark in table.repairs],
        "notes": [_remark_json(remark, texts) for remark in table.notes],
    }


def _place(remark: Remark) -> tuple[int, int]:
    return remark.row, remark.column


def _remark_json(remark: Remark, texts: Texts) -> dict[str, object]:
    """A remark; of a repair also what stood there and what was made of it."""
    said = {"row": remark.row, "column": remark.column, "code": remark.code,
            "message": remark_text(remark, texts)}
    return said | {name: plain_value(remark.params[name])
                   for name in ("before", "after") if name in remark.params}


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {name: plain_value(value) for name, value in values.items()}


def plain_value(value: object) -> object:
    """A value as JSON can hold it."""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
