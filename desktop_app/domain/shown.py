"""What somebody who filled in a cell saw in it, as text in Vietnamese form."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.domain.dates import short_date
from desktop_app.domain.grid import Cell, is_blank, text_of
from desktop_app.domain.vietnamese import clean_text

_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)|"
                    r"(Err:|Lỗi:)\d{3}")
_DIGITS = 15  # as many as a spreadsheet keeps


def shown_text(cell: Cell) -> str:
    """A cell as it is seen: TRUE, 0,5, 14:30 ngày 05/12/2026; text as it is, tidied.

    How many decimals and which separators a cell shows is not known here.
    """
    if is_blank(cell):
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return decimal_text(cell)
    if isinstance(cell, datetime):
        return _moment(cell)
    if isinstance(cell, date):
        return short_date(cell)
    return _clock(cell) if isinstance(cell, time) else clean_text(text_of(cell))


def percent_text(value: float, decimals: int) -> str:
    """0.125 with one decimal is 12,5%."""
    places = Decimal(1).scaleb(-decimals)
    shown = (Decimal(repr(value)) * 100).quantize(places, ROUND_HALF_UP)
    return f"{shown:f}%".replace(".", ",")


def decimal_text(value: float) -> str:
    """A number with a comma before its decimals and no exponent."""
    return f"{Decimal(f'{value:.{_DIGITS}g}'):f}".replace(".", ",")


def is_error(text: str) -> bool:
    """Whether a cell shows that its formula failed, such as #N/A."""
    return bool(_ERROR.fullmatch(text))


def _moment(moment: datetime) -> str:
    """Spreadsheets keep fractions of days, so that half past is seldom met exactly."""
    rounded = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    if rounded.time() == time():
        return short_date(rounded)
    return f"{_clock(rounded.time())} ngày {short_date(rounded)}"


def _clock(moment: time) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
