"""Grids from text: files with commas, semicolons or tabs, and what the clipboard holds."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from desktop_app.domain.grid import CellRow, Grid
from desktop_app.domain.old_codes import guessed_code, share_that_reads_well
from desktop_app.exchange.csv_guard import unguarded

DELIMITERS = "\t;,|"
_SAMPLE_LINES = 60
_SAMPLE_CHARACTERS = 500_000
_SAMPLE_BYTES = 65_536
_LEGACY = "cp1258"
_BYTES = "latin-1"
_MOSTLY = 0.6
_BETWEEN_CELLS = re.compile(f"[{DELIMITERS}\r\n\"]+")
_CONTROLS_ALLOWED = frozenset("\t\n\r\f\v\x1a")


def decoded(data: bytes, *, whole: bool = True) -> str | None:
    """The text that bytes hold; None if they hold no text.

    Read are UTF-8 and UTF-16 with and without a byte order mark, Windows-1258, the old Vietnamese
    code page, and the bytes of TCVN3 and VNI, whose letters stay as they are. With `whole` false
    the data may end within a character.
    """
    encoding = _unicode_encoding(data, whole=whole)
    if encoding is None:
        return _text_or_none(_old_text(data))
    text = data.decode(encoding, "strict" if whole else "replace")
    return _text_or_none(text.removeprefix("\ufeff"))


def _unicode_encoding(data: bytes, *, whole: bool) -> str | None:
    candidates = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates.append("utf-16")
    elif wide := _wide_encoding(data[:2000]):
        candidates.append(wide)
    for encoding in (*candidates, "utf-8"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            cut_off = not whole and error.start >= len(data) - 4
            if not cut_off:
                continue
        return encoding
    return None


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: the blanks, digits and plain letters have a zero byte each."""
    zeros = Counter(place % 2 for place, byte in enumerate(data) if byte == 0)
    if sum(zeros.values()) < len(data) / 8:
        return None
    if not zeros[0]:
        return "utf-16-le"
    return None if zeros[1] else "utf-16-be"


def _legacy_encoding(data: bytes) -> str:
    # Loaded here: only old files need it.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE_BYTES], cp_isolation=[_LEGACY, "cp1252"]).best()
    return best.encoding if best else _LEGACY


def _old_text(data: bytes) -> str:
    """Text of before Unicode: Windows-1258, which writes the tones apart from their letters, or
    what only TCVN3 or VNI makes sense of."""
    windows = unicodedata.normalize("NFC", data.decode(_legacy_encoding(data), "replace"))
    by_font = data.decode(_BYTES)
    if share_that_reads_well(_cells_of(windows)) < _MOSTLY and guessed_code(_cells_of(by_font)):
        return by_font
    return windows


def _cells_of(text: str) -> list[str]:
    return _BETWEEN_CELLS.split(text[:_SAMPLE_BYTES])


def _text_or_none(text: str) -> str | None:
    """Nothing where more than a few characters are ones that no text holds."""
    odd = sum(1 for character in text
              if unicodedata.category(character) == "Cc" and character not in _CONTROLS_ALLOWED)
    return text if odd + text.count("\ufffd") <= len(text) / 200 else None


def grid_of_text(text: str, name: str) -> Grid:
    """The table that a text holds; its delimiter is the one that parts it most regularly."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")
    head, _, rest = lines.partition("\n")
    if head.lower().startswith("sep=") and len(head) == len("sep=") + 1:  # a line for Excel only
        return Grid(name, _rows(rest, head[-1]), first_row=2)
    return Grid(name, _rows(lines, _delimiter(lines)))


def _delimiter(text: str) -> str:
    sample = "\n".join(text[:_SAMPLE_CHARACTERS].split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES])
    return max(DELIMITERS, key=lambda delimiter: _regularity(_records(sample, delimiter)))


def _regularity(records: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many records share the commonest width above one, and that width."""
    widths = Counter(len(record) for record in records if len(record) > 1)
    if not widths:
        return 0, 0
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return count, width


def _rows(text: str, delimiter: str) -> tuple[CellRow, ...]:
    return tuple(tuple(unguarded(cell) or None for cell in record)
                 for record in _records(text, delimiter))


def _records(text: str, delimiter: str) -> list[list[str]]:
    """The records; where the quotation marks do not pair, they are letters like any other."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return [line.split(delimiter) for line in text.split("\n")]
