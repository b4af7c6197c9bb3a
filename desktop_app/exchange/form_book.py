"""A form as a workbook: its sheets with their fields, and all problems of it at once."""

from collections.abc import Iterator
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.domain.form_fields import FormField
from desktop_app.domain.form_problems import FormContent, FormProblem, FormRow
from desktop_app.domain.form_text import flaws, has_marks, places
from desktop_app.exchange.form_beside import drawn_problems, table_problems
from desktop_app.exchange.form_cells import Formats
from desktop_app.exchange.form_package import Element, Package
from desktop_app.exchange.form_sheet import FormSheet, MarkedRow

WORKBOOK = "xl/workbook.xml"


class FormBook:
    """The workbook of a form, open for reading. Raises `form-not-xlsx` and why it cannot be
    read."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.root = package.root(WORKBOOK)
        self.relations = package.relations(WORKBOOK)
        self._shared = self._part("sharedStrings")
        self.sheet_names = [each.get("name", "") for each in self._sheets()]
        try:
            self._parts = list(self._named_parts())
            self.sheets = list(self._read())
        except (ValueError, TypeError, IndexError) as error:
            raise UserError("file-damaged", path=package.path) from error

    def _sheets(self) -> list[Element]:
        return self.root.findall("{*}sheets/{*}sheet")

    def _named_parts(self) -> Iterator[tuple[str, str]]:
        """The sheets of cells and of charts, by name."""
        parts = {each.id: each.target for each in self.relations}
        for each in self._sheets():
            key = next((value for name, value in each.attrib.items()
                        if str(name).endswith("}id")), "")
            if str(key) in parts:
                yield each.get("name", ""), parts[str(key)]

    def _read(self) -> Iterator[FormSheet]:
        shared = self._shared.findall("{*}si") if self._shared is not None else []
        cells = {each.target for each in self.relations if each.kind == "worksheet"}
        for name, part in self._parts:
            if part in cells:
                yield FormSheet(name, part, self.package.root(part), shared)

    def _part(self, kind: str) -> Element | None:
        name = next((each.target for each in self.relations if each.kind == kind), "")
        return self.package.root(name) if name in self.package.names else None

    def _problems(self) -> Iterator[FormProblem]:
        for sheet in self.sheets:
            yield from _problems(sheet)
            yield from table_problems(self.package, sheet)
        for name, part in self._parts:
            if has_marks(name):
                yield FormProblem(name, "", "in-sheet-name")
            yield from drawn_problems(self.package, name, part)

    def formats(self) -> Formats:
        """What the cell styles are for."""
        about = self.root.find("{*}workbookPr")
        since_1904 = about is not None and about.get("date1904") in ("1", "true")
        return Formats(self._part("styles"), since_1904=since_1904)

    def content(self) -> FormContent:
        """What the form asks for and what is wrong with it."""
        problems = list(self._problems())
        found = [field for sheet in self.sheets for field in _fields(sheet)]
        if not found and not problems:
            problems.append(FormProblem("", "", "no-field"))
        rows = tuple(FormRow(sheet.name, row.number, row.group)
                     for sheet in self.sheets for row in sheet.rows if row.group)
        return FormContent(tuple(dict.fromkeys(field.key for field in found)), rows,
                           tuple(problems))


def read_form(path: Path) -> FormContent:
    """Reads a form in this process; see `FormBook`."""
    with Package(path) as package:
        return FormBook(package).content()


def _fields(sheet: FormSheet) -> Iterator[FormField]:
    for row in sheet.rows:
        for cell in row.cells.values():
            yield from cell.fields
    for heading in sheet.headings():
        yield from (place.field for place in places(heading.text or ""))


def _problems(sheet: FormSheet) -> Iterator[FormProblem]:
    before: MarkedRow | None = None
    for row in sheet.rows:
        for cell in row.cells.values():
            yield from (FormProblem.of(sheet.name, cell.name, flaw) for flaw in flaws(cell.text))
        yield from _row_problems(sheet, row, before)
        before = row
    for name in sheet.formula_marks:
        yield FormProblem(sheet.name, name, "in-formula")
    yield from _heading_problems(sheet)


def _row_problems(sheet: FormSheet, row: MarkedRow,
                  before: MarkedRow | None) -> Iterator[FormProblem]:
    first = {group: next(cell.name for cell in row.cells.values()
                         if any(field.group == group for field in cell.fields))
             for group in row.groups}
    if len(first) > 1:
        one, other = list(first)[:2]
        yield FormProblem(sheet.name, first[other], "two-lists", {"first": one, "second": other})
    if row.group and before and before.group == row.group and before.number == row.number - 1:
        yield FormProblem(sheet.name, first[row.group], "row-after-row")
    if row.group:
        yield from (FormProblem(sheet.name, area, "merged-below")
                    for area, top, bottom in sheet.merged if top <= row.number <= bottom != top)


def _heading_problems(sheet: FormSheet) -> Iterator[FormProblem]:
    for heading in sheet.headings():
        text = heading.text or ""
        yield from (FormProblem.of(sheet.name, "", flaw) for flaw in flaws(text))
        yield from (FormProblem(sheet.name, "", "list-field-alone",
                                {"text": text[place.start:place.end]})
                    for place in places(text) if place.field.is_listed)
