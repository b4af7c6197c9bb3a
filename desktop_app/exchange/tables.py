"""Tables on a page: title rows above a heading row, and columns as wide as their content asks.

Widths are in digits of the body font, as Excel measures them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop_app.exchange import metrics
from desktop_app.exchange.sheets import GROUP_FILL, HEADING, Column, Formula, Pattern, Row, Value
from desktop_app.exchange.styles import BODY_SIZE, Look

PAGE_WIDTH = 118.0
"""How many digits of the body font stand side by side on A4 landscape between the margins."""

_SMALLEST_SCALE = 0.75
_WIDEST_TABLE = PAGE_WIDTH / _SMALLEST_SCALE
_PADDING = 1.6
_NARROWEST = 180  # no letter is narrower, in thousandths of the font size
_AROUND = 2.25  # points above and below the text of a merged cell

TOTAL_FILL = GROUP_FILL
ORGANISATION = Look(bold=True)
TITLE = Look(bold=True, size=14, align="center", wrap=True)
SUBTITLE = Look(italic=True, size=13, align="center", wrap=True)
PLAIN = Look()


def text_width(text: str, *, bold: bool = False) -> float:
    """How many digits wide the longest line of `text` is."""
    return metrics.text_width(text, bold=bold) / metrics.DIGIT


def height_for(text: str, width: float, look: Look) -> float:
    """The height in points that a merged cell needs, which no program works out by itself."""
    room = metrics.room_in(width, look.size)
    lines = metrics.line_count(text, room, bold=look.bold)
    return metrics.height_of(lines * look.size / BODY_SIZE) + _AROUND


def column_widths(columns: Sequence[Column], sample: Sequence[Sequence[Value]]) -> list[float]:
    """A width for each column: its content's within its bounds, and together a whole page.

    Wide tables are narrowed where text can wrap, down to three quarters of the size; narrow ones
    are widened there until they fill the page.
    """
    wanted = [_wanted(column, [row[place] for row in sample])
              for place, column in enumerate(columns)]
    printed = [place for place, column in enumerate(columns) if column.printed]
    elastic = [place for place in printed if columns[place].look.wrap
               and columns[place].look.align == "left"]
    total = sum(wanted[place] for place in printed)
    if total > _WIDEST_TABLE:
        _narrow(wanted, columns, elastic, total - _WIDEST_TABLE)
    elif total < PAGE_WIDTH and elastic:
        share = (PAGE_WIDTH - total) / sum(wanted[place] for place in elastic)
        for place in elastic:
            wanted[place] *= 1 + share
    return [round(width, 2) for width in wanted]


def _wanted(column: Column, values: Sequence[Value]) -> float:
    longest = max((_value_width(value) for value in values), default=0.0)
    heading = max((text_width(word, bold=True) for word in column.heading.split()), default=0.0)
    least = max(column.narrowest, heading + _PADDING)
    return max(least, min(longest + _PADDING, column.widest))


def _value_width(value: Value) -> float:
    if isinstance(value, Formula):
        return _value_width(value.value)
    if isinstance(value, str):
        return text_width(value[:2000])
    return len(str(value)) if isinstance(value, int) else 0.0


def _narrow(widths: list[float], columns: Sequence[Column], elastic: Sequence[int],
            excess: float) -> None:
    """Takes the excess from the elastic columns, in proportion to what each can give."""
    spare = {place: widths[place] - min(widths[place], columns[place].narrowest)
             for place in elastic}
    available = sum(spare.values())
    share = min(1.0, excess / available) if available else 0.0
    for place, width in spare.items():
        widths[place] -= width * share


def title_rows(organisation: str, title: str, subtitle: str, columns: int,
               width: float) -> list[Row]:
    """The rows above a table: whose it is, what it is, of which conference; then a gap."""
    rows = [Row((organisation,), Pattern((ORGANISATION,)), 18)]
    for text, look in ((title, TITLE), (subtitle, SUBTITLE)):
        rows.append(merged_row(text, look, columns, height_for(text, width, look)))
    rows.append(Row((), Pattern(()), 8))
    return rows


def merged_row(text: Value, look: Look, columns: int, height: float | None = None) -> Row:
    """One text over the whole width of a table."""
    values = (text, *[None] * (columns - 1))
    return Row(values, Pattern((look,) * columns), height, merged=((1, columns),))


def heading_row(columns: Sequence[Column]) -> Row:
    """The row that names the columns; names that nobody sees make it no higher."""
    looks = (replace(HEADING, wrap=False) if column.hidden else HEADING for column in columns)
    return Row([column.heading for column in columns], Pattern(tuple(looks)))


def body_pattern(columns: Sequence[Column]) -> Pattern:
    """The looks of the rows under the heading."""
    return Pattern(tuple(column.look for column in columns))


def pieces(text: str, width: float, lines: int) -> Iterator[str]:
    """`text` cut at blanks into parts of at most so many lines in a cell of this width; nothing
    is lost but the blank at each cut."""
    rest, room = text, metrics.room_in(width, BODY_SIZE)
    while rest:
        end = min(len(rest), int(lines * room / _NARROWEST))
        while metrics.line_count(rest[:end], room) > lines and end > 1:
            end = _earlier_end(rest, end, width * lines)
        yield rest[:end].rstrip()
        rest = rest[end:].lstrip()


def _earlier_end(text: str, end: int, room: float) -> int:
    """A cut before `end`, at a line end or a blank if there is one in the last half."""
    furthest = max(1, min(int(room), end * 9 // 10))
    for blank in ("\n", " "):
        place = text.rfind(blank, furthest // 2, furthest)
        if place > 0:
            return place
    return furthest
