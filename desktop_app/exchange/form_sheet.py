"""One sheet of a form: the cells with fields, and everything on it that refers to rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries

from desktop_app.domain.form_fields import LISTS, FormField
from desktop_app.domain.form_text import has_marks, places
from desktop_app.exchange.cells import decoded
from desktop_app.exchange.form_cells import CellForm, Formats, RowForm, Run, runs_of, text_of
from desktop_app.exchange.form_heights import Rooms
from desktop_app.exchange.form_package import Element
from desktop_app.exchange.form_refs import Maps, RowMap

_AREAS = frozenset({"ref", "sqref"})
_FORMULAS = frozenset({"f", "formula", "formula1", "formula2"})
_HEADINGS = "{*}headerFooter/*"
_OF_ONE_CELL = frozenset({"comment", "threadedComment"})


def local(element: Element | None) -> str:
    """The name of an element without its namespace; "" for a comment or nothing."""
    named = element is not None and isinstance(element.tag, str)
    return etree.QName(element).localname if named else ""


@dataclass
class MarkedCell:
    """A cell with fields or with faults in them."""

    cell: Element
    runs: list[Run]
    fields: list[FormField] = field(init=False)

    def __post_init__(self) -> None:
        self.fields = [place.field for place in places(self.text)]

    @property
    def name(self) -> str:
        return str(self.cell.get("r"))

    @property
    def text(self) -> str:
        return text_of(self.runs)


@dataclass
class MarkedRow:
    """A row with fields; `group` is the list that it repeats for, "" if it does not."""

    element: Element
    number: int
    cells: dict[str, MarkedCell]

    @property
    def groups(self) -> list[str]:
        """The lists whose fields stand in it."""
        found = (each.group for cell in self.cells.values() for each in cell.fields)
        return [group for group in dict.fromkeys(found) if group in LISTS]

    @property
    def group(self) -> str:
        return next(iter(self.groups), "")


class FormSheet:
    """A worksheet. `shared` are the shared strings of its workbook, `merged` its merged ranges with
    their first and last row. Raises a `ValueError` where it is damaged."""

    def __init__(self, name: str, part: str, root: Element, shared: Sequence[Element]) -> None:
        self.name, self.part, self.root = name, part, root
        found = root.find("{*}sheetData")
        self._data = found if found is not None else etree.SubElement(root, "sheetData")
        self._shared = shared
        self._marked_strings: dict[int, list[Run]] = {}
        self._formulas: list[Element] = []
        self.formula_marks: list[str] = []
        self._unmarked: set[int] = set()
        self.merged = [(each.get("ref", ""), *_rows_of(each.get("ref", "")))
                       for each in root.iterfind("{*}mergeCells/{*}mergeCell")]
        self.rows = [row for each in self._numbered() if (row := self._marked(each)) is not None]

    # --- reading -----------------------------------------------------------------------------

    def _numbered(self) -> Iterator[Element]:
        """The rows; those and cells that do not say where they are get told."""
        before = 0
        for row in self._data:
            if local(row) == "row":
                before = int(row.get("r") or before + 1)
                row.set("r", str(before))
                yield row

    def _marked(self, row: Element) -> MarkedRow | None:
        number, column, cells = int(row.get("r", "1")), 0, {}
        for cell in row.iterfind("{*}c"):
            name = cell.get("r")
            column = column_index_from_string(name.rstrip("0123456789")) if name else column + 1
            if not name:
                cell.set("r", f"{get_column_letter(column)}{number}")
            formula = cell.find("{*}f")
            if formula is not None:
                self._formulas.append(cell)
                if has_marks(formula.text or ""):
                    self.formula_marks.append(str(cell.get("r")))
            elif runs := self._runs(cell):
                cells[str(cell.get("r"))] = MarkedCell(cell, runs)
        return MarkedRow(row, number, cells) if cells else None

    def _runs(self, cell: Element) -> list[Run] | None:
        """The text of a cell, if there is anything to fill in."""
        kind = cell.get("t")
        if kind == "s":
            return self._shared_runs(int(cell.findtext("{*}v") or -1))
        if kind == "inlineStr":
            inside = cell.find("{*}is")
            found = runs_of(inside) if inside is not None else []
        elif kind == "str":
            found = [Run("", decoded(cell.findtext("{*}v") or ""))]
        else:
            return None
        return found if has_marks(text_of(found)) else None

    def _shared_runs(self, place: int) -> list[Run] | None:
        if place in self._unmarked or not 0 <= place < len(self._shared):
            return None
        if place not in self._marked_strings:
            found = runs_of(self._shared[place])
            if not has_marks(text_of(found)):
                self._unmarked.add(place)
                return None
            self._marked_strings[place] = found
        return self._marked_strings[place]

    def headings(self) -> Iterator[Element]:
        """The headers and footers with fields."""
        return (each for each in self.root.iterfind(_HEADINGS) if has_marks(each.text or ""))

    # --- filling -----------------------------------------------------------------------------

    @property
    def has_formulas(self) -> bool:
        return bool(self._formulas)

    def unshare(self) -> None:
        """Gives every cell of a shared formula its own, as rows go different ways now."""
        masters: dict[str, tuple[str, str]] = {}
        for cell in self._formulas:
            formula = cell.find("{*}f")
            if formula is None or formula.get("t") != "shared":
                continue
            key, here = formula.get("si", ""), str(cell.get("r"))
            if formula.text:
                masters[key] = formula.text, here
            elif key in masters:
                text, origin = masters[key]
                moved = Translator(f"={text}", origin=origin).translate_formula(here)
                formula.text = moved.removeprefix("=")
            for name in {"t", "si", "ref"} & set(formula.attrib):
                del formula.attrib[name]

    def forget_results(self) -> None:
        """Takes away what formulas came to before; every program then works them out anew."""
        for cell in self._formulas:
            for value in cell.findall("{*}v"):
                cell.remove(value)
            if cell.get("t") in ("str", "e", "b", "s"):
                del cell.attrib["t"]

    def take_rows(self, maps: Maps, formats: Formats,
                  mark: Callable[[], Element]) -> list[tuple[MarkedRow, RowForm]]:
        """Puts a mark in the place of each row with fields, gives what makes them anew, and moves
        all other rows to where they are now."""
        own, taken = maps.of(self.name), []
        marked = {row.number: row for row in self.rows}
        for row in list(self._data):
            if local(row) != "row":
                continue
            found = marked.get(int(row.get("r", "0")))
            if found is None:
                self._move(row, own, maps)
                continue
            taken.append((found, self._row_form(found, maps, formats)))
            self._data.replace(row, mark())
        return taken

    def _row_form(self, row: MarkedRow, maps: Maps, formats: Formats) -> RowForm:
        cells, rooms = [], Rooms(self.root)
        for cell in row.element.iterfind("{*}c"):
            marked = row.cells.get(str(cell.get("r")))
            room = rooms.of(str(cell.get("r")), formats.writings.get(int(cell.get("s", "0"))))
            form = CellForm(cell, marked.runs if marked else None, formats, room)
            formula = cell.find("{*}f")
            if formula is not None and formula.get("t") != "dataTable":
                form.follow(formula, self.name, row.number, maps)
            cells.append(form)
        return RowForm(row.element, cells, repeats=bool(row.group))

    def _move(self, row: Element, own: RowMap, maps: Maps) -> None:
        if own.moves:
            number = str(own.first(int(row.get("r", "1"))))
            row.set("r", number)
            for cell in row.iterfind("{*}c"):
                cell.set("r", f"{str(cell.get('r')).rstrip('0123456789')}{number}")
        for formula in row.iterfind("{*}c/{*}f") if maps.moves else ():
            if formula.text:
                formula.text = maps.formula(formula.text, self.name)
            if formula.get("ref"):
                formula.set("ref", own.area(formula.get("ref", "")))

    def follow_rows(self, maps: Maps) -> None:
        """Moves everything outside the cells that refers to rows."""
        own = maps.of(self.name)
        for part in self.root:
            if part is self._data:
                continue
            if local(part) == "mergeCells":
                _merge(part, own)
            else:
                follow_references(part.iter(), maps, self.name)


def _merge(merges: Element, own: RowMap) -> None:
    """Ranges within a repeating row are repeated; all others move or grow."""
    for each in list(merges):
        area = each.get("ref", "")
        first, last = _rows_of(area)
        copies = own.repeats.get(first, 1) if first == last else 1
        each.set("ref", own.area(area) if copies == 1 else _in_row(area, own.first(first)))
        for step in range(1, copies):
            copy = etree.SubElement(merges, each.tag)
            copy.set("ref", _in_row(area, own.first(first) + step))
    merges.set("count", str(len(merges)))


def _in_row(area: str, row: int) -> str:
    return ":".join(f"{end.rstrip('0123456789')}{row}" for end in area.split(":"))


def _rows_of(area: str) -> tuple[int, int]:
    _left, first, _right, last = range_boundaries(area)
    return first or 0, last or 0


def follow_references(elements: Iterable[Element], maps: Maps, sheet: str) -> None:
    """Moves the references of elements that stand on a sheet, or "" for those on none."""
    own = maps.of(sheet)
    for each in elements:
        name = local(each)
        move = own.area if name in _OF_ONE_CELL else own.areas
        for attribute in _AREAS & set(each.attrib):
            each.set(attribute, move(str(each.get(attribute))))
        for attribute in ("topLeftCell", "activeCell"):
            if each.get(attribute):
                each.set(attribute, own.area(str(each.get(attribute))))
        if name == "brk" and local(each.getparent()) == "rowBreaks":
            each.set("id", str(own.last(int(each.get("id", "0")))))
        elif name == "hyperlink" and each.get("location"):
            each.set("location", maps.formula(str(each.get("location")), sheet))
        elif name in _FORMULAS and each.text:
            each.text = maps.formula(each.text, sheet)
        elif name == "sqref" and each.text:
            each.text = own.areas(each.text)
        elif name in ("twoCellAnchor", "oneCellAnchor", "anchor"):
            _anchor(each, own)


def _anchor(anchor: Element, own: RowMap) -> None:
    """Pictures and charts go along with the row that they begin in; those that are sized with the
    cells end with the row that they ended in."""
    start = anchor.find("{*}from/{*}row")
    end = anchor.find("{*}to/{*}row")
    if start is None or anchor.get("editAs") == "absolute":
        return
    was = int(start.text or 0)
    now = own.first(was + 1) - 1
    start.text = str(now)
    if end is not None:
        last = int(end.text or 0)
        sized = anchor.get("editAs", "twoCell") == "twoCell"
        end.text = str(own.first(last + 1) - 1 if sized else last + now - was)
