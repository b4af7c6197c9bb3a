"""Replies of offices in the window: who has answered, workbooks out, returned ones in."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget

from desktop_app.domain import records
from desktop_app.i18n import active, use_language
from desktop_app.services.office_books import export_office_books
from desktop_app.ui.offices_panel import OfficesPanel
from desktop_app.ui.pages.feedback import FeedbackPage
from desktop_app.ui.returned_panel import ReturnedPanel
from desktop_app.ui.window import Window
from tests.ui.conftest import shown
from tests.ui.test_layout import SIZES, cut_texts

CTRL = Qt.KeyboardModifier.ControlModifier
FIRST = 7
ANSWER, KIND, DUE, PERSON = 6, 7, 8, 9


@pytest.fixture
def said(demo_desk):
    told = []
    demo_desk.bus.said.connect(lambda text, _undoable: told.append(text))
    return told


@pytest.fixture
def page(qtbot, demo_desk, tmp_path, said):
    """The feedback page of the demo, of whose opinions each is answered; dialogs answer with a
    folder."""
    demo_desk.dialogs.path = tmp_path / "đơn vị"
    made = FeedbackPage(demo_desk)
    shown(qtbot, demo_desk, made)
    return made


@pytest.fixture
def panel(page):
    page.offices()
    return page.window().findChild(OfficesPanel)


def column(panel, name):
    model = panel.table.model()
    place = next(i for i, c in enumerate(model.columns) if c.name == name)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def button(panel, text):
    return next(b for b in panel.findChildren(QPushButton) if b.text().startswith(text))


def press(panel, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(panel.window().focusWidget(), key, modifiers)


def books(page):
    """The workbooks of the demo's offices by unit."""
    desk = page.desk
    written = export_office_books(desk.workspace.register, desk.meeting_id, desk.dialogs.path,
                                  active())
    return {book.unit: book.path for book in written}


def fill(path, *cells):
    book = openpyxl.load_workbook(path)
    for row, place, value in cells:
        book.worksheets[0].cell(row, place).value = value
    book.save(path)


def read(qtbot, page, text="Read a folder"):
    page.offices()
    panel = page.window().findChildren(OfficesPanel)[-1]
    place = panel.window()
    button(panel, text).click()
    qtbot.waitUntil(lambda: place.findChild(ReturnedPanel) is not None, timeout=30_000)
    return place.findChild(ReturnedPanel)


# --- who has answered -----------------------------------------------------------------------


def test_the_panel_says_who_has_answered(panel, page):
    assert column(panel, "answered") == ["✔ 2 of 2", "✔ 1 of 1", "✔ 2 of 2", "✔ 1 of 1",
                                         "✔ 1 of 1"]
    work = page.desk.workspace
    opinion = work.register.find(records.Feedback)[0]
    work.feedback.delete_reply(work.feedback.replies_to(opinion.id)[0].id)
    assert sorted(column(panel, "answered"))[0] == "0 of 1"
    assert "none yet" in column(panel, "last")
    assert any(label.text().startswith("4 of 5 units have answered everything.")
               for label in panel.findChildren(QLabel))


def test_enter_on_a_unit_shows_its_opinions(panel, page):
    panel.table.setFocus()
    press(panel, Qt.Key.Key_Return)
    assert panel.isHidden()
    assert page.bar.count.text().startswith("2 of ")


def test_workbooks_are_written_beside_the_window(qtbot, panel, page, said):
    button(panel, "Write").click()
    qtbot.waitUntil(lambda: any("Workbooks for offices saved" in text for text in said),
                    timeout=30_000)
    assert len(list(page.desk.dialogs.path.glob("*.xlsx"))) == 5


def test_without_addressed_opinions_there_is_nothing_to_write(qtbot, desk, workspace, meeting):
    desk.meeting_id = meeting.id
    made = FeedbackPage(desk)
    shown(qtbot, desk, made)
    made.offices()
    panel = made.window().findChild(OfficesPanel)
    assert not button(panel, "Write").isEnabled()
    assert "Name the answering units" in panel.findChildren(QLabel)[1].text()


# --- returned -------------------------------------------------------------------------------


def test_nothing_new_is_said(qtbot, page, said):
    books(page)
    page.offices()
    panel = page.window().findChild(OfficesPanel)
    button(panel, "Read a folder").click()
    qtbot.waitUntil(lambda: "Nothing new was returned; nothing was changed." in said,
                    timeout=30_000)


def test_a_folder_that_cannot_be_read_is_said(qtbot, page, said):
    page.desk.dialogs.path.mkdir()
    page.offices()
    panel = page.window().findChild(OfficesPanel)
    button(panel, "Read a folder").click()
    qtbot.waitUntil(lambda: any("There is no workbook in" in text for text in said),
                    timeout=30_000)


def test_changes_are_taken_over_by_keys_as_one_step(qtbot, page, said):
    path = books(page)["Phòng Đào tạo"]
    fill(path, (FIRST, ANSWER, "Mở đợt 2 tháng 10"), (FIRST, DUE, "15/10/2023"),
         (FIRST + 3, ANSWER, "lạ"))
    found = read(qtbot, page)
    assert column(found, "decision") == ["✔ taken over", "✔ taken over"]
    assert column(found, "field") == ["Due", "Reply"]
    problems = found.findChild(QWidget, "returned_problems")
    assert "row 10: No opinion" in problems.model().index(0, 0).data()
    press(found, Qt.Key.Key_Space)
    assert column(found, "decision") == ["left out", "✔ taken over"]
    press(found, Qt.Key.Key_Return, CTRL)
    assert said[-1] == "New replies: 0. Replies changed: 1. Due dates and results changed: 0."
    work = page.desk.workspace
    opinion = work.feedback.numbered(page.desk.meeting_id, 2)
    assert [r.text for r in work.feedback.replies_to(opinion.id)] == ["Mở đợt 2 tháng 10"]
    work.undo()
    assert [r.text for r in work.feedback.replies_to(opinion.id)] != ["Mở đợt 2 tháng 10"]


def test_conflicts_are_kept_until_they_are_taken(qtbot, page):
    path = books(page)["Phòng Đào tạo"]
    fill(path, (FIRST, ANSWER, "Theirs"))
    page.desk.dialogs.path = path
    work = page.desk.workspace
    opinion = work.feedback.numbered(page.desk.meeting_id, 2)
    with work.register.operation("Edit"):
        work.register.update(records.Reply, work.feedback.replies_to(opinion.id)[0].id,
                             {"text": "Ours"})
    found = read(qtbot, page, "Read one file")
    assert column(found, "decision") == ["⚠ both changed: kept"]
    boxes = {box.accessibleName(): box.toPlainText() for box in found.findChildren(QPlainTextEdit)}
    assert (boxes["Returned"], boxes["In the register"]) == ("Theirs", "Ours")
    assert boxes["As sent"].startswith("Giải trình")
    assert not button(found, "Take over").isEnabled()
    button(found, "Take all clear ones").click()
    assert column(found, "decision") == ["⚠ both changed: kept"]
    press(found, Qt.Key.Key_Space)
    assert column(found, "decision") == ["✔ taken over"]
    button(found, "Keep ours").click()
    assert column(found, "decision") == ["⚠ both changed: kept"]
    press(found, Qt.Key.Key_Return, CTRL)
    assert [r.text for r in work.feedback.replies_to(opinion.id)] == ["Ours"]
    press(found, Qt.Key.Key_Space)
    press(found, Qt.Key.Key_Return, CTRL)
    assert [r.text for r in work.feedback.replies_to(opinion.id)] == ["Theirs"]


def test_of_what_is_told_in_two_ways_one_is_taken(qtbot, page):
    first, second = books(page)["Phòng Đào tạo"], books(page)["Phòng Đào tạo"]
    fill(first, (FIRST, ANSWER, "Một"), (FIRST, DUE, "1/8/2024"))
    fill(second, (FIRST, ANSWER, "Hai"))
    found = read(qtbot, page)
    two_ways = "⚠ files differ: kept"
    assert sorted(column(found, "returned")) == ["1/8/2024", "Hai", "Một"]
    button(found, "Take all clear ones").click()
    assert sorted(column(found, "decision")) == [two_ways, two_ways, "✔ taken over"]
    found.table.go_to(column(found, "returned").index("Một"))
    press(found, Qt.Key.Key_Space)
    found.table.go_to(column(found, "returned").index("Hai"))
    press(found, Qt.Key.Key_Space)
    decided = dict(zip(column(found, "returned"), column(found, "decision"), strict=True))
    assert decided == {"Một": two_ways, "Hai": "✔ taken over", "1/8/2024": "✔ taken over"}
    assert any(label.toolTip() == f"Returned: row {FIRST} of {second.name}"
               for label in found.findChildren(QLabel))
    press(found, Qt.Key.Key_Return, CTRL)
    work = page.desk.workspace
    opinion = work.feedback.numbered(page.desk.meeting_id, 2)
    assert [r.text for r in work.feedback.replies_to(opinion.id)] == ["Hai"]


def test_escape_records_nothing(qtbot, page):
    path = books(page)["Phòng Đào tạo"]
    fill(path, (FIRST, ANSWER, "Theirs"), (FIRST, KIND, "Noted"), (FIRST, PERSON, "Ai đó"))
    found = read(qtbot, page)
    press(found, Qt.Key.Key_Escape)
    assert found.isHidden()
    opinion = page.desk.workspace.feedback.numbered(page.desk.meeting_id, 2)
    assert [r.text for r in page.desk.workspace.feedback.replies_to(opinion.id)] != ["Theirs"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_no_text_of_the_panels_is_cut(qtbot, demo_desk, tmp_path, size, language):
    use_language(language)
    demo_desk.dialogs.path = tmp_path / "đơn vị"
    window = Window(demo_desk)
    qtbot.addWidget(window)
    window.showNormal()
    window.resize(*size)
    window.show_page("feedback")
    path = books(window.page)["Phòng Đào tạo"]
    fill(path, (FIRST, ANSWER, "Mới"), (FIRST, PERSON, "Ai đó"), (FIRST + 3, ANSWER, "lạ"))
    window.page.offices()
    QApplication.processEvents()
    assert cut_texts(window) == []
    offices = window.findChild(OfficesPanel)
    offices._folder.click()
    qtbot.waitUntil(lambda: window.findChild(ReturnedPanel) is not None, timeout=30_000)
    found = window.findChild(ReturnedPanel)
    QApplication.processEvents()
    assert cut_texts(window) == []
    for part in found.findChildren(QWidget):
        if part.isVisible() and part.parentWidget() is found:
            assert found.rect().contains(part.geometry()), part
    window.close()


def test_enter_presses_the_button_that_has_the_focus(qtbot, demo_window):
    demo_window.show_page("feedback")
    demo_window.page.offices()
    panel = demo_window.findChild(OfficesPanel)
    close = next(b for b in panel.findChildren(QPushButton) if "Esc" in b.text())
    close.setFocus()
    QTest.keyClick(demo_window.focusWidget(), Qt.Key.Key_Return)
    assert panel.isHidden()
