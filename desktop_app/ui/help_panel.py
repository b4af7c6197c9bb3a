"""F1: what this page is for and which keys work; and what program this is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from desktop_app import __version__
from desktop_app.i18n import N_, _
from desktop_app.ui import tokens
from desktop_app.ui.actions import COMMANDS, key_text
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.panel import Panel

TABLE_KEYS = (
    ("Enter / F2", N_("Edit the selected entry")),
    ("Ctrl+Enter", N_("Finish the form and start the next")),
    ("Delete", N_("Remove (undo brings it back)")),
    ("Alt+↑ / Alt+↓", N_("Move up or down")),
    ("Esc", N_("Close, or go back")),
)


def open_help(desk: Desk, page: Page) -> None:
    """Shows the keys over the window."""
    panel = Panel(_("Keys and help"))
    text = QLabel(page.help_text())
    text.setWordWrap(True)
    panel.body.addWidget(text)
    area = _scrolled(_key_table())
    panel.body.addWidget(area, 1)
    panel.open_over(page, area, 860, 600)


def open_about(desk: Desk, page: Page) -> None:
    """Says which version this is and where things are kept."""
    panel = Panel(_("About"))
    lines = (
        _("Conference Secretary {version}").format(version=__version__),
        _("Register: {path}").format(path=desk.workspace.path),
        _("Settings, backups and logs: {path}").format(path=desk.places.data),
        _("Everything stays on this PC; the program uses no network."),
    )
    text = QLabel("\n\n".join(lines))
    text.setWordWrap(True)
    text.setAlignment(Qt.AlignmentFlag.AlignTop)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard
                                 | Qt.TextInteractionFlag.TextSelectableByMouse)
    panel.body.addWidget(text, 1)
    panel.open_over(page, text, 640, 320)


def _key_table() -> QWidget:
    """All keys in two columns."""
    rows = [(key_text(c.name), _(c.text)) for c in COMMANDS if c.key]
    rows += [(key, _(text)) for key, text in TABLE_KEYS]
    table = QWidget()
    table.setObjectName("form_body")
    grid = QGridLayout(table)
    grid.setHorizontalSpacing(tokens.L)
    grid.setVerticalSpacing(tokens.S)
    half = (len(rows) + 1) // 2
    for place, (key, text) in enumerate(rows):
        column, row = (place // half) * 2, place % half
        label, words = QLabel(key), QLabel(text)
        label.setProperty("role", "muted")
        words.setWordWrap(True)
        grid.addWidget(label, row, column)
        grid.addWidget(words, row, column + 1)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    return table


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    return area
