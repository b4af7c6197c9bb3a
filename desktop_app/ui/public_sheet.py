"""Where everything stands on the public screen: a projection and a size become boxes and lines of
text. Whatever the size, type keeps its share of the height."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt

from desktop_app.domain.dates import long_date, short_date
from desktop_app.domain.kinds import MeetingStatus
from desktop_app.i18n import _, active
from desktop_app.services.projection import Projection, PublicHead, PublicQuorum
from desktop_app.ui import tokens as t
from desktop_app.ui.public_agenda import agenda_parts
from desktop_app.ui.public_clock import TurnSlot
from desktop_app.ui.public_type import Box, Fitted, Piece, Unit, fitted, widest

AGENDA_SHARE = 0.37
"""Of the width between the margins."""
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_RIGHT = Qt.AlignmentFlag.AlignRight
Part = tuple[Fitted, str]


@dataclass(frozen=True)
class Sheet:
    """What is drawn. The wall clock goes into `wall`, the clock of the turn into `turn`."""

    size: QSize
    boxes: tuple[Box, ...]
    pieces: tuple[Piece, ...]
    wall: QRect
    turn: TurnSlot | None = None


def make_sheet(shown: Projection, size: QSize) -> Sheet:
    """The sheet of a projection: the course of the conference while it is in session or a result
    was released, else its title page."""
    page = _Page(size)
    if shown.in_session or shown.result:
        page.session(shown)
    else:
        page.title(shown.head)
    return Sheet(size, tuple(page.boxes), tuple(page.pieces), page.wall, page.turn)


class _Page:
    def __init__(self, size: QSize) -> None:
        self.unit = Unit.of(size)
        self.boxes: list[Box] = []
        self.pieces: list[Piece] = []
        self.turn: TurnSlot | None = None
        g, self.size = self.unit, size
        self.inner = QRect(0, 0, size.width(), size.height()).adjusted(
            g(t.PUBLIC_MARGIN), g(t.PUBLIC_MARGIN), -g(t.PUBLIC_MARGIN), -g(t.PUBLIC_MARGIN))
        self.wall = self._wall()

    def _wall(self) -> QRect:
        """Within the strip at the foot, at its end."""
        size = self.unit(t.PUBLIC_TITLE)
        width = widest(["00:00"], size, bold=True)
        strip = self.strip()
        return QRect(self.inner.right() + 1 - width, strip.top(), width, strip.height())

    def strip(self) -> QRect:
        """The strip at the foot, from edge to edge."""
        g = self.unit
        height = g(2 * t.PUBLIC_MARGIN)
        return QRect(0, self.size.height() - height, self.size.width(), height)

    # --- in session --------------------------------------------------------------------------

    def session(self, shown: Projection) -> None:
        """Header, agenda, what goes on now, quorum."""
        g = self.unit
        body = QRect(self.inner)
        body.setTop(self._header(shown.head) + g(1.5 * t.PUBLIC_GAP))
        body.setBottom(self.strip().top() - g(1.5 * t.PUBLIC_GAP))
        self.boxes.append(Box(self.strip(), "raised"))
        if shown.quorum:
            self._quorum(shown.quorum)
        share = round(body.width() * AGENDA_SHARE)
        boxes, pieces = agenda_parts(
            shown, QRect(body.left(), body.top(), share, body.height()), g)
        self.boxes += boxes
        self.pieces += pieces
        card = body.adjusted(share + g(2 * t.PUBLIC_GAP), 0, 0, 0)
        self.boxes.append(Box(card, "surface", "line"))
        edge = g(2 * t.PUBLIC_GAP)
        self._now(shown, card.adjusted(edge, edge, -edge, -edge))

    def _header(self, head: PublicHead) -> int:
        """Organisation and title; gives where they end."""
        g, left, top = self.unit, self.inner.left(), self.inner.top()
        room = QSize(self.inner.width(), g(20))
        small, sizes = g(t.PUBLIC_SMALL), (g(t.PUBLIC_BODY), g(t.PUBLIC_TITLE))
        parts = []
        if head.organisation:
            parts.append((fitted(head.organisation, room, (small, small), 1), "muted"))
        if head.title:
            parts.append((fitted(head.title, room, sizes, 2, bold=True, few=1), "text"))
        return self._stack(parts, left, top, room.width(), gap=0)

    def _quorum(self, quorum: PublicQuorum) -> None:
        """How many are present, and whether they are enough, at the foot."""
        g, strip = self.unit, self.strip()
        size, left = g(t.PUBLIC_BODY), self.inner.left()
        word = "✔ " + _("Quorum met") if quorum.met else "✘ " + _("No quorum")
        count = _("Present {present}/{base}").format(present=quorum.present, base=quorum.base)
        for text, colour in ((count, "text"), (word, "good" if quorum.met else "warn")):
            room = QSize(self.wall.left() - g(t.PUBLIC_GAP) - left, strip.height())
            part = fitted(text, room, (size, size), 1, bold=True)
            width = widest(part.lines, size, bold=True) + 1
            top = strip.top() + (strip.height() - part.height) // 2
            self.pieces.append(part.at(left, top, width, colour))
            left += width + g(2 * t.PUBLIC_GAP)

    # --- what goes on now --------------------------------------------------------------------

    def _now(self, shown: Projection, room: QRect) -> None:
        if shown.result:
            self._result(shown, room)
        elif shown.speaker:
            self._speaker(shown, room)
        else:
            self._item(shown, room)

    def _result(self, shown: Projection, room: QRect) -> None:
        """The result; whoever speaks meanwhile keeps a line at the foot."""
        g = self.unit
        if shown.speaker:
            height = g(t.PUBLIC_TITLE * 1.5)
            foot = QRect(room.left(), room.bottom() - height, room.width(), height)
            self.turn = TurnSlot(foot, g, in_line=True)
            room = room.adjusted(0, 0, 0, -height - g(t.PUBLIC_GAP))
        self._told(_("Vote result"), shown.result, "", room, most=8)

    def _speaker(self, shown: Projection, room: QRect) -> None:
        """The name above, the clock in all the room below."""
        g, speaker = self.unit, shown.speaker
        assert speaker is not None
        about = " · ".join(part for part in (speaker.position, speaker.unit) if part)
        upper = QSize(room.width(), round(room.height() * 0.5))
        parts = self._parts(_("Has the floor"), speaker.name, about, upper, most=2)
        end = self._stack(parts, room.left(), room.top(), room.width())
        clock = room.adjusted(0, end - room.top() + g(t.PUBLIC_GAP), 0, 0)
        self.turn = TurnSlot(clock, g)

    def _item(self, shown: Projection, room: QRect) -> None:
        """What is on the agenda now; between items the next one."""
        if shown.current:
            self._told(_("Now"), shown.current.title, shown.current.presenter, room)
        elif shown.next:
            self._told(_("Next"), shown.next.title, shown.next.presenter, room)
        else:
            self._told(_("Agenda"), _("All items have been dealt with."), "", room)

    def _told(self, label: str, text: str, below: str, room: QRect, most: int = 5) -> None:
        """A label, a text as large as it can be, and a quiet line, in the middle of the room."""
        parts = self._parts(label, text, below, room.size(), most=most)
        height = self._height(parts)
        self._stack(parts, room.left(), room.top() + max((room.height() - height) // 2, 0),
                    room.width())

    def _parts(self, label: str, text: str, below: str, room: QSize, *, most: int) -> list[Part]:
        g = self.unit
        small, body = g(t.PUBLIC_SMALL), g(t.PUBLIC_BODY)
        head = fitted(label, room, (small, small), 1, bold=True)
        foot = fitted(below, room, (small, body), 2) if below else None
        taken = head.height + (foot.height if foot else 0) + 2 * g(t.PUBLIC_GAP)
        rest = QSize(room.width(), room.height() - taken)
        main = fitted(text, rest, (body, g(t.PUBLIC_NAME)), most, bold=True)
        parts = [(head, "accent"), (main, "text")]
        return [*parts, (foot, "muted")] if foot else parts

    def _height(self, parts: Sequence[Part]) -> int:
        gaps = (len(parts) - 1) * self.unit(t.PUBLIC_GAP)
        return sum(part.height for part, _colour in parts) + gaps

    def _stack(self, parts: Sequence[Part], left: int, top: int, width: int,
               align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
               gap: float = t.PUBLIC_GAP) -> int:
        """One under the other; gives where the last one ends."""
        between = self.unit(gap) if gap else 0
        for part, colour in parts:
            self.pieces.append(part.at(left, top, width, colour, align))
            top += part.height + between
        return top - between if parts else top

    # --- before and after --------------------------------------------------------------------

    def title(self, head: PublicHead) -> None:
        """What the invitation says, in the middle."""
        g = self.unit
        space = self.inner.adjusted(0, 0, 0, -self.wall.height())
        small, body = g(t.PUBLIC_SMALL), g(t.PUBLIC_TITLE)
        title = head.title or _("Conference Secretary")
        texts = ((head.organisation, (small, body), (1, 2), False, "muted"),
                 (title, (body, g(t.PUBLIC_NAME)), (2, 4), True, "text"),
                 (where_and_when(head), (small, body), (1, 2), False, "text"),
                 (standing(head), (small, body), (1, 1), False, "accent"))
        parts = [(fitted(text, space.size(), sizes, most, bold=bold, few=few), colour)
                 for text, sizes, (few, most), bold, colour in texts if text]
        top = space.top() + max((space.height() - self._height(parts)) // 2, 0)
        self._stack(parts, self.inner.left(), top, self.inner.width(), _CENTRE)


def where_and_when(head: PublicHead) -> str:
    """Place and date in one line."""
    day = head.starts_at
    date = (long_date(day) if active().language == "vi" else short_date(day)) if day else ""
    return ", ".join(part for part in (head.place, date) if part)


def standing(head: PublicHead) -> str:
    """When the conference begins, or that it is over."""
    if head.status is MeetingStatus.CLOSED:
        return _("The conference has closed.")
    if head.starts_at is None:
        return ""
    return _("Begins at {time}").format(time=head.starts_at.strftime("%H:%M"))


def wall_piece(sheet: Sheet, now: datetime) -> Piece:
    """The wall clock."""
    unit = Unit.of(sheet.size)
    return Piece(sheet.wall, (now.strftime("%H:%M"),), unit(t.PUBLIC_TITLE), True, "muted", _RIGHT)
