"""Opinions go to the replying offices and come back answered, by keys alone."""

import openpyxl
import pytest

from desktop_app.domain import records
from desktop_app.ui.returned_panel import ReturnedPanel
from tests.bench.painting import wait_until
from tests.journeys.test_keyboard_only import new_conference

FIRST, ANSWER, KIND = 7, 6, 7


def answer(folder):
    """What the office does with its workbook."""
    path, = folder.glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(FIRST, ANSWER).value = "Xong trước 30/9"
    book.worksheets[0].cell(FIRST, KIND).value = "Accepted"
    book.worksheets[0].cell(FIRST + 1, KIND).value = "Noted"
    book.save(path)


@pytest.mark.journey
def test_out_to_the_offices_and_back(hands, tmp_path):
    new_conference(hands)
    unit = hands.work.attendance.add_unit(hands.window.desk.meeting_id, "Phòng Đào tạo")
    assert unit
    hands.press("F8", "Ctrl+4")
    for text in ("một", "hai"):
        hands.type(f"/y >Phòng Đào tạo {text}")
        hands.press("Return")
    opinions = hands.work.register.find(records.Feedback)
    assert [o.addressed_ids for o in opinions] == [(unit,), (unit,)]

    hands.press("Ctrl+Shift+E", "Space")
    wait_until(lambda: any((tmp_path / "out").glob("*.xlsx")))
    answer(tmp_path / "out")
    hands.press("Tab", "Tab", "Tab", "Space")
    wait_until(lambda: hands.window.findChild(ReturnedPanel) is not None)
    hands.press("Ctrl+Return")
    assert [r.text for o in opinions for r in hands.work.feedback.replies_to(o.id)] == [
        "Xong trước 30/9", "Noted"]
    hands.press("Ctrl+Z")
    assert not hands.work.register.find(records.Reply)
