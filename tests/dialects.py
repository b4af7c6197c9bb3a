"""Workbooks as other programs save them again: the same cells in other XML.

Each dialect leaves out or writes otherwise what that program does; what a sheet says stays.
"""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils.cell import get_column_letter
from openpyxl.utils.datetime import to_excel

Rows = list[list[Any]]
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True)
class Dialect:
    """How a program writes a sheet. `inline`: each text in its cell, else in one table; `refs`:
    cells say where they are; `floats`: 1 is written 1.0; `dimension`: what the sheet says of its
    size, if anything; `breaks`: how lines are parted; `bools`: how true and false are written."""

    name: str
    inline: bool
    refs: bool = True
    floats: bool = False
    dimension: str = ""
    breaks: str = "\n"
    bools: tuple[str, str] = ("0", "1")
    empty_cells: bool = False
    prefix: str = ""


GOOGLE = Dialect("google", inline=False, floats=True, dimension="A1:Z1000", breaks="\n")
WPS = Dialect("wps", inline=False, dimension="$A$1:$T$400", empty_cells=True, breaks="&#10;")
LIBRARY = Dialect("library", inline=True, refs=False, breaks="&#13;&#10;", bools=("FALSE", "TRUE"))
PREFIXED = Dialect("prefixed", inline=True, prefix="x:", breaks="_x000D_\n")
DIALECTS = (GOOGLE, WPS, LIBRARY, PREFIXED)


@dataclass
class _Texts:
    places: dict[str, int] = field(default_factory=dict)

    def place(self, text: str) -> int:
        return self.places.setdefault(text, len(self.places))


def saved_again(path: Path, target: Path, dialect: Dialect,
                change: Callable[[str, Rows], Rows] = lambda _name, rows: rows) -> Path:
    """Writes the values of a workbook anew, without styles, hidden columns or validation.

    `change` may put the rows of each sheet into another shape.
    """
    book = openpyxl.load_workbook(path)
    sheets = [(sheet.title, change(sheet.title, [[c.value for c in row] for row in sheet.rows]))
              for sheet in book.worksheets]
    texts = _Texts()
    parts = {f"xl/worksheets/sheet{n}.xml": _sheet(rows, dialect, texts)
             for n, (_name, rows) in enumerate(sheets, 1)}
    parts["xl/sharedStrings.xml"] = _shared(texts, dialect)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**_frame([name for name, _ in sheets]), **parts}.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>\n{content}')
    return target


def _sheet(rows: Rows, dialect: Dialect, texts: _Texts) -> str:
    p = dialect.prefix
    space = _MAIN.replace("xmlns=", f"xmlns:{p[:-1]}=") if p else _MAIN
    size = f'<{p}dimension ref="{dialect.dimension}"/>' if dialect.dimension else ""
    lines = "".join(_row(number, row, dialect, texts) for number, row in enumerate(rows, 1))
    return f"<{p}worksheet {space}>{size}<{p}sheetData>{lines}</{p}sheetData></{p}worksheet>"


def _row(number: int, row: Sequence[Any], dialect: Dialect, texts: _Texts) -> str:
    p = dialect.prefix
    cells = "".join(_cell(number, column, value, dialect, texts)
                    for column, value in enumerate(row, 1))
    place = f' r="{number}"' if dialect.refs else ""
    return f"<{p}row{place}>{cells}</{p}row>"


def _cell(row: int, column: int, value: Any, dialect: Dialect, texts: _Texts) -> str:
    p = dialect.prefix
    place = f' r="{get_column_letter(column)}{row}"' if dialect.refs else ""
    if value is None:
        return f"<{p}c{place}/>" if dialect.empty_cells or not dialect.refs else ""
    if isinstance(value, bool):
        return f'<{p}c{place} t="b"><{p}v>{dialect.bools[value]}</{p}v></{p}c>'
    if isinstance(value, (int, float, datetime)):
        number = to_excel(value) if isinstance(value, datetime) else value
        shown = float(number) if dialect.floats else number
        return f"<{p}c{place}><{p}v>{shown}</{p}v></{p}c>"
    if dialect.inline:
        return f'<{p}c{place} t="inlineStr"><{p}is>{_text(str(value), dialect)}</{p}is></{p}c>'
    return f'<{p}c{place} t="s"><{p}v>{texts.place(str(value))}</{p}v></{p}c>'


def _text(value: str, dialect: Dialect) -> str:
    p = dialect.prefix
    return (f'<{p}t xml:space="preserve">'
            f'{escape(value).replace(chr(10), dialect.breaks)}</{p}t>')


def _shared(texts: _Texts, dialect: Dialect) -> str:
    found = "".join(f"<si>{_text(text, dialect)}</si>" for text in texts.places)
    return f"<sst {_MAIN}>{found}</sst>" if not dialect.prefix else f"<sst {_MAIN}/>"


def _frame(names: Sequence[str]) -> dict[str, str]:
    """The parts that every package has."""
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
        f'ContentType="{_SPREADSHEET}.worksheet+xml"/>' for n, _ in enumerate(names, 1))
    sheets = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
                     for n, name in enumerate(names, 1))
    links = "".join(f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" '
                    f'Target="worksheets/sheet{n}.xml"/>' for n, _ in enumerate(names, 1))
    return {
        "[Content_Types].xml":
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" '
            f'ContentType="{_SPREADSHEET}.sharedStrings+xml"/>{overrides}</Types>',
        "_rels/.rels":
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f"<workbook {_MAIN} {_LINKS}><sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels":
            f'<Relationships xmlns="{_PACKAGE}/relationships">{links}<Relationship Id="rIdS" '
            f'Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    }
