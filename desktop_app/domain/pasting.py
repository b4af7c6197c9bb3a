"""What is pasted from Word, Excel, Zalo or a web page, as plain text: lines and lists are kept."""

import csv
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from itertools import count

from desktop_app.domain.vietnamese import plain_text

LONGEST_HTML = 300_000
"""Characters of HTML that are looked at; of more only its plain text is taken."""
CELLS = " · "
"""What stands between the cells of a pasted table row."""
_BULLET = re.compile("^([ \t]*)(?:[·•▪◦‣●■□\uf0a7\uf0b7\uf0d8\uf0fc][ \t]+|[-–—*§oØüv]\t+)", re.M)
_NUMBER = re.compile(r"^([ \t]*)((?:\d{1,3}|[a-zđ]|[ivx]{2,5})[.)])\t+", re.M)
_WORD_MARK = re.compile(r"<!\[if !supportLists\]>(.{0,2000}?)<!\[endif\]>", re.S)
_TAG = re.compile("<[^>]*>")
_LISTS = re.compile("<(?:ul|ol|li)[ >]|MsoListParagraph|mso-list", re.I)
_TABLE = re.compile("<table[ >]", re.I)
_BLOCKS = {"p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6",
           "blockquote", "pre"}
_UNSEEN = {"head", "style", "script", "title", "xml"}
_CELL = {"td", "th"}


def pasted_text(text: str, html: str = "") -> str:
    """The text of a clipboard that holds `text` and perhaps the same as `html`.

    Composed (NFC), without fonts, control characters and odd spaces; the bullets of Word and of
    web pages are "- ", their numbers "1. "; each row of a table is one line.
    """
    html = html if len(html) <= LONGEST_HTML else ""
    if html and (not text or _LISTS.search(html)):
        return _with_lists(_text_of(html))
    rows = _rows(plain_text(text), sure=bool(_TABLE.search(html)))
    return "\n".join(rows) if rows else _with_lists(plain_text(text))


def _with_lists(text: str) -> str:
    marked = _BULLET.sub(lambda found: f"{_indent(found[1])}- ", text)
    marked = _NUMBER.sub(lambda found: f"{_indent(found[1])}{found[2]} ", marked)
    return marked.strip("\n")


def _indent(blanks: str) -> str:
    return blanks.replace("\t", "  ")


def _rows(text: str, *, sure: bool) -> Sequence[str]:
    """The lines of a table whose cells are parted by tabs; none if the text is no table.

    Without HTML that says so it is one if several lines have the same number of tabs.
    """
    lines = text.strip("\n").split("\n")
    tabs = {line.count("\t") for line in lines}
    alike = len(lines) > 1 and len(tabs) == 1
    is_list = _BULLET.match(text) or _NUMBER.match(text)
    if max(tabs) == 0 or is_list or not (sure or alike):
        return ()
    cells = csv.reader((f"{line}\n" for line in lines), delimiter="\t")
    return [CELLS.join(filter(None, (" ".join(cell.split()) for cell in row))) for row in cells]


def _text_of(html: str) -> str:
    """The text of a piece of HTML, with its lists as Word marks them in plain text."""
    parser = _Parser()
    parser.feed(_WORD_MARK.sub(_word_mark, html))
    parser.close()
    return plain_text(parser.text())


def _word_mark(found: re.Match[str]) -> str:
    """The bullet or number that Word writes for programs that know no lists."""
    mark = _TAG.sub("", found[1]).replace("&nbsp;", " ").split()
    return f"{mark[0]}&#9;" if mark else ""


class _Parser(HTMLParser):
    """Collects lines: one for each block, line break, list entry and table row."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = [""]
        self._numbers: list[count[int] | None] = []
        self._unseen = 0
        self._rows = 0

    def text(self) -> str:
        lines = (line.removesuffix(CELLS).rstrip() for line in self._lines)
        return "\n".join(filter(None, lines))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "tr" or (not self._rows and (tag == "br" or tag in _BLOCKS)):
            self._begin_line()
        self._rows += tag == "tr"
        if tag in ("ul", "ol"):
            self._numbers.append(count(1) if tag == "ol" else None)
        elif tag == "li":
            numbers = self._numbers[-1] if self._numbers else None
            mark = f"{next(numbers)}." if numbers else "-"
            self._lines[-1] = f"{'  ' * (len(self._numbers) - 1)}{mark} "

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag in _CELL and self._lines[-1]:
            self._lines[-1] = self._lines[-1].rstrip() + CELLS
        elif tag == "tr" or (not self._rows and tag in _BLOCKS):
            self._rows = max(self._rows - (tag == "tr"), 0)
            self._begin_line()
        if tag in ("ul", "ol") and self._numbers:
            self._numbers.pop()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        line = self._lines[-1]
        words = re.sub("[ \n\r\f]+", " ", data)
        self._lines[-1] = line + (words.lstrip(" ") if line.endswith(" ") or not line else words)

    def _begin_line(self) -> None:
        """A paragraph at the beginning of a list entry stays on its line."""
        if self._lines[-1].strip(" -0123456789."):
            self._lines.append("")
