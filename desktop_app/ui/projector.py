"""The window for the public, on the second screen if there is one, and what keeps it up to date."""

from dataclasses import replace

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent, QScreen, QWindow
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.changes import Changes
from desktop_app.i18n import _
from desktop_app.services.projection import Projection, VoteResult
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.desk import Desk
from desktop_app.ui.public_view import PublicView
from desktop_app.ui.screen_choice import Place, choose_place, public_places
from desktop_app.ui.theme import Theme

LEAST = QSize(640, 360)
USUAL = QSize(1920, 1080)
_TICK_MS = 200


class PublicWindow(QWidget):
    """What the public sees, and nothing else. It never takes the keyboard.

    `closed`: somebody closed it with the mouse. `resized`: it has another size.
    """

    closed = Signal()
    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setObjectName("public_window")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setMinimumSize(LEAST)
        self.setWindowTitle(_("Public screen"))
        self.view = PublicView(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    def show_on(self, screen: QScreen) -> None:
        """Fills a screen, without a pointer resting on it."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()

    def show_beside(self, screen: QScreen) -> None:
        """An ordinary window in the upper right of a screen."""
        room = screen.availableGeometry()
        size = LEAST.expandedTo(room.size() / 2)
        self.resize(size)
        self.move(room.right() - size.width() - tokens.L, room.top())
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


class Projector(QObject):
    """Shows a conference to the public and takes it back. It reads only while anything shows it.

    `changed`: whether, where or what it shows. `released`: the vote result that the public may
    see, as it was when it was released.
    """

    changed = Signal()

    def __init__(self, desk: Desk, main: QWidget) -> None:
        super().__init__(main)
        self._desk = desk
        self._main = main
        self.window: PublicWindow | None = None
        self.released: VoteResult | None = None
        self.projection = Projection()
        self.meeting_id = desk.meeting_id
        self._screen: QScreen | None = None
        self._views: list[PublicView] = []
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        desk.bus.changed.connect(self._follow)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._keep_keyboard)
        application.screenAdded.connect(self._screen_added)
        application.screenRemoved.connect(self._screen_removed)

    # --- where -------------------------------------------------------------------------------

    @property
    def is_showing(self) -> bool:
        """Whether the public sees it."""
        return self.window is not None

    @property
    def on_screen(self) -> QScreen | None:
        """The screen that it fills, if it fills one."""
        return self._screen

    def places(self) -> list[Place]:
        """The screens that it could fill."""
        screens = QGuiApplication.screens()
        own = self._main.screen()
        return public_places([_place(index, screen) for index, screen in enumerate(screens)],
                             screens.index(own) if own in screens else 0)

    def place(self) -> Place | None:
        """The screen that it fills when it is shown."""
        return choose_place(self.places(), self._desk.settings.public_screen)

    def canvas(self) -> QSize:
        """The size at which the public sees it, or would."""
        if self.window:
            return self.window.size()
        place = self.place()
        return QSize(place.width, place.height) if place else USUAL

    def choose(self, place: Place) -> None:
        """Fills this screen from now on."""
        self._desk.settings.public_screen = place.name
        if self.window:
            self._open(self.window, place)
        self.changed.emit()

    # --- showing -----------------------------------------------------------------------------

    def show(self) -> None:
        """Shows the conference to the public."""
        if self.window is None:
            window = PublicWindow(self._desk.theme)
            self.attach(window.view)
            self.window = window
            window.closed.connect(self.take_back)
            window.resized.connect(self.changed)
            self._open(window, self.place())
            self.changed.emit()

    def _open(self, window: PublicWindow, place: Place | None) -> None:
        self._screen = QGuiApplication.screens()[place.index] if place else None
        if self._screen:
            window.show_on(self._screen)
        else:
            window.show_beside(self._main.screen())

    def _keep_keyboard(self, focused: QWindow | None) -> None:
        """Some window systems give every new window the keyboard; the main window keeps it."""
        if self.window and focused is not None and focused == self.window.windowHandle():
            self._main.activateWindow()

    def take_back(self) -> None:
        """The public sees nothing any more."""
        window, self.window, self._screen = self.window, None, None
        if window is None:
            return
        self.detach(window.view)
        window.hide()
        window.deleteLater()
        self._turn_to(self._desk.meeting_id)
        self.changed.emit()

    def take_over(self, other: "Projector") -> None:
        """Shows what another one shows, in its place."""
        if other.window is None:
            return
        place, geometry = other.on_screen, other.window.geometry()
        self.show()
        if self.window and place is None:
            self.window.setGeometry(geometry)
        self._turn_to(other.meeting_id)
        self.release(other.released)
        other.take_back()

    def end(self) -> None:
        """Everything is over: the register is closed."""
        self._desk.bus.changed.disconnect(self._follow)
        self.take_back()
        self._views.clear()
        self._timer.stop()

    def attach(self, view: PublicView) -> None:
        """A view follows the conference from now on: the one that is shown, else the one that is
        being worked on."""
        self._views.append(view)
        if self.window is None:
            self._turn_to(self._desk.meeting_id)
        view.show_projection(self.projection, self._desk.workspace.now())
        self._timer.start()

    def detach(self, view: PublicView) -> None:
        """A view is gone."""
        self._views = [other for other in self._views if other is not view]
        if not self._views:
            self._timer.stop()

    # --- what --------------------------------------------------------------------------------

    def release(self, result: VoteResult | None) -> None:
        """The public may see this result, or none."""
        self.released = result
        self._show(replace(self.projection, result=result.text if result else ""))

    def _turn_to(self, meeting_id: int) -> None:
        if meeting_id != self.meeting_id:
            self.meeting_id, self.released = meeting_id, None
        if self._views:
            self._desk.look(self._read)

    def _read(self) -> None:
        found = self._desk.workspace.projections
        if self.released and not found.stands(self.released):
            self.released = None
        self._show(replace(found.read(self.meeting_id),
                           result=self.released.text if self.released else ""))

    def _follow(self, changes: Changes) -> None:
        if self._views:
            self._desk.look(lambda: self._renew(changes))

    def _renew(self, changes: Changes) -> None:
        found = self._desk.workspace.projections
        shown = found.renewed(self.projection, self.meeting_id, changes)
        if changes.touches("note") and self.released and not found.stands(self.released):
            self.released, shown = None, replace(shown, result="")
        if shown != self.projection:
            self._show(shown)

    def _show(self, shown: Projection) -> None:
        self.projection = shown
        now = self._desk.workspace.now()
        for view in self._views:
            view.show_projection(shown, now)
        self.changed.emit()

    def _tick(self) -> None:
        now = self._desk.workspace.now()
        for view in self._views:
            view.tick(now)

    # --- screens that come and go ------------------------------------------------------------

    def _screen_removed(self, gone: QScreen) -> None:
        """Taken back before the window could come to lie over the secretary's work."""
        if self.window and self._screen and (self._screen == gone or not self.places()):
            self.take_back()
            self._desk.say(_("The second screen is gone; the public sees nothing now. {key} shows "
                             "it again.").format(key=key_text("projector")))
        self.changed.emit()

    def _screen_added(self) -> None:
        if self.window is None:
            self._desk.say(_("A second screen was found. {key} shows the conference on it.").format(
                key=key_text("projector")))
        self.changed.emit()


def _place(index: int, screen: QScreen) -> Place:
    area = screen.geometry()
    return Place(index, screen.name(), area.left(), area.top(), area.width(), area.height())
