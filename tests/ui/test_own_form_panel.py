"""The office's own form in the window: chosen, checked, fields copied, filled; all by keys."""

import itertools

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from desktop_app.i18n import active, use_language
from desktop_app.services.forms import save_sample
from desktop_app.ui import tokens
from desktop_app.ui.own_form_panel import OwnFormPanel
from desktop_app.ui.window import Window
from tests.ui.keys import type_text
from tests.ui.test_layout import SIZES, cut_texts
from tests.unit.exchange.forms import form_with

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FAULTY = {"A1": "{{họ và tên}}", "B2": "{{hội nghị.tên"}


@pytest.fixture
def said(demo_desk):
    told = []
    demo_desk.bus.said.connect(lambda text, _undoable: told.append(text))
    return told


@pytest.fixture
def window(demo_window, said):
    return demo_window


def opened(qtbot, window):
    """The panel, with the form and the fields read."""
    QTest.keyClick(window, Qt.Key.Key_M, CTRL | SHIFT)
    panel = window.findChildren(OwnFormPanel)[-1]
    read(qtbot, panel)
    return panel


def read(qtbot, panel):
    def settled():
        assert panel.table.model().rowCount() > 0
        assert panel._form is None or "Reading" not in panel._state.text()

    qtbot.waitUntil(settled, timeout=30_000)


def press(panel, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(panel.window().focusWidget(), key, modifiers)


def column(table, place=0):
    return [table.model().index(row, place).data() for row in range(table.model().rowCount())]


def button(panel, text):
    return next(b for b in panel.findChildren(QPushButton) if b.text().startswith(text))


def test_without_a_form_the_panel_says_what_one_is(qtbot, window):
    panel = opened(qtbot, window)
    assert any("{{attendee.full_name}}" in label.text() for label in panel.findChildren(QLabel))
    assert not button(panel, "Fill in").isEnabled()
    assert not button(panel, "Read again").isEnabled()
    assert window.focusWidget().text().startswith("Choose")


def test_a_field_is_found_and_copied_by_keys(qtbot, window, said, tmp_path):
    window.desk.settings.form = str(save_sample(tmp_path, active()))
    panel = opened(qtbot, window)
    type_text(panel.line, "full name")
    assert column(panel.table) == ["{{attendee.titled_name}}", "{{attendee.full_name}}"]
    press(panel, Qt.Key.Key_Down)
    press(panel, Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == "{{attendee.full_name}}"
    assert said[-1] == "Copied: {{attendee.full_name}}"
    press(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_all_problems_are_shown_until_the_form_is_mended(qtbot, window, tmp_path):
    form = form_with(tmp_path / "form.xlsx", FAULTY)
    window.desk.dialogs.path = form
    panel = opened(qtbot, window)
    button(panel, "Choose").click()
    read(qtbot, panel)
    assert [line[:17] for line in column(panel.problems)] == ["✘ Tờ 1, cell A1: ",
                                                             "✘ Tờ 1, cell B2: "]
    assert not button(panel, "Fill in").isEnabled()
    assert window.desk.settings.form == str(form)
    form_with(form, {"A1": "{{attendee.full_name}}"})
    button(panel, "Read again").click()
    read(qtbot, panel)
    assert not panel.problems.isVisible()
    assert "row 1 repeats for “Delegate”." in panel._state.text()
    assert button(panel, "Fill in").isEnabled()


def test_a_form_that_is_gone_is_said(qtbot, window, tmp_path):
    window.desk.settings.form = str(tmp_path / "gone.xlsx")
    panel = opened(qtbot, window)
    assert panel._state.text().startswith("There is no file at")
    assert not button(panel, "Fill in").isEnabled()


def test_the_sample_is_saved_and_filled_by_keys(qtbot, window, said, tmp_path):
    window.desk.dialogs.path = tmp_path / "out"
    panel = opened(qtbot, window)
    button(panel, "Sample form").click()
    read(qtbot, panel)
    assert said[-1].startswith("The sample form was saved as")
    panel.line.setFocus()
    press(panel, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: said[-1].startswith("The form was filled in"), timeout=30_000)
    written = next(path for path in (tmp_path / "out").iterdir() if "2023-06-30" in path.name)
    assert openpyxl.load_workbook(written).active["B8"].value == "Nguyễn Đình Ổn"
    assert not any(text.startswith("Copied") for text in said)


def test_a_form_spoiled_meanwhile_is_said_and_nothing_written(qtbot, window, said, tmp_path):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{meeting.title}}"})
    window.desk.settings.form, window.desk.dialogs.path = str(form), tmp_path / "out"
    panel = opened(qtbot, window)
    form_with(form, FAULTY)
    press(panel, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(said) and "cannot be filled in yet" in said[-1], timeout=30_000)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_no_text_of_the_panel_is_cut(qtbot, demo_desk, tmp_path, size, language):
    use_language(language)
    demo_desk.settings.form = str(form_with(tmp_path / "form.xlsx", FAULTY))
    window = Window(demo_desk)
    qtbot.addWidget(window)
    window.showNormal()
    window.resize(*size)
    panel = OwnFormPanel(demo_desk)
    panel.open(window.page)
    qtbot.waitUntil(panel.problems.isVisible, timeout=30_000)
    QApplication.processEvents()
    assert cut_texts(window) == []
    inside = panel.rect()
    parts = (panel.problems, panel.line, panel.table, panel._fill, panel._sample)
    shown = [part for part in parts if part.isVisible()]
    for part in shown:
        assert inside.contains(part.geometry()), part
        assert part.height() > 20
    assert not any(one.geometry().intersects(other.geometry())
                   for one, other in itertools.combinations(shown, 2))
    window.close()


def test_what_is_said_stands_in_front_of_the_panel(qtbot, window):
    panel = opened(qtbot, window)
    window.desk.say("Copied")
    toast = window.findChild(QWidget, "toast")
    assert toast.isVisible()
    assert window.childAt(toast.geometry().center()) in (toast, *toast.findChildren(QWidget))
    assert toast.geometry().bottom() < window.height()
    assert toast.geometry().top() >= panel.geometry().bottom() - 3 * tokens.L
    panel.close_panel()
    window.desk.say("Copied")
    assert toast.geometry().bottom() < window.height() - tokens.ROW
