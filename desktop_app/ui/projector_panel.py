"""F5: what the public sees or would see, showing it and taking it back, releasing a vote result."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.changes import Changes
from desktop_app.i18n import _
from desktop_app.services.projection import VoteResult
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk
from desktop_app.ui.header import set_role
from desktop_app.ui.panel import Panel
from desktop_app.ui.projector import Projector
from desktop_app.ui.public_view import PublicView
from desktop_app.ui.screen_choice import Place

_WIDTH, _HEIGHT, _PREVIEW = 1040, 580, QSize(608, 342)


def open_projector(desk: Desk, projector: Projector, place: QWidget) -> "ProjectorPanel | None":
    """Shows the panel over the window; the same key takes it away."""
    shown = place.window().findChild(ProjectorPanel)
    if shown is not None and shown.isVisible():
        shown.close_panel()
        return None
    panel = ProjectorPanel(desk, projector)
    panel.open(place)
    return panel


class ResultList(QListWidget):
    """The recorded vote results, the latest first. `released`: Space on one; Enter is for the
    panel."""

    released = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("vote_results")
        self.setAccessibleName(_("Vote results"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results: Sequence[VoteResult] = ()
        self.itemDoubleClicked.connect(lambda _item: self.released.emit())

    def show_results(self, results: Sequence[VoteResult], released: VoteResult | None) -> None:
        """The results anew, the released one marked; the selection stays."""
        kept = self.selected()
        self.results = results
        self.clear()
        for result in results:
            self.addItem(QListWidgetItem(_line(result, released)))
        rows = [row for row, result in enumerate(results) if kept and result.id == kept.id]
        self.setCurrentRow(rows[0] if rows else 0)

    def selected(self) -> VoteResult | None:
        """The chosen result."""
        row = self.currentRow()
        return self.results[row] if 0 <= row < len(self.results) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.released.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ProjectorPanel(Panel):
    """Enter shows the conference to the public or takes it back, wherever the focus is."""

    def __init__(self, desk: Desk, projector: Projector) -> None:
        super().__init__(_("Public screen"))
        self._desk = desk
        self._projector = projector
        self.preview = PublicView(desk.theme, projector.canvas())
        self.state, self._where = QLabel(), QLabel()
        self.screens = QComboBox()
        self.screens.setAccessibleName(_("Screen"))
        self.results = ResultList()
        self._hint = QLabel()
        self.toggle, self.release = QPushButton(), QPushButton()
        self._places: list[Place] = []
        self._build()
        self._connect()
        projector.attach(self.preview)
        self._show_results()
        self._show_state()

    def _build(self) -> None:
        heading = QLabel(_("Vote results"))
        left, right, columns = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for widget in (self._framed_preview(), self.state, self._where, self.screens):
            left.addWidget(widget)
        left.addStretch(1)
        for widget in (heading, self._hint, self.results):
            right.addWidget(widget, 1 if widget is self.results else 0)
        right.addStretch(0)
        for column in (left, right):
            column.setSpacing(tokens.S)
        for label, role in ((heading, "heading"), (self._hint, "muted"), (self.state, "heading"),
                            (self._where, "muted")):
            label.setProperty("role", role)
        for label in (self._hint, self._where):
            label.setWordWrap(True)
        columns.setSpacing(tokens.XL)
        columns.addLayout(left)
        columns.addLayout(right, 1)
        self.body.addLayout(columns, 1)
        self.toggle.setProperty("role", "primary")
        for button in (self.toggle, self.release):
            self.footer.addWidget(button)
        self.footer.addStretch(1)

    def _framed_preview(self) -> QFrame:
        """With a thin line around, in the shape of the screen."""
        frame = QFrame()
        frame.setObjectName("card")
        frame.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.preview)
        self.state.setMinimumWidth(_PREVIEW.width())
        return frame

    def _connect(self) -> None:
        self.toggle.clicked.connect(self._toggle)
        self.release.clicked.connect(self._release)
        self.results.released.connect(self._release)
        self.screens.activated.connect(lambda row: self._projector.choose(self._places[row]))
        self._projector.changed.connect(self._show_state)
        self.follow(self._desk.bus.changed, self._changed)

    def open(self, place: QWidget) -> None:
        """Shows the panel with the focus where both keys work."""
        first = self.results if self.results.results else self.toggle
        self.open_over(place, first, _WIDTH, _HEIGHT)

    def close_panel(self) -> None:
        """Takes the panel away; the public goes on seeing what it sees."""
        self._projector.detach(self.preview)
        super().close_panel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle()
            return
        super().keyPressEvent(event)

    # --- acting ------------------------------------------------------------------------------

    def _toggle(self) -> None:
        if self._projector.is_showing:
            self._projector.take_back()
        else:
            self._projector.show()

    def _release(self) -> None:
        """The chosen result is shown to the public; the same one again is taken back."""
        chosen, released = self.results.selected(), self._projector.released
        if chosen is not None:
            self._projector.release(None if chosen == released else chosen)
            self._show_results()

    # --- showing -----------------------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        if changes.touches("note", "meeting"):
            self._desk.look(self._show_results)

    def _show_results(self) -> None:
        projector = self._projector
        found = self._desk.workspace.projections.results(projector.meeting_id)
        self.results.show_results(found, projector.released)
        self.results.setVisible(bool(found))
        self._hint.setText(
            _("Space releases the chosen result to the public, Space again takes it back. Nothing "
              "else of what is recorded is ever shown.") if found
            else _("No vote is recorded yet. A line that begins with /b records one; here its "
                   "result is released to the public."))
        self._show_release()

    def _show_release(self) -> None:
        chosen, released = self.results.selected(), self._projector.released
        back = chosen is not None and chosen == released
        self.release.setText(_("Take the result back (Space)") if back
                             else _("Release the result (Space)"))
        self.release.setVisible(chosen is not None)

    def _show_state(self) -> None:
        projector = self._projector
        self._fit_preview()
        self._places = projector.places()
        place = projector.place()
        self.toggle.setText(_("Take back (Enter)") if projector.is_showing
                            else _("Show to the public (Enter)"))
        self.state.setText(self._state(place))
        set_role(self.state, "heading")
        self._where.setText(_where(place, projector.is_showing))
        self.screens.clear()
        self.screens.addItems([p.label() for p in self._places])
        if place:
            self.screens.setCurrentIndex(self._places.index(place))
        self.screens.setVisible(len(self._places) > 1)
        self._show_release()

    def _state(self, place: Place | None) -> str:
        projector = self._projector
        if projector.on_screen:
            name = projector.on_screen.name()
            return "● " + _("The public sees this on {screen}.").format(screen=name)
        if projector.is_showing:
            return "● " + _("The public sees this in a window.")
        return "○ " + _("The public sees nothing yet.")

    def _fit_preview(self) -> None:
        canvas = self._projector.canvas()
        self.preview.set_canvas(canvas)
        self.preview.setFixedSize(canvas.scaled(_PREVIEW, Qt.AspectRatioMode.KeepAspectRatio))


def _where(place: Place | None, showing: bool) -> str:
    if place is None:
        return _("A second screen was not found. It opens as a window that can be moved to "
                 "wherever the public looks.")
    if showing:
        return _("Your own screen stays as it is.")
    return _("It will fill {screen}; your own screen stays as it is.").format(screen=place.label())


def _line(result: VoteResult, released: VoteResult | None) -> str:
    """Time and text; what is on the public screen is marked."""
    text = f"{result.at:%H:%M}  {result.text}" if result.at else result.text
    if released is None or released.id != result.id:
        return text
    state = _("On the public screen") if released.text == result.text \
        else _("Changed since it was released")
    return f"● {text}\n{state}"
