"""What stands beside the cells of a form and cannot be filled: text boxes, charts, headings of
tables. A field there would stay as it was written, or spoil the file."""

from collections.abc import Iterator

from openpyxl.utils import get_column_letter, range_boundaries

from desktop_app.domain.form_problems import FormProblem
from desktop_app.domain.form_text import has_marks
from desktop_app.exchange.form_package import Element, Package, Relation
from desktop_app.exchange.form_sheet import FormSheet

_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LONGEST_SHOWN = 40


def drawn_problems(package: Package, sheet: str, part: str) -> Iterator[FormProblem]:
    """Fields in the texts that are drawn on a sheet, with the cell under the drawing."""
    for drawing in _related(package, part, "drawing"):
        others = {each.id: each for each in package.relations(drawing.target)}
        for anchor in package.root(drawing.target).iterfind("{*}*"):
            for text in _texts(package, anchor, others):
                if has_marks(text):
                    yield FormProblem(sheet, _cell_under(anchor), "in-drawing",
                                      {"text": text.strip()[:_LONGEST_SHOWN]})
                    break


def _related(package: Package, part: str, kind: str) -> list[Relation]:
    return [each for each in package.relations(part)
            if each.kind == kind and each.target in package.names]


def _texts(package: Package, anchor: Element, others: dict[str, Relation]) -> Iterator[str]:
    """The paragraphs of a drawing, and of the chart or diagram that it shows."""
    yield from _paragraphs(anchor)
    named = {str(value) for each in anchor.iter() for name, value in each.attrib.items()
             if str(name).startswith(_RELATED)}
    for other in (others[name] for name in sorted(named & set(others))):
        if other.target.endswith(".xml") and other.target in package.names:
            yield from _paragraphs(package.root(other.target))


def _paragraphs(root: Element) -> Iterator[str]:
    return ("".join(text.text or "" for text in paragraph.iterfind(".//{*}t"))
            for paragraph in root.iterfind(".//{*}p"))


def _cell_under(anchor: Element) -> str:
    column, row = anchor.findtext("{*}from/{*}col"), anchor.findtext("{*}from/{*}row")
    return f"{get_column_letter(int(column) + 1)}{int(row) + 1}" if column and row else ""


def table_problems(package: Package, sheet: FormSheet) -> Iterator[FormProblem]:
    """Fields in the headings of tables: Excel knows the columns by them, word for word."""
    marked = {cell.name: cell for row in sheet.rows for cell in row.cells.values() if cell.fields}
    for table in _related(package, sheet.part, "table") if marked else ():
        root = package.root(table.target)
        left, top, right, _bottom = range_boundaries(root.get("ref", "A1"))
        if root.get("headerRowCount") == "0" or not (left and top and right):
            continue
        names = (f"{get_column_letter(column)}{top}" for column in range(left, right + 1))
        yield from (FormProblem(sheet.name, name, "in-table-heading",
                                {"text": marked[name].text.strip()[:_LONGEST_SHOWN]})
                    for name in names if name in marked)
