"""Grids from good files of every kind, and a sentence for every kind of rubbish."""

import errno
import random
import unicodedata
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.grid import Area
from desktop_app.exchange.readers import read_grids

TONES = "\u0300\u0301\u0303\u0309\u0323"
ROWS = (("STT", "Họ và tên", "Đơn vị"), ("1", "Nguyễn Đình Ổn", "Ban Giám hiệu"),
        ("2", "Đặng Thị Ánh", "Khoa Cơ khí, Điện"))
CSV = """STT,Họ và tên,Đơn vị\r
1,Nguyễn Đình Ổn,Ban Giám hiệu\r
2,Đặng Thị Ánh,"Khoa Cơ khí, Điện"\r
"""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)


def in_windows_1258(text: str) -> bytes:
    """As old Vietnamese Windows wrote it: each tone after its letter, unless one code has both."""
    encoded = b""
    for letter in text:
        try:
            encoded += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            base = "".join(part for part in parts if part not in TONES)
            tones = "".join(part for part in parts if part in TONES)
            encoded += (unicodedata.normalize("NFC", base) + tones).encode("cp1258")
    return encoded


def saved(path: Path, **cells: object) -> Path:
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.active[place] = value
    book.save(path)
    return path


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def code_of(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_grids(path)
    assert caught.value.params["path"] == path
    return caught.value.code


# --- good files -----------------------------------------------------------------------------


@pytest.mark.parametrize("sparse", [False, True])
def test_cells_keep_their_types_and_places(tmp_path: Path, sparse: bool) -> None:
    path = saved(tmp_path / "a.xlsx", B3="Họ tên", C3=912345678, D3=1.5, E3=True,
                 F3=date(1980, 1, 2), G3=time(7, 30), H4=datetime(1980, 1, 2, 3, 4))
    grid = read_grids(path, sparse=sparse)[0]
    assert [grid.value(3, column) for column in (2, 3, 4, 5, 7)] == [
        "Họ tên", 912345678, 1.5, True, time(7, 30)]
    assert str(grid.value(3, 6))[:10] == "1980-01-02"
    assert grid.value(4, 8) == datetime(1980, 1, 2, 3, 4)
    assert (grid.value(1, 1), grid.value(4, 2), grid.value(99, 99)) == (None, None, None)
    assert grid.last_row == 4


@pytest.mark.parametrize("sparse", [False, True])
def test_merged_areas_and_hidden_sheets_are_known(tmp_path: Path, sparse: bool) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Danh sách"
    book.active.merge_cells("A1:D2")
    other = book.create_sheet("Ẩn")
    other["A1"] = "x"
    other.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    first, second = read_grids(tmp_path / "a.xlsx", sparse=sparse)
    assert (first.merged, first.hidden) == ((Area(1, 1, 2, 4),), False)
    assert (second.name, second.hidden) == ("Ẩn", True)


def test_a_cell_at_the_far_end_does_no_harm_when_read_sparsely(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", A1="Họ tên", A2="An", XFD1048576="x")
    grid = read_grids(path, sparse=True)[0]
    assert (grid.rows, grid.left_out) == ((("Họ tên",), ("An",)), ((1048576, 16384),))


@pytest.mark.parametrize("name", ["list.xls", "list.csv", "list"])
def test_a_workbook_is_read_whatever_its_ending(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path / "a.xlsx", A1="Họ tên").rename(tmp_path / name)
    assert read_grids(path)[0].value(1, 1) == "Họ tên"


def test_text_of_old_font_codes_keeps_its_letters_for_the_reader_of_lists(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("STT,Hä vµ tªn\r\n1,NguyÔn V¨n \xa7\xad\xeang\r\n".encode("latin-1"))
    (grid,) = read_grids(path)
    assert grid.rows == (("STT", "Hä vµ tªn"), ("1", "NguyÔn V¨n §\xadêng"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_unicode(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path / "list.csv", CSV.encode(encoding))
    assert read_grids(path)[0].rows == ROWS


def test_text_in_windows_1258_comes_back_in_one_piece(tmp_path: Path) -> None:
    path = written(tmp_path / "list.csv", in_windows_1258(CSV))
    assert read_grids(path)[0].rows == ROWS


@pytest.mark.parametrize("delimiter", ["\t", ";", "|"])
@pytest.mark.parametrize("name", ["list.csv", "list.txt", "list.tsv", "list.xls"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str, name: str) -> None:
    text = "\n".join(delimiter.join(row) for row in ROWS)
    assert read_grids(written(tmp_path / name, text.encode()))[0].rows == ROWS


def test_the_line_that_tells_excel_the_delimiter_is_no_row(tmp_path: Path) -> None:
    grid = read_grids(written(tmp_path / "a.csv", "sep=;\nHọ tên;Đơn vị\n".encode()))[0]
    assert (grid.rows, grid.first_row) == ((("Họ tên", "Đơn vị"),), 2)


def test_rows_are_counted_with_blank_lines_and_line_breaks_in_cells(tmp_path: Path) -> None:
    grid = read_grids(written(tmp_path / "a.csv", b'a,b\n\n"x\ny",z\nu,v'))[0]
    assert [grid.value(row, 1) for row in (1, 2, 3, 4)] == ["a", None, "x\ny", "u"]


def test_a_quotation_mark_without_its_pair_swallows_nothing(tmp_path: Path) -> None:
    grid = read_grids(written(tmp_path / "a.csv", 'Họ tên,Ghi chú\nAn,"x\nBa,y\n'.encode()))[0]
    assert (grid.value(2, 2), grid.value(3, 1)) == ('"x', "Ba")


# --- rubbish --------------------------------------------------------------------------------


def test_no_file(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.xlsx") == "file-missing"


def test_a_folder(tmp_path: Path) -> None:
    assert code_of(tmp_path) == "not-a-file"


@pytest.mark.parametrize(("windows", "number", "code"), [
    (32, errno.EACCES, "file-in-use"), (33, errno.EACCES, "file-in-use"),
    (53, errno.ENOENT, "file-away"), (64, errno.EINVAL, "file-away"),
    (67, errno.ENOENT, "file-away"), (2, errno.ENOENT, "file-missing"),
    (5, errno.EACCES, "file-unreadable"), (None, errno.ESTALE, "file-away"),
    (None, errno.EACCES, "file-unreadable")])
def test_files_that_the_system_keeps_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                            windows: int | None, number: int, code: str) -> None:
    def refuse(_path: Path) -> bytes:
        error = OSError(number, "no")
        if windows:
            error.winerror = windows  # type: ignore[attr-defined,unused-ignore]
        raise error

    (tmp_path / "a.xlsx").touch()
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert code_of(tmp_path / "a.xlsx") == code


def test_a_name_that_no_system_takes() -> None:
    assert code_of(Path("a\0.xlsx")) == "file-unreadable"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t"])
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_nothing_in_the_file(tmp_path: Path, name: str, data: bytes) -> None:
    assert code_of(written(tmp_path / name, data)) == "file-empty"


def test_nothing_in_the_sheets(tmp_path: Path) -> None:
    assert code_of(saved(tmp_path / "a.xlsx", A1="  ")) == "file-empty"


@pytest.mark.parametrize("data", [
    b"<html><p>1", b"\r\n<!DOCTYPE HTML>\n<html>", b"\xef\xbb\xbf<meta name=x>",
    b'<?xml version="1.0"?><html xmlns="x">', "<html><td>Họ tên".encode("utf-16"),
])
@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv"])
def test_a_web_page(tmp_path: Path, name: str, data: bytes) -> None:
    assert code_of(written(tmp_path / name, data)) == "file-is-html"


def test_a_protected_workbook(tmp_path: Path) -> None:
    data = OLE + "EncryptedPackage".encode("utf-16-le")
    assert code_of(written(tmp_path / "a.xlsx", data + bytes(2000))) == "file-encrypted"


def test_an_old_workbook_that_is_broken(tmp_path: Path) -> None:
    data = OLE + "Workbook".encode("utf-16-le")
    assert code_of(written(tmp_path / "a.xls", data + bytes(2000))) == "file-damaged"
    assert code_of(written(tmp_path / "b.xls", data[:8])) == "file-damaged"


def test_an_old_word_document(tmp_path: Path) -> None:
    data = OLE + "WordDocument".encode("utf-16-le")
    assert code_of(written(tmp_path / "a.xls", data + bytes(2000))) == "file-not-a-table"
    assert code_of(written(tmp_path / "a.doc", data + bytes(2000))) == "file-type-unknown"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short(tmp_path: Path, part: float) -> None:
    data = saved(tmp_path / "whole.xlsx", A1="Họ tên").read_bytes()
    cut = written(tmp_path / "a.xlsx", data[: int(len(data) * part)])
    assert code_of(cut) == "file-damaged"


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert code_of(tmp_path / "a.xlsx") == "file-not-a-table"
    assert code_of((tmp_path / "a.xlsx").rename(tmp_path / "a.docx")) == "file-type-unknown"


@pytest.mark.parametrize("sheet", ["", "<worksheet><sheetData><row", "not xml", "<a>&lol;</a>"])
@pytest.mark.parametrize("sparse", [False, True])
def test_a_workbook_with_rubbish_inside(tmp_path: Path, sheet: str, sparse: bool) -> None:
    source = saved(tmp_path / "whole.xlsx", A1="Họ tên")
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as bad:
        for name in whole.namelist():
            bad.writestr(name, sheet if "sheet1" in name else whole.read(name))
    with pytest.raises(UserError) as caught:
        read_grids(tmp_path / "a.xlsx", sparse=sparse)
    assert caught.value.code in ("file-damaged", "file-empty")


def test_a_workbook_part_without_any_sheet(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert code_of(tmp_path / "a.xlsx") in ("file-damaged", "file-empty")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n1 0", b"{\\rtf1 a}", b"<?xml version='1'?><a/>"])
def test_a_paper_of_another_kind(tmp_path: Path, data: bytes) -> None:
    assert code_of(written(tmp_path / "a.xlsx", data)) == "file-not-a-table"


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_noise(tmp_path: Path, name: str, seed: int) -> None:
    noise = random.Random(seed).randbytes(5000)
    assert code_of(written(tmp_path / name, noise)) == "file-not-a-table"


def test_an_ending_that_says_nothing(tmp_path: Path) -> None:
    assert code_of(written(tmp_path / "a.json", b'{"a": 1}')) == "file-type-unknown"
