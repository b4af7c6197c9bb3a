"""The header that never hides: conference, current item, quorum, clock, saved mark."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from desktop_app.domain.rulesets import Quorum
from desktop_app.i18n import _
from desktop_app.services.agenda import PlannedRow
from desktop_app.services.write_state import Writing
from desktop_app.ui import tokens
from desktop_app.ui.quorum_text import meter_role, show_meter


class ElidedLabel(QLabel):
    """A label with … where room is short, at its end unless told otherwise, and with the whole
    text as its tooltip."""

    def __init__(self, elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self._elide_mode = elide
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        self._whole = text
        self.setToolTip(text)
        self._elide()

    def resizeEvent(self, event: object) -> None:
        self._elide()

    def _elide(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, self._elide_mode, self.width()))


class Header(QFrame):
    """Shows what it is told; it asks nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(tokens.HEADER)
        self.title = ElidedLabel()
        self.title.setProperty("role", "heading")
        self.item = ElidedLabel()
        self.quorum = QLabel()
        self.clock = QLabel()
        self.clock.setProperty("role", "heading")
        self.saved = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.L, 0, tokens.L, 0)
        layout.setSpacing(tokens.XL)
        layout.addWidget(self.title, 4)
        layout.addWidget(self.item, 5)
        for label in (self.quorum, self.clock, self.saved):
            layout.addWidget(label)

    def show_item(self, row: PlannedRow | None, now: datetime) -> None:
        """The current item with minutes used, planned and late."""
        self.item.setVisible(row is not None)
        if row is None or row.opened_at is None:
            return
        opened = row.spans[-1][0]
        minutes, seconds = divmod(max(int((now - opened).total_seconds()), 0), 60)
        plan = f" / {row.item.minutes}'" if row.item.minutes else ""
        text = f"▶ {row.item.shown}   {minutes:02}:{seconds:02}{plan}"
        late = lateness(row)
        self.item.show_text(f"{text} · {late}" if late else text)

    def show_quorum(self, quorum: Quorum | None) -> None:
        """The quorum meter, with its colour."""
        show_meter(self.quorum, quorum)
        if quorum:
            set_role(self.quorum, meter_role(quorum))

    def show_clock(self, now: datetime, set_back: timedelta) -> str:
        """The time of the session, marked while the PC's own clock is behind it; gives the
        sentence to say when that begins."""
        time = now.strftime("%H:%M:%S")
        self.clock.setText(f"{time} ⚠" if set_back else time)
        if bool(set_back) == bool(self.clock.toolTip()):
            return ""
        told = _("The clock of this PC was set back. Times are still recorded by the clock of "
                 "this session; to use the PC's, close the program and open it again.")
        self.clock.setToolTip(told if set_back else "")
        set_role(self.clock, "heading-warn" if set_back else "heading")
        return self.clock.toolTip()

    def show_writing(self, writing: Writing) -> None:
        """When everything was on disk; that a write is under way; or that writing fails.

        The place of the mark only grows, so that the header does not move with every key.
        """
        if writing.saved_at is not None:
            self.saved.setText(_("Saved {time}").format(time=writing.saved_at.strftime("%H:%M:%S")))
            set_role(self.saved, "good")
        elif writing.failing is not None:
            self.saved.setText("✘ " + _("not saved"))
            set_role(self.saved, "bad")
        else:
            self.saved.setText("○ " + _("saving…"))
        self.saved.setMinimumWidth(max(self.saved.minimumWidth(), self.saved.sizeHint().width()))


def lateness(row: PlannedRow) -> str:
    """How many minutes the item began after or before its plan; empty when on time."""
    if row.opened_at is None or row.planned_start is None:
        return ""
    if row.opened_at.date() != row.planned_start.date():
        return ""
    minutes = int((row.opened_at - row.planned_start).total_seconds() // 60)
    if minutes > 0:
        return _("{minutes}' late").format(minutes=minutes)
    return _("{minutes}' early").format(minutes=-minutes) if minutes < 0 else ""


def set_role(label: QLabel, role: str) -> None:
    """Gives a label another look of the style sheet."""
    if label.property("role") != role:
        label.setProperty("role", role)
        label.style().unpolish(label)
        label.style().polish(label)
