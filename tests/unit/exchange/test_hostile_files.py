"""Files made to harm their reader give a result or a sentence; the program goes on."""

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from desktop_app.domain.errors import UserError
from desktop_app.domain.list_table import ListKind
from desktop_app.exchange.lists import read_file

SHEET = "xl/worksheets/sheet1.xml"
END = b"</sheetData>"
PEOPLE = 20
ENTITIES = b'<!DOCTYPE l [<!ENTITY a "lol">' + b"".join(
    b'<!ENTITY %c "%s">' % (code, b"&%c;" % (code - 1) * 10) for code in range(98, 110)) + b"]>"
Change = Callable[[bytes], Iterable[bytes]]


def changed(folder: Path, part: str, change: Change, name: str = "list.xlsx") -> Path:
    """A small list, one part of which was written anew."""
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["STT", "Họ và tên", "Đơn vị"])
    for number in range(1, PEOPLE + 1):
        book.active.append([number, "Nguyễn Văn An", "Khoa Điện"])
    book.save(content)
    path = folder / name
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            with new.open(each, "w") as stream:
                for piece in change(old.read(each)) if each == part else [old.read(each)]:
                    stream.write(piece)
    return path


def inserted(rows: Callable[[], Iterable[bytes]]) -> Change:
    """Puts rows below those of the list."""
    def change(sheet: bytes) -> Iterable[bytes]:
        head, tail = sheet.split(END)
        return [head, *rows(), END, tail]
    return change


def _empty_rows() -> Iterable[bytes]:
    return (b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>' % (n, n)
            for n in range(PEOPLE + 2, 1_048_577))


def _wide_rows() -> Iterable[bytes]:
    letters = [get_column_letter(column).encode() for column in range(1, 16_385)]
    return (b'<row r="%d">%s</row>' % (n, b"".join(b'<c r="%s%d" s="1"/>' % (letter, n)
                                                   for letter in letters)) for n in (30, 31))


def _with_entities(data: bytes) -> Iterable[bytes]:
    start = data.index(b"?>") + 2 if data.startswith(b"<?xml") else 0
    used = data[start:].replace(b"<sheetData>", b'<sheetData><row r="30"><c r="B30" t="inlineStr">'
                                b"<is><t>&m;</t></is></c></row>").replace(
        b'"Calibri"', b'"&m;"').replace(b'"Sheet"', b'"&m;"')
    return [data[:start], ENTITIES, used]


@pytest.mark.parametrize("rows", [_empty_rows, _wide_rows])
def test_a_list_under_empty_cells_without_end_is_read(tmp_path: Path,
                                                      rows: Callable[[], Iterable[bytes]]) -> None:
    found = read_file(changed(tmp_path, SHEET, inserted(rows)), ListKind.ATTENDEES)
    assert [len(table.rows) for table in found.tables] == [PEOPLE]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_never_unfolded(tmp_path: Path, part: str) -> None:
    with pytest.raises(UserError) as refused:
        read_file(changed(tmp_path, part, _with_entities), ListKind.ATTENDEES)
    assert refused.value.code in ("file-damaged", "file-too-large")


def test_a_bomb_is_refused_by_the_size_that_it_declares(tmp_path: Path) -> None:
    blanks = inserted(lambda: (b" " * 10_000_000 for _ in range(101)))
    with pytest.raises(UserError) as refused:
        read_file(changed(tmp_path, SHEET, blanks), ListKind.ATTENDEES)
    assert refused.value.code == "file-too-large"


def test_a_merged_area_over_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    path = changed(tmp_path, SHEET, lambda sheet: [sheet.replace(
        END, END + b'<mergeCells><mergeCell ref="A30:XFD1048576"/></mergeCells>')])
    assert len(read_file(path, ListKind.ATTENDEES).tables[0].rows) == PEOPLE


def test_macros_and_links_are_ignored_and_said(tmp_path: Path) -> None:
    path = changed(tmp_path, SHEET, lambda sheet: [sheet], "list.xlsm")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    found = read_file(path, ListKind.ATTENDEES)
    assert found.ignored == ("macros-ignored", "links-ignored")
    assert len(found.tables[0].rows) == PEOPLE
