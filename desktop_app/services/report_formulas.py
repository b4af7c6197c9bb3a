"""Formulas of the workbook as text: literals, criteria that match exactly, shares, numbering."""

from collections.abc import Iterator, Mapping
from itertools import count
from math import isfinite

from desktop_app.exchange.sheets import Formula

_LITERAL_LIMIT = 250  # a formula may hold literals of 255 characters
_NAMELESS = "–"
_PATTERN_SIGNS = ("~", "*", "?")


def literal(text: str) -> str:
    """`text` as a string inside a formula."""
    parts = [text[start : start + _LITERAL_LIMIT] for start in range(0, len(text), _LITERAL_LIMIT)]
    return "&".join('"' + part.replace('"', '""') + '"' for part in parts or [""])


def criterion(text: str) -> str:
    """A COUNTIFS criterion that only `text` itself meets, whatever signs it holds."""
    for sign in _PATTERN_SIGNS:
        text = text.replace(sign, f"~{sign}")
    return literal(f"={text}" if text[:1] in ("=", "<", ">") or not text else text)


def matching(cell: str, text: str) -> str:
    """The criterion "is `text`" as a reference to the cell that holds it, where that is safe."""
    special = not text or text[0] in "=<>" or any(sign in text for sign in _PATTERN_SIGNS)
    return criterion(text) if special else cell


def counted(*conditions: tuple[str, str]) -> str:
    """A formula that counts the rows where each range meets its criterion."""
    inside = ",".join(f"{cells},{wanted}" for cells, wanted in conditions)
    return f"COUNTIFS({inside})"


def share(part: str, whole: str, part_now: int, whole_now: int) -> Formula:
    """One cell as a share of another; empty where there is nothing to share."""
    return Formula(f'IF({whole}=0,"",{part}/{whole})', part_now / whole_now if whole_now else "")


def unique_names(names: Mapping[int, str]) -> dict[int, str]:
    """Names by which formulas can tell things apart: a second one of a kind gets a number.

    An empty name gets a dash: a formula that asks for nothing counts all empty cells.
    """
    taken: set[str | float] = set()
    found: dict[int, str] = {}
    for key, name in names.items():
        free = next(candidate for candidate in _variants(name or _NAMELESS)
                    if _as_compared(candidate) not in taken)
        taken.add(_as_compared(free))
        found[key] = free
    return found


def _as_compared(name: str) -> str | float:
    """What a spreadsheet compares: not the case, and of numbers only the value ("01" is "1")."""
    try:
        number = float(name)
    except ValueError:
        return name.casefold()
    return number if isfinite(number) else name.casefold()


def _variants(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} ({number})" for number in count(2))


def roman(number: int) -> str:
    """I, II, III … as sections are numbered."""
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
             (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, sign in signs:
        times, number = divmod(number, value)
        text += sign * times
    return text
