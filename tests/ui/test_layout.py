"""Every page lays out without cut text: both languages, the smallest usual screen, 200 %."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from desktop_app.i18n import use_language
from desktop_app.services.demo import write_demo
from desktop_app.ui.actions import PAGE_NAMES
from desktop_app.ui.header import ElidedLabel
from desktop_app.ui.window import Window
from tests.ui.conftest import make_desk

SIZES = {"1366x768": (1366, 700), "200 % of 1366x768": (683, 360)}
WITH_CARDS = ("attendees", "agenda", "feedback")
"""Pages with a card for a new record."""


def cut_texts(window: Window) -> list[str]:
    """The visible labels and buttons that have less room than their text needs."""
    found = []
    for label in window.findChildren(QLabel):
        if label.isVisible() and not isinstance(label, ElidedLabel) and not label.wordWrap():
            widest = max((label.fontMetrics().horizontalAdvance(line)
                          for line in label.text().split("\n")), default=0)
            if widest > label.contentsRect().width() + 1:
                found.append(f"label {label.text()!r}")
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and button.objectName() != "qt_menubar_ext_button":
            needed = button.minimumSizeHint().width()
            if needed > button.width() + 1 and button.toolTip() == "":
                found.append(f"button {button.text()!r}: {button.width()} < {needed}")
    return found


@pytest.mark.parametrize("theme_name", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_no_text_is_cut(qtbot, workspace, theme, tmp_path, size, language, theme_name):
    use_language(language)
    theme.choose(theme_name)
    desk = make_desk(workspace, theme, tmp_path, write_demo(workspace.register))
    window = Window(desk)
    qtbot.addWidget(window)
    window.showNormal()
    window.resize(*size)
    problems = {}
    for name in PAGE_NAMES:
        window.show_page(name)
        QApplication.processEvents()
        if cut := cut_texts(window):
            problems[name] = cut
        if name in WITH_CARDS:
            window.page.new()
            QApplication.processEvents()
            if cut := cut_texts(window):
                problems[f"{name}: new"] = cut
    assert not problems
    assert window.width() == size[0]
    window.close()
    desk.tasks.end()
