"""Agenda and opinions of our own workbook, read back."""

from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain import records
from desktop_app.domain.list_table import NAMED_BY, RECORD_OF, ListKind, ListRows, ListTable
from desktop_app.domain.merging import Rule, Verdict
from desktop_app.exchange.lists import FileLists, lists_in
from desktop_app.i18n import Texts
from desktop_app.services.demo import write_demo
from desktop_app.services.exporting import export_workbook
from desktop_app.services.importing import (
    ImportResult,
    ListMerge,
    Merged,
    Preview,
    compare,
    import_list,
    merge_in_background,
    merge_list,
)
from desktop_app.store.register import Register

SHEETS = {ListKind.AGENDA: "Chương trình", ListKind.FEEDBACK: "Ý kiến"}


def read_back(register: Register, meeting_id: int, book: Path, kind: ListKind) -> ImportResult:
    return import_list(register, meeting_id, Preview(book, kind, lists_in(book, kind)))


@pytest.mark.parametrize("kind", list(SHEETS))
def test_what_comes_back_as_it_was_adds_nothing(register: Register, tmp_path: Path,
                                                kind: ListKind) -> None:
    meeting_id = write_demo(register)
    steps = len(register.journal.history(500))
    book = export_workbook(register, meeting_id, tmp_path, Texts.of("vi"))
    result = read_back(register, meeting_id, book, kind)
    assert (result.added, result.doubtful) == ((), ())
    assert result.skipped
    assert len(register.journal.history(500)) == steps


@pytest.mark.parametrize(("kind", "language"), [
    (ListKind.AGENDA, "vi"), (ListKind.FEEDBACK, "vi"), (ListKind.FEEDBACK, "en")])
def test_our_own_workbook_says_nothing_new(register: Register, tmp_path: Path, kind: ListKind,
                                           language: str) -> None:
    meeting_id = write_demo(register)
    book = export_workbook(register, meeting_id, tmp_path, Texts.of(language))
    merge = compare(register, meeting_id, Preview(book, kind, lists_in(book, kind)))
    assert {(row.verdict, row.match.rule, row.changes) for row in merge.rows} == {
        (Verdict.SAME, Rule.ROW_CODE, ())}


def edited(register: Register, meeting_id: int, folder: Path, kind: ListKind,
           number: int | None) -> ListMerge:
    """Our own workbook in which the first row of a list has other words, and maybe another
    number, than the register."""
    book = export_workbook(register, meeting_id, folder, Texts.of("vi"))
    file = openpyxl.load_workbook(book)
    sheet = file[SHEETS[kind]]
    known = read_back(register, meeting_id, book, kind).skipped[0]
    cell = next(cell for cell in sheet[known.row] if known.name in str(cell.value))
    cell.value = "Nội dung đã viết lại"
    if number:
        sheet.cell(known.row, 1).value = number
    file.save(book)
    return compare(register, meeting_id, Preview(book, kind, lists_in(book, kind)))


@pytest.mark.parametrize("kind", list(SHEETS))
def test_other_words_beside_a_known_code_and_number_are_a_change(
        register: Register, tmp_path: Path, kind: ListKind) -> None:
    meeting_id = write_demo(register)
    merge = edited(register, meeting_id, tmp_path, kind, None)
    [row] = [row for row in merge.rows if row.verdict is not Verdict.SAME]
    assert [change.after for change in row.changes] == ["Nội dung đã viết lại"]
    before = register.get(RECORD_OF[kind], row.match.key)
    result = merge_list(register, meeting_id, merge)
    assert (result.added, result.changed) == ((), (row.match.key,))
    assert getattr(register.get(RECORD_OF[kind], row.match.key), NAMED_BY[kind]) == row.name
    register.undo()
    assert register.get(RECORD_OF[kind], row.match.key) == before


@pytest.mark.parametrize("kind", list(SHEETS))
def test_other_words_and_another_number_beside_a_known_code_are_doubtful(
        register: Register, tmp_path: Path, kind: ListKind) -> None:
    meeting_id = write_demo(register)
    merge = edited(register, meeting_id, tmp_path, kind, 99)
    result = merge_list(register, meeting_id, merge)
    assert (result.added, result.changed) == ((), ())
    assert [row.name for row in result.doubtful] == ["Nội dung đã viết lại"]


def test_opinions_that_come_back_meanwhile_are_no_obstacle(register: Register,
                                                           tmp_path: Path) -> None:
    """Two tables, one of them with codes: once these are known the other is a summary."""
    meeting_id = write_demo(register)
    first, other, *_ = register.find(records.Feedback)
    with register.operation("Remove"):
        register.delete(records.Feedback, [first.id])
    coded, plain = ListRows(), ListRows()
    coded.add(2, {"text": first.text, "uid": first.uid, "number": first.number})
    plain.add(2, {"text": "Chỉ có ở bảng tổng hợp"})
    tables = tuple(ListTable(sheet, 1, {"text": (1,)}, rows)
                   for sheet, rows in (("Ý kiến", coded), ("Khác", plain)))
    merge = compare(register, meeting_id,
                    Preview(Path("a.xlsx"), ListKind.FEEDBACK, FileLists(tables)))
    assert merge.count(Verdict.NEW) == 2
    register.undo()
    done = merge_in_background(register.path, meeting_id, merge, {}, ())
    assert isinstance(done, Merged)
    assert done.result.added == ()
    assert other in register.find(records.Feedback)
