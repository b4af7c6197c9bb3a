"""A table from the clipboard is read like a file, on each page that has a list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.domain import records
from desktop_app.ui.import_panel import ImportPanel
from desktop_app.ui.pages.agenda import AgendaPage
from desktop_app.ui.pages.attendees import AttendeesPage
from desktop_app.ui.pages.feedback import FeedbackPage
from desktop_app.ui.paste_panel import PastePanel
from tests.ui.conftest import shown

CTRL = Qt.KeyboardModifier.ControlModifier
TABLES = {
    AttendeesPage: "STT\tHọ và tên\tĐơn vị\n1\tThS. Lê Ân\tKhoa Điện",
    AgendaPage: "TT\tNội dung\tSố phút\n1\tVăn nghệ\t15",
    FeedbackPage: "Người góp ý\tNội dung ý kiến\tLĩnh vực\nLê Ân\tSửa nhà xe\tĐời sống",
}
KEPT = {
    AttendeesPage: (records.Attendee, {"full_name": "Lê Ân", "degree": "ThS"}),
    AgendaPage: (records.AgendaItem, {"title": "Văn nghệ", "minutes": 15}),
    FeedbackPage: (records.Feedback, {"text": "Sửa nhà xe", "speaker": "Lê Ân"}),
}


@pytest.mark.parametrize("page_type", TABLES)
def test_a_table_is_read_and_imported_by_keys(qtbot, desk, meeting, page_type):
    desk.meeting_id = meeting.id
    page = page_type(desk)
    shown(qtbot, desk, page)
    QGuiApplication.clipboard().setText(TABLES[page_type])
    page.paste_lines()
    panel = page.window().findChild(PastePanel)
    assert any("Ctrl+D reads it" in label.text() for label in panel.findChildren(QLabel))
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: page.window().findChild(ImportPanel) is not None, timeout=20_000)
    with qtbot.waitSignal(desk.bus.said, timeout=20_000):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return, CTRL)
    record_type, values = KEPT[page_type]
    [record] = desk.workspace.register.find(record_type)
    assert {name: getattr(record, name) for name in values} == values
