"""Agenda and opinions of our own workbook, read back."""

from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.list_table import ListKind
from desktop_app.exchange.lists import lists_in
from desktop_app.i18n import Texts
from desktop_app.services.demo import write_demo
from desktop_app.services.exporting import export_workbook
from desktop_app.services.importing import (
    ImportResult,
    Preview,
    import_items,
    import_opinions,
)
from desktop_app.store.register import Register

IMPORTS = {ListKind.AGENDA: import_items, ListKind.FEEDBACK: import_opinions}
SHEETS = {ListKind.AGENDA: "Chương trình", ListKind.FEEDBACK: "Ý kiến"}


def read_back(register: Register, meeting_id: int, book: Path, kind: ListKind) -> ImportResult:
    return IMPORTS[kind](register, meeting_id, Preview(book, kind, lists_in(book, kind)))


@pytest.mark.parametrize("kind", list(IMPORTS))
def test_what_comes_back_as_it_was_adds_nothing(register: Register, tmp_path: Path,
                                                kind: ListKind) -> None:
    meeting_id = write_demo(register)
    steps = len(register.journal.history(500))
    book = export_workbook(register, meeting_id, tmp_path, Texts.of("vi"))
    result = read_back(register, meeting_id, book, kind)
    assert (result.added, result.doubtful) == ((), ())
    assert result.skipped
    assert len(register.journal.history(500)) == steps


@pytest.mark.parametrize("kind", list(IMPORTS))
def test_other_words_beside_a_known_code_are_doubtful_and_not_added(
        register: Register, tmp_path: Path, kind: ListKind) -> None:
    meeting_id = write_demo(register)
    book = export_workbook(register, meeting_id, tmp_path, Texts.of("vi"))
    file = openpyxl.load_workbook(book)
    sheet = file[SHEETS[kind]]
    known = read_back(register, meeting_id, book, kind).skipped[0]
    cell = next(cell for cell in sheet[known.row] if known.name in str(cell.value))
    cell.value = "Nội dung đã viết lại"
    file.save(book)
    result = read_back(register, meeting_id, book, kind)
    assert result.added == ()
    assert [row.name for row in result.doubtful] == ["Nội dung đã viết lại"]
