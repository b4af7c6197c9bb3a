"""Writes a list in an old font code, with the font or without, or with its letters taken apart."""

import dataclasses
import unicodedata
from typing import TYPE_CHECKING

from desktop_app.domain import old_codes
from tests.corpus.pages import Made, Page

if TYPE_CHECKING:
    from desktop_app.domain.grid import Cell

_TCVN3 = {letter: chr(code) for code, letter in old_codes._TCVN3.items()}
_CAPITALS = {letter: code for letter, code in _TCVN3.items() if letter.isupper()}
_MARKS = {marks: code for code, marks in old_codes._VNI_MARKS.items()}
_LETTERS = {letter: code for code, letter in old_codes._VNI_LETTERS.items()}
FONTS = {"tcvn3": ".VnTime", "tcvn3-capitals": ".VnTimeH", "vni": "VNI-Times"}


def in_tcvn3(text: str) -> str:
    """The text in TCVN3, which has no capitals with tones: they are small."""
    return "".join(_TCVN3.get(c) or _TCVN3.get(c.lower(), c)
                   for c in unicodedata.normalize("NFC", text))


def in_vni(text: str) -> str:
    """The text in VNI-Windows: letters and marks are characters of their own."""
    return "".join(map(_vni_letter, unicodedata.normalize("NFC", text)))


def _vni_letter(letter: str) -> str:
    if letter in _LETTERS or letter in "ìíÌÍ":
        return _LETTERS.get(letter, letter)
    parts = unicodedata.normalize("NFD", letter)
    base, marks = parts[0], parts[1:]
    if marks[:1] == "\u031b":
        base, marks = _LETTERS[unicodedata.normalize("NFC", parts[:2])], marks[1:]
    elif marks[1:] == "\u031b":
        base, marks = _LETTERS[unicodedata.normalize("NFC", base + "\u031b")], marks[:1]
    marks = "".join(sorted(marks, key=lambda mark: mark not in "\u0302\u0306"))
    code = _MARKS.get(marks, marks)
    return base + (code.upper() if letter.isupper() else code)


def coded(made: Made, code: str) -> Made:
    """The list with all its text written in a code."""
    if not code:
        return made
    return dataclasses.replace(made, pages=tuple(_coded_page(page, code) for page in made.pages))


def _coded_page(page: Page, code: str) -> Page:
    base = code.removesuffix("-no-font")
    cells: dict[tuple[int, int], Cell] = {}
    fonts: dict[tuple[int, int], str] = {}
    for place, cell in page.cells.items():
        cells[place] = cell
        if isinstance(cell, str):
            cells[place], font = _coded_text(cell, base)
            if font and not code.endswith("-no-font"):
                fonts[place] = font
    return dataclasses.replace(page, cells=cells, fonts=fonts)


def _coded_text(text: str, code: str) -> tuple[str, str]:
    if code == "nfd":
        return unicodedata.normalize("NFD", text), ""
    if code == "vni":
        return in_vni(text), FONTS["vni"]
    capitals = text.isupper() and any(c in _TCVN3.values() for c in in_tcvn3(text))
    return in_tcvn3(text), FONTS["tcvn3-capitals" if capitals else "tcvn3"]
