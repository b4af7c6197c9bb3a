"""Hidden columns and old fonts of workbooks that are no .xlsx."""

import io
import struct
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.old_codes import OldCode
from desktop_app.exchange.binary_looks import looks_of_xlsb
from desktop_app.exchange.old_looks import looks_of_xls
from desktop_app.exchange.open_looks import looks_of_ods
from tests.corpus.binary_workbook import xlsb_bytes
from tests.corpus.pages import Page

SECTOR = 512
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _font(name: str) -> bytes:
    return _record(0x31, bytes(14) + bytes([len(name), 0]) + name.encode("latin-1"))


def _workbook(fonts: list[str]) -> bytes:
    """One sheet "DS": columns B and C hidden, a text in A1 with the last style."""
    styles = b"".join(_record(0xE0, struct.pack("<H", place + (place > 3)) + bytes(18))
                      for place in range(len(fonts)))
    head = _record(0x809, bytes(16)) + b"".join(map(_font, fonts)) + styles
    sheet_at = len(head) + 4 + 8 + 2 + 4
    head += _record(0x85, struct.pack("<IBB", sheet_at, 0, 0) + b"\x02\x00DS") + _record(0x0A)
    hidden = _record(0x7D, struct.pack("<HHHHHH", 1, 2, 2000, 0, 1, 0))
    text = _record(0xFD, struct.pack("<HHHI", 0, 0, len(fonts) - 1, 0))
    return (head + hidden + text + _record(0x0A)).ljust(4096, b"\0")


def _compound(stream: bytes) -> bytes:
    """The stream in a compound file: FAT, folder, then the sectors of the stream."""
    count = len(stream) // SECTOR
    chain = [*range(3, 2 + count), 0xFFFFFFFE]
    fat = struct.pack(f"<{SECTOR // 4}I", *[0xFFFFFFFD, 0xFFFFFFFE, *chain,
                                            *[0xFFFFFFFF] * (SECTOR // 4 - 2 - count)])
    name = "Workbook".encode("utf-16-le")
    entry = (name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2) + bytes(50)
             + struct.pack("<IIxxxx", 2, len(stream))).ljust(128, b"\0")
    header = bytearray(OLE + bytes(SECTOR - 8))
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    return bytes(header) + fat + entry.ljust(SECTOR, b"\0") + stream


def test_hidden_columns_and_fonts_of_an_xls() -> None:
    fonts = [*["Arial"] * 4, ".VnTimeH"]
    look = looks_of_xls(_compound(_workbook(fonts)))["DS"]
    assert look.hidden_columns == {2, 3}
    assert look.fonts == {(1, 1): OldCode.TCVN3_CAPITALS}
    assert looks_of_xls(_compound(_workbook(["Arial"])))["DS"].fonts == {}


@given(st.binary(max_size=2000), st.integers(0, 5000))
def test_rubbish_has_no_look(rubbish: bytes, place: int) -> None:
    whole = bytearray(_compound(_workbook(["Arial", ".VnTime"])))
    whole[place : place + len(rubbish)] = rubbish
    for look in looks_of_xls(bytes(whole)).values():
        assert all(0 < column <= 16_384 for column in look.hidden_columns)
    assert looks_of_xls(OLE + rubbish) == {}


def _ods(content: str, styles: str = "") -> bytes:
    spaces = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for
                      short, name in (("t", "table"), ("s", "style"), ("o", "office"),
                                      ("v", "svg-compatible"), ("f", "xsl-fo-compatible")))
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("content.xml", f"<d {spaces}>{content}</d>")
        if styles:
            archive.writestr("styles.xml", f"<d {spaces}>{styles}</d>")
    return stored.getvalue()


def test_hidden_columns_of_an_ods() -> None:
    column = '<t:table-column t:number-columns-repeated="{}" {}/>'
    hidden = 't:visibility="collapse"'
    content = ('<t:table t:name="A">' + column.format(2, "") + column.format(3, hidden)
               + column.format(1, "") + '</t:table><t:table t:name="B"/>')
    found = {name: look.hidden_columns for name, look in looks_of_ods(_ods(content)).items()}
    assert found == {"A": {3, 4, 5}, "B": set()}


def test_old_fonts_of_an_ods() -> None:
    styles = ('<s:font-face s:name="V" v:font-family="\'.VnTime\'"/>'
              '<s:style s:name="P"><s:text-properties s:font-name="V"/></s:style>')
    content = ('<s:style s:name="child" s:parent-style-name="P"/>'
               '<s:style s:name="vni"><s:text-properties f:font-family="VNI-Times"/></s:style>'
               '<t:table t:name="A"><t:table-column t:number-columns-repeated="5"'
               ' t:default-cell-style-name="vni"/>'
               '<t:table-row t:number-rows-repeated="2"><t:table-cell/></t:table-row>'
               '<t:table-row><t:table-cell t:style-name="child" o:value-type="string"/>'
               '<t:covered-table-cell t:number-columns-repeated="2"/>'
               '<t:table-cell o:value-type="string"/>'
               '<t:table-cell o:value-type="float"/></t:table-row></t:table>')
    assert looks_of_ods(_ods(content, styles))["A"].fonts == {
        (3, 1): OldCode.TCVN3, (3, 4): OldCode.VNI}
    assert looks_of_ods(_ods(content.replace("VNI-Times", "Arial"))) == {}


def test_hidden_columns_and_fonts_of_an_xlsb() -> None:
    page = Page("DS", {(1, 1): "TT", (2, 3): "An", (2, 4): 5}, {(2, 3): ".VnTimeH"},
                hidden_columns={2, 4}, next_row=3)
    look = looks_of_xlsb(xlsb_bytes([page, Page("Trống")]))["DS"]
    assert look.hidden_columns == {2, 4}
    assert look.fonts == {(2, 3): OldCode.TCVN3_CAPITALS}


@given(st.binary(max_size=400), st.integers(0, 400))
def test_rubbish_in_an_xlsb_has_no_look(rubbish: bytes, place: int) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsb_bytes([Page("DS", {(1, 1): "a"})]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = bytearray(parts["xl/worksheets/sheet1.bin"])
    part[place : place + len(rubbish)] = rubbish
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, content in {**parts, "xl/worksheets/sheet1.bin": bytes(part)}.items():
            archive.writestr(name, content)
    for look in looks_of_xlsb(stored.getvalue()).values():
        assert all(0 < column <= 16_384 for column in look.hidden_columns)
