"""Every kind of field that text is typed into, on the demo conference."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.pages.agenda import AgendaPage
from desktop_app.ui.pages.attendees import AttendeesPage
from desktop_app.ui.pages.feedback import FeedbackPage
from desktop_app.ui.pages.live import LivePage
from desktop_app.ui.palette import CommandPalette
from desktop_app.ui.paste_panel import paste_attendees
from tests.ui.conftest import shown


class TextFields:
    """Opens a field by what it is called; it has the focus and is empty."""

    def __init__(self, qtbot, desk: Desk) -> None:
        self._qtbot = qtbot
        self.desk = desk
        self.page: Page | None = None

    def open(self, name: str) -> QWidget:
        field = OPENERS[name](self)
        field.window().activateWindow()
        field.setFocus()
        self._qtbot.waitUntil(field.hasFocus)
        empty(field)
        return field

    def on(self, kind: type[Page]) -> Page:
        page = kind(self.desk)
        shown(self._qtbot, self.desk, page)
        self.page = page
        return page

    def in_form(self, kind: type[Page], name: str, *, new: bool = False) -> QWidget:
        page = self.on(kind)
        (page.new if new else page.edit)()
        return visible(page, f"field_{name}")

    def palette(self) -> QWidget:
        box = CommandPalette(self.on(LivePage).window(), self.desk.popup())
        box.open(lambda _text: ())
        return box.box

    def check_in(self) -> QWidget:
        page = self.on(AttendeesPage)
        page.check_in()
        return visible(page, "check_in_box")


def visible(page: QWidget, name: str) -> QWidget:
    """The field of this name that is to be seen."""
    return next(w for w in page.findChildren(QWidget, name) if w.isVisible())


def empty(field: QWidget) -> None:
    """Deletes everything in a field by its keys."""
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)


OPENERS: dict[str, Callable[[TextFields], QWidget]] = {
    "capture line": lambda at: at.on(LivePage).line,
    "name of a person": lambda at: at.in_form(AttendeesPage, "full_name"),
    "position, suggesting": lambda at: at.in_form(AttendeesPage, "position"),
    "unit, a reference": lambda at: at.in_form(AttendeesPage, "unit_id"),
    "new agenda item": lambda at: at.in_form(AgendaPage, "title", new=True),
    "presenter, suggesting": lambda at: at.in_form(AgendaPage, "presenter", new=True),
    "opinion, several lines": lambda at: at.in_form(FeedbackPage, "text"),
    "themes, several references": lambda at: at.in_form(FeedbackPage, "theme_ids"),
    "attendee filter": lambda at: visible(at.on(AttendeesPage), "attendee_filter"),
    "opinion filter": lambda at: visible(at.on(FeedbackPage), "filter_box"),
    "check-in box": TextFields.check_in,
    "palette": TextFields.palette,
    "pasted lines": lambda at: paste_attendees(at.desk, at.on(AttendeesPage),
                                               read_table=lambda _text: None).box,
}
