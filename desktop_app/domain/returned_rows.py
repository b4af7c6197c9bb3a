"""The sheet that goes to a replying office, and how it is read when it comes back.

A hidden row above the headings names each column, so that columns may be renamed, moved and added;
hidden columns at the end of each row say which opinion it is and what was sent. Where the hidden
row is lost, the headings are read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from desktop_app.domain.grid import Grid, text_of
from desktop_app.domain.own_rows import WHO
from desktop_app.domain.row_codes import is_code
from desktop_app.domain.shown import shown_text
from desktop_app.domain.vietnamese import fold
from desktop_app.i18n import LANGUAGES, N_, Texts

MARK = "tkhn:"
"""Begins the name of a column in the hidden row."""

ASKED: Mapping[str, str] = {
    "answer": N_("Text of the reply"), "kind": N_("Kind of reply"), "due": N_("Due"),
    "person": N_("Person who answers"),
}
"""What the office fills in: names of columns and their headings."""

TOLD: Mapping[str, str] = {
    "number": N_("Opinion no."), "who": N_("Speaker"), "unit": N_("Unit"), "themes": N_("Theme"),
    "text": N_("Text of the opinion"),
}
"""What the office reads."""

SENT: Mapping[str, str] = {
    "sent answer": N_("As sent: text of the reply"), "sent kind": N_("As sent: kind of reply"),
    "sent due": N_("As sent: due"), "sent person": N_("As sent: person who answers"),
}
"""Hidden copies of what stood in the columns to fill in."""

HIDDEN: Mapping[str, str] = {
    "uid": N_("Row code"), "office": N_("Code of the office"), "reply": N_("Code of the reply"),
    **SENT,
}
IN_THE_WHOLE: Mapping[str, str] = {
    "result": N_("Result"), "sent result": N_("As sent: result"),
}
"""What only the workbook of a whole conference has besides."""

IN_LISTS: Mapping[str, str] = {
    "who": WHO, "themes": TOLD["themes"], "text": TOLD["text"], "addressed": N_("Answering unit"),
    "status": N_("Status"), "gist": N_("Gist"), "remark": N_("Remark"),
}
"""What the workbook of a conference says of opinions and only the import of a list takes."""

_NUMBER_OF_ROW = {"number of row": N_("No.")}
FILLED_IN: Mapping[str, str] = {**ASKED, "result": IN_THE_WHOLE["result"]}
"""Every column that is read back, with its heading."""

_LEAST_COLUMNS = 2
_SENT = "sent "


@dataclass(frozen=True)
class ReturnedRow:
    """One row of a sheet (from 1) and its values by column name; lost columns are left out."""

    row: int
    values: Mapping[str, str]

    @property
    def sent(self) -> Mapping[str, str]:
        """What stood in the columns to fill in when they were sent; empty if that is lost."""
        return {name[len(_SENT):]: text for name, text in self.values.items()
                if name.startswith(_SENT)} if self.values.get("uid") else {}


@dataclass(frozen=True)
class ReturnedSheet:
    """The rows of a sheet that say something."""

    name: str
    rows: tuple[ReturnedRow, ...]

    @property
    def coded(self) -> bool:
        """Whether some row still has its code."""
        return any(row.values.get("uid") for row in self.rows)


def returned_sheet(grid: Grid) -> ReturnedSheet | None:
    """What a sheet says, None for a sheet of another kind."""
    for row in range(grid.first_row, grid.last_row + 1):
        if columns := _marked(grid, row):  # the headings, whatever they are called now, follow
            return ReturnedSheet(grid.name, tuple(_rows(grid, row + 2, columns)))
        if columns := _headed(grid, row):
            return ReturnedSheet(grid.name, tuple(_rows(grid, row + 1, columns)))
    return None


_Columns = dict[str, list[int]]
"""The columns of each name from the left on; several where an office has copied one."""


def _marked(grid: Grid, row: int) -> _Columns:
    """The columns that the hidden row names."""
    found: _Columns = {}
    for column, cell in sorted(grid.cells(row).items()):
        text = text_of(cell)
        if text.startswith(MARK):
            found.setdefault(text[len(MARK):], []).append(column)
    return _enough(found)


def _headed(grid: Grid, row: int) -> _Columns:
    """The columns that headings name, in any language of the program."""
    found: _Columns = {}
    for column, cell in grid.cells(row).items():
        for name in _names().get(fold(text_of(cell)), ()):
            if name not in found:
                found[name] = [column]
                break
    if of_row := found.pop("number of row", None):
        found.setdefault("number", of_row)
    return _enough(found) if "answer" in found else {}


def _enough(columns: _Columns) -> _Columns:
    return columns if len(columns) >= _LEAST_COLUMNS else {}


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """The columns that each folded heading may name."""
    names: dict[str, tuple[str, ...]] = {}
    headings = [*{**TOLD, **ASKED, **HIDDEN, **IN_THE_WHOLE, **_NUMBER_OF_ROW}.items(),
                *IN_LISTS.items()]
    for name, heading in headings:
        for text in {fold(Texts.of(language).get(heading)) for language in LANGUAGES}:
            names[text] = tuple(dict.fromkeys((*names.get(text, ()), name)))
    return names


def _rows(grid: Grid, first: int, columns: Mapping[str, Sequence[int]]) -> Iterator[ReturnedRow]:
    for row in range(first, grid.last_row + 1):
        values = {name: _first_text(grid, row, some) for name, some in columns.items()}
        if not is_code(values.get("uid", "")):
            values["uid"] = ""
        if values["uid"] or (_is_row(values) and not _headed(grid, row)):
            yield ReturnedRow(row, values)


def _is_row(values: Mapping[str, str]) -> bool:
    """Whether a row without a code is about an opinion."""
    return bool(values.get("number") and values.get("text")) or any(
        values.get(name) for name in ASKED)


def _first_text(grid: Grid, row: int, columns: Sequence[int]) -> str:
    texts = (shown_text(grid.value(row, column)) for column in columns)
    return next(filter(None, texts), "")
