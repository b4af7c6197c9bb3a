"""Tables that web programs hand out as .xls: pages, and the XML of Excel 2003."""

from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.grid import Area
from desktop_app.domain.list_table import ListKind
from desktop_app.exchange.lists import lists_in
from desktop_app.exchange.readers import read_grids

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">
<style>td {color: red}</style></head><body><table><tr><td>
<table border=1><tr><th rowspan=2>TT<th colspan=2>Đại biểu<tr><th>Họ và tên<th>Đơn vị
<tr><td>1<td><b>Lê</b> Thị&nbsp;Ân<br>(Bí thư)<td rowspan=2>Khoa  Điện
<tr><td>2<td>Vũ Bình<!-- chú thích --></table></td></tr></table></body></html>"""
XML = """<?xml version="1.0" encoding="utf-16"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="DS"><Table>
<Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="String">DANH SÁCH</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">TT</Data></Cell>
<Cell><Data ss:Type="String">Họ và tên</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">Ngày sinh</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">1</Data></Cell><Cell><Data ss:Type="String">Lê An</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="DateTime">1979-05-12T00:00:00.000</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_is_read_by_its_innermost_tables(tmp_path: Path, encoding: str) -> None:
    (grid,) = read_grids(written(tmp_path / "ds.xls", PAGE, encoding))
    assert grid.rows == (("TT", "Đại biểu"), (None, "Họ và tên", "Đơn vị"),
                         ("1", "Lê Thị\u00a0Ân\n(Bí thư)", "Khoa Điện"), ("2", "Vũ Bình"))
    assert grid.merged == (Area(1, 1, 2, 1), Area(1, 2, 1, 3), Area(3, 3, 4, 3))
    (table,) = lists_in(tmp_path / "ds.xls", ListKind.ATTENDEES).tables
    assert [(row.values["full_name"], row.values["unit"]) for row in table.rows] == [
        ("Lê Thị Ân", "Khoa Điện"), ("Vũ Bình", "Khoa Điện")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_xml_of_excel_2003(tmp_path: Path, encoding: str) -> None:
    (grid,) = read_grids(written(tmp_path / "ds.xls", XML, encoding))
    assert grid.name == "DS"
    assert grid.rows == ((), ("DANH SÁCH",), ("TT", "Họ và tên", None, "Ngày sinh"),
                         (1, "Lê An", None, datetime(1979, 5, 12)))
    assert grid.merged == (Area(2, 1, 2, 2),)


@pytest.mark.parametrize("text", [XML[:300], XML.replace(">TT<", ">&a;<")])
def test_damaged_xml_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError, match="file-damaged"):
        read_grids(written(tmp_path / "ds.xls", text))


def test_spans_and_places_beyond_measure_do_no_harm(tmp_path: Path) -> None:
    page = "<table><tr><td rowspan=99999 colspan=99999>Họ tên<td rowspan=-1>b</table>"
    (grid,) = read_grids(written(tmp_path / "a.xls", page))
    assert [cell for cell in grid.rows[0] if cell] == ["Họ tên", "b"]
    far = XML.replace('ss:Index="4"', 'ss:Index="99999999999"')
    (grid,) = read_grids(written(tmp_path / "b.xls", far))
    assert grid.rows[2][2] == "Ngày sinh"


HEAD = "<tr><th>TT</th><th>Họ và tên</th><th>Đơn vị</th></tr>"


def people(path: Path, page: str) -> list[tuple[object, object]]:
    (table,) = lists_in(written(path, page), ListKind.ATTENDEES).tables
    return [(row.values["full_name"], row.values.get("unit")) for row in table.rows]


@pytest.mark.parametrize("page", [
    (f"<style>.t {{ mso-number-format:x; }}</style>\r\n<div><table>{HEAD}"
    "<tr><td>1</td><td>Lê An</td><td>Khoa Điện</td></tr></table></div>"),
    ('<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><table>'
    f"{HEAD}<tr><td>1</td><td>Lê An</td><td>Khoa Điện</td></tr></table></html>"),
    (f"<table>{HEAD}<tr><td>1</td><td>Lê An</td><td><script>f(1)</script>Khoa Điện"
    "<span style='display:none'>K01</span></td></tr><tr style='DISPLAY: none'><td>2</td>"
    "<td>Vũ Ẩn</td><td>Khoa Ẩn</td></tr></table>"),
])
def test_pages_as_web_programs_write_them(tmp_path: Path, page: str) -> None:
    assert people(tmp_path / "a.xls", page) == [("Lê An", "Khoa Điện")]


def test_tables_in_cells_and_tags_left_open_hide_nobody(tmp_path: Path) -> None:
    cell = "<td><table><tr><td>Khoa Điện</td></tr></table></td>"
    rows = "".join(f"<tr><td>{n}</td><td>Lê Văn {name}</td>{cell if n == 1 else '<td>Khoa Cơ</td>'}"
                   "</tr>" for n, name in enumerate(("An", "Ba", "Ca", "Du"), 1))
    assert people(tmp_path / "a.xls", f"<table>{HEAD}{rows}</table>") == [
        ("Lê Văn An", "Khoa Điện"), *((f"Lê Văn {x}", "Khoa Cơ") for x in ("Ba", "Ca", "Du"))]
    many = "".join(f"<tr><td>{n}</td><td>Lê Văn An</td><td>Khoa {n}</td></tr><span>"
                   for n in range(1, 401))
    assert len(people(tmp_path / "b.xls", f"<table>{HEAD}{many}</table>")) == 400
