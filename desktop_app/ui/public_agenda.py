"""The agenda on the public screen: as many items around the current one as there is room for."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize

from desktop_app.domain.kinds import ItemState
from desktop_app.i18n import _, ngettext
from desktop_app.services.agenda import DROPPED
from desktop_app.services.projection import Projection, PublicItem
from desktop_app.ui import tokens as t
from desktop_app.ui.public_type import Box, Fitted, Piece, Unit, fitted, line_height, widest

MARKS = {ItemState.WAITING: "", ItemState.CURRENT: "▶", ItemState.DONE: "✓",
         ItemState.SKIPPED: "–", ItemState.WITHDRAWN: "–"}
_LINES, _LINES_OVER = 3, 2
Parts = tuple[list[Box], list[Piece]]


def agenda_parts(shown: Projection, room: QRect, unit: Unit) -> Parts:
    """A heading, and the items around the current or the next one."""
    return _Agenda(shown, room, unit).parts() if shown.items else ([], [])


def window_around(middle: int, count: int, height_of: Callable[[int], int],
                  room: int) -> tuple[int, int]:
    """The first item that fits and the one after the last. The middle one is always in it, then
    in turn the next and the one before, as long as they fit."""
    first, end, used = middle, middle + 1, height_of(middle)
    open_ends = [end < count, first > 0]
    while any(open_ends):
        for side in (0, 1):
            if not open_ends[side]:
                continue
            wanted = end if side == 0 else first - 1
            used += height_of(wanted)
            if used > room:
                used -= height_of(wanted)
                open_ends[side] = False
                continue
            first, end = (first, end + 1) if side == 0 else (first - 1, end)
            open_ends[side] = end < count if side == 0 else first > 0
    return first, end


class _Agenda:
    def __init__(self, shown: Projection, room: QRect, unit: Unit) -> None:
        self._items = shown.items
        self._room = room
        self._unit = unit
        self._size, self._pad = unit(t.PUBLIC_SMALL), unit(t.PUBLIC_GAP / 2)
        middle = shown.current or shown.next
        self._middle = shown.items.index(middle) if middle else len(shown.items) - 1
        self._mark_width = widest(list(MARKS.values()), self._size, bold=True) + self._pad
        numbers = [str(item.number) for item in shown.items[-1:]]
        self._number_width = widest(numbers, self._size, bold=True) + 2 * self._pad
        self._titles: dict[int, Fitted] = {}
        self._boxes: list[Box] = []
        self._pieces: list[Piece] = []

    def parts(self) -> Parts:
        heading = self._quiet(_("Agenda"), self._room.left(), self._room.top(), bold=True)
        top = heading.rect.bottom() + 1 + self._pad
        first, end = self._seen(self._room.bottom() + 1 - top)
        x = self._room.left() + 2 * self._pad
        if first:
            before = ngettext("{count} item before", "{count} items before", first)
            top = self._quiet(f"↑ {before.format(count=first)}", x, top).rect.bottom() + 1
        for place in range(first, end):
            top = self._row(place, top)
        if rest := len(self._items) - end:
            after = ngettext("{count} more item", "{count} more items", rest)
            self._quiet(f"↓ {after.format(count=rest)}", x, top)
        return self._boxes, self._pieces

    def _seen(self, room: int) -> tuple[int, int]:
        """Which items there is room for, with a line for those before and one for those after."""
        hint, count = line_height(self._size, bold=False), len(self._items)
        for hints in (0, 1, 2):
            first, end = window_around(self._middle, count, self._height, room - hints * hint)
            if (first > 0) + (end < count) <= hints:
                break
        return first, end

    def _quiet(self, text: str, left: int, top: int, *, bold: bool = False) -> Piece:
        width = self._room.right() + 1 - left
        part = fitted(text, QSize(width, self._room.height()), (self._size, self._size), 1,
                      bold=bold)
        self._pieces.append(part.at(left, top, width, "muted"))
        return self._pieces[-1]

    def _height(self, place: int) -> int:
        return self._title(place).height + 2 * self._pad

    def _title(self, place: int) -> Fitted:
        """The title of an item, broken into lines."""
        if place not in self._titles:
            item = self._items[place]
            width = self._room.width() - self._mark_width - self._number_width - 3 * self._pad
            height = max(self._room.height() - 6 * self._size, self._size)
            self._titles[place] = fitted(
                item.title, QSize(width, height), (self._size, self._size),
                _LINES_OVER if _is_over(item) else _LINES, bold=item.state is ItemState.CURRENT)
        return self._titles[place]

    def _row(self, place: int, top: int) -> int:
        """Mark, number and title; gives where the next row begins."""
        item, title = self._items[place], self._title(place)
        now, left = item.state is ItemState.CURRENT, self._room.left()
        height = self._height(place)
        if now:
            self._boxes.append(Box(QRect(left, top, self._room.width(), height), "soft"))
            self._boxes.append(Box(QRect(left, top, self._unit(0.6), height), "accent"))
        colour, line = _colour(item), line_height(self._size, bold=now)
        x, y = left + 2 * self._pad, top + self._pad
        for text, width in ((MARKS[item.state], self._mark_width),
                            (str(item.number), self._number_width)):
            if text:
                self._pieces.append(Piece(QRect(x, y, width, line), (text,), self._size, now,
                                          "accent" if now else colour))
            x += width
        self._pieces.append(title.at(x, y, self._room.right() - self._pad - x + 1, colour))
        return top + height


def _colour(item: PublicItem) -> str:
    """What is over or does not take place is quiet."""
    return "muted" if _is_over(item) else "text"


def _is_over(item: PublicItem) -> bool:
    return item.state is ItemState.DONE or item.state in DROPPED
