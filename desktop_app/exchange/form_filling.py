"""Filling an office's own form: its sheets are changed inside the archive, nothing else is.

openpyxl drops pictures, drawings and much more when it saves a workbook that it has read. So rows
are put into the XML of the sheets, what refers to rows follows them, and every other part stays
byte for byte as it was (docs/decisions).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from lxml import etree

from desktop_app.domain.errors import UserError
from desktop_app.exchange.form_book import WORKBOOK, FormBook
from desktop_app.exchange.form_cells import FieldValue, RowForm, Values
from desktop_app.exchange.form_headings import filled_heading
from desktop_app.exchange.form_package import Element, Package, serialised
from desktop_app.exchange.form_refs import LAST_ROW, Maps, RowMap
from desktop_app.exchange.form_sheet import FormSheet, MarkedRow, follow_references

Progress = Callable[[int, int], None]
_NOBODY: Sequence[Values] = ({},)
_A_BATCH = 500
_CALC_CHAIN, _CONTENT_TYPES = "xl/calcChain.xml", "[Content_Types].xml"
_BESIDE = {"drawing", "table", "comments", "threadedComment", "pivotTable"}
_VML_ROW = re.compile(rb"(<(?:\w+:)?Row>\s*)(\d+)")
_VML_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)([^<]*)")


def fill_form(form: Path, target: Path, fields: Mapping[str, FieldValue],
              lists: Mapping[str, Sequence[Values]], progress: Progress | None = None) -> None:
    """Writes the form with everything filled in to `target`; the form stays as it is.

    `fields` are single values by key; `lists` are the entries of each list, each with its values
    by key. A list without entries leaves its row, blank. A form with problems is a bug here.
    Raises `form-too-long` where more rows were needed than a sheet has, and `file-damaged`.
    """
    with Package(form) as package:
        book = FormBook(package)
        try:
            _Filling(book, fields, lists, progress or _silent).write(target)
        except (ValueError, IndexError) as error:  # numbers in the form that are none
            raise UserError("file-damaged", path=form) from error


def _silent(_done: int, _total: int) -> None:
    pass


@dataclass(frozen=True)
class _Taken:
    """A row with fields, where it begins now, and whom it repeats for."""

    form: RowForm
    first: int
    entries: Sequence[Values]
    mark: bytes


class _Filling:
    def __init__(self, book: FormBook, fields: Mapping[str, FieldValue],
                 lists: Mapping[str, Sequence[Values]], progress: Progress) -> None:
        self._book, self._package = book, book.package
        self._fields, self._lists, self._progress = fields, lists, progress
        self._maps = Maps({sheet.name: self._map(sheet) for sheet in book.sheets})
        self._formats = book.formats()
        self._done = 0
        self._total = sum(len(self._entries(row)) for sheet in book.sheets for row in sheet.rows)

    def _entries(self, row: MarkedRow) -> Sequence[Values]:
        """Whom a row repeats for; one entry of nothing where it does not or there is nobody."""
        return self._lists.get(row.group) or _NOBODY if row.group else _NOBODY

    def _map(self, sheet: FormSheet) -> RowMap:
        found = RowMap({row.number: len(self._entries(row)) for row in sheet.rows if row.group})
        last = max((row.number for row in sheet.rows), default=1)
        if found.moves and found.last(last) >= LAST_ROW:
            raise UserError("form-too-long", path=self._package.path)
        return found

    def write(self, target: Path) -> None:
        changed: dict[str, Iterable[bytes]] = {}
        for sheet in self._book.sheets:
            if sheet.rows or self._maps.moves or sheet.has_formulas or any(sheet.headings()):
                changed[sheet.part] = self._sheet(sheet)
            if self._maps.of(sheet.name).moves:
                changed.update(self._beside(sheet))
        if self._maps.moves:
            changed.update(self._elsewhere())
        changed[WORKBOOK] = [self._workbook()]
        chain = {each for each in self._package.names if each == _CALC_CHAIN}
        if chain:
            changed.update(self._without_chain())
        self._package.write(target, changed, chain)

    # --- sheets ------------------------------------------------------------------------------

    def _sheet(self, sheet: FormSheet) -> Iterable[bytes]:
        sheet.forget_results()
        if self._maps.moves or sheet.rows:
            sheet.unshare()
        marks: list[Element] = []

        def mark() -> Element:
            marks.append(etree.Comment(uuid4().hex))
            return marks[-1]

        taken = sheet.take_rows(self._maps, self._formats, mark)
        if self._maps.moves:
            sheet.follow_rows(self._maps)
        for heading in sheet.headings():
            heading.text = filled_heading(heading.text or "", self._fields)
        own = self._maps.of(sheet.name)
        rows = [_Taken(form, own.first(row.number), self._entries(row), etree.tostring(each))
                for (row, form), each in zip(taken, marks, strict=True)]
        return self._spliced(serialised(sheet.root), rows)

    def _spliced(self, text: bytes, rows: Sequence[_Taken]) -> Iterator[bytes]:
        for row in rows:
            before, _mark, text = text.partition(row.mark)
            yield before
            for start in range(0, len(row.entries), _A_BATCH):
                some = row.entries[start : start + _A_BATCH]
                yield "".join(
                    row.form.xml(number, {**self._fields, **entry})
                    for number, entry in enumerate(some, row.first + start)).encode()
                self._done += len(some)
                self._progress(self._done, self._total)
        yield text

    # --- other parts -------------------------------------------------------------------------

    def _beside(self, sheet: FormSheet) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Pictures, charts, tables, pivot tables and comments of a sheet."""
        own = self._maps.of(sheet.name)
        for each in self._package.relations(sheet.part):
            if each.target not in self._package.names:
                continue
            if each.kind in _BESIDE:
                root = self._package.root(each.target)
                follow_references(root.iter(), self._maps, sheet.name)
                yield each.target, [serialised(root)]
            elif each.kind == "vmlDrawing":
                yield each.target, [_vml(self._package.data(each.target), own)]

    def _elsewhere(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Charts and pivot tables, which name the sheet that they get their values from."""
        for name in sorted(self._package.names):
            if name.startswith("xl/charts/chart") and name.endswith(".xml"):
                root = self._package.root(name)
                for each in root.iter("{*}f"):
                    each.text = self._maps.formula(each.text or "", "", grow=True)
                yield name, [serialised(root)]
            elif name.startswith("xl/pivotCache/pivotCacheDefinition"):
                root = self._package.root(name)
                for each in root.iter("{*}worksheetSource"):
                    if each.get("ref"):
                        own = self._maps.of(each.get("sheet", ""))
                        each.set("ref", own.area(each.get("ref", "")))
                yield name, [serialised(root)]

    def _workbook(self) -> bytes:
        """Names follow their rows, and Excel is asked to work everything out anew."""
        root = self._book.root
        for name in root.iterfind("{*}definedNames/{*}definedName"):
            sheet = name.get("localSheetId")
            on = self._book.sheet_names[int(sheet)] if sheet else ""
            name.text = self._maps.formula(name.text or "", on)
        about = root.find("{*}calcPr")
        if about is None:
            about = etree.Element(f"{{{etree.QName(root).namespace}}}calcPr")
            _put_after(root, about, ("definedNames", "externalReferences", "functionGroups",
                                     "sheets"))
        about.set("fullCalcOnLoad", "1")
        return serialised(root)

    def _without_chain(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        """The order in which formulas were worked out names cells that have moved."""
        folder, name = WORKBOOK.rsplit("/", 1)
        for part in (_CONTENT_TYPES, f"{folder}/_rels/{name}.rels"):
            root = self._package.root(part)
            for each in list(root):
                if "calcChain" in each.get("PartName", "") + each.get("Target", ""):
                    root.remove(each)
            yield part, [serialised(root)]


def _put_after(root: Element, new: Element, names: Sequence[str]) -> None:
    found = next(each for name in names if (each := root.find(f"{{*}}{name}")) is not None)
    found.addnext(new)


def _vml(data: bytes, own: RowMap) -> bytes:
    """The frames of comments; this old kind of drawing is not always well-formed."""
    def row(found: re.Match[bytes]) -> bytes:
        return found[1] + str(own.first(int(found[2]) + 1) - 1).encode()

    def anchor(found: re.Match[bytes]) -> bytes:
        numbers = found[2].split(b",")
        if len(numbers) == 8:  # column, offset, row, offset, twice
            start, end = int(numbers[2]), int(numbers[6])
            step = own.first(start + 1) - 1 - start
            numbers[2], numbers[6] = str(start + step).encode(), str(end + step).encode()
        return found[1] + b",".join(numbers)

    return _VML_ANCHOR.sub(anchor, _VML_ROW.sub(row, data))
