"""What the feedback page shows where there is no list of opinions."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from desktop_app.i18n import _
from desktop_app.ui.actions import key_text
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import EmptyState, primary


def nothing_found(show_all: Callable[[], None]) -> EmptyState:
    """No opinion passes the filter."""
    clear = QPushButton(_("Show all opinions"))
    clear.clicked.connect(lambda: show_all())
    return EmptyState(_("No opinion passes the filter"),
                      _("Try fewer words, or another theme, unit or status."), clear)


def nothing_yet(desk: Desk, new: Callable[[], None]) -> EmptyState:
    """There are no opinions: the ways in which they come."""
    add = primary(_("Add ({key})").format(key=key_text("new")))
    live = QPushButton(_("Go to the session ({key})").format(key=key_text("page_live")))
    bring = QPushButton(_("Import from Excel ({key})").format(key=key_text("import_list")))
    paste = QPushButton(_("Paste lines ({key})").format(key=key_text("paste_lines")))
    for button, name in ((live, "page_live"), (bring, "import_list"), (paste, "paste_lines")):
        button.clicked.connect(lambda _checked=False, name=name: desk.run(name))
    add.clicked.connect(lambda: new())
    desk.writing(add, bring, paste)
    return EmptyState(_("No opinions yet"),
                      _("What people say in the discussion is typed in the session and comes "
                        "here by itself. Opinions on paper or from before the conference are "
                        "added here."), add, bring, paste, live)
