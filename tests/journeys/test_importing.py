"""An agenda and collected opinions come in from Excel, by keys alone."""

import openpyxl
import pytest

from desktop_app.domain import records
from desktop_app.ui.import_panel import ImportPanel
from tests.bench.painting import wait_until
from tests.journeys.test_keyboard_only import new_conference, record_list


def write_list(path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def import_file(hands, path):
    """Ctrl+I on the page that is shown, until the panel is there."""
    hands.answers.path = path
    hands.press("Ctrl+I")
    wait_until(lambda: any(p.isVisible() for p in hands.window.findChildren(ImportPanel)))


@pytest.mark.journey
def test_an_agenda_and_opinions_from_excel(hands, tmp_path):
    new_conference(hands)
    meeting_id = hands.window.desk.meeting_id
    before = len(hands.work.agenda.items(meeting_id))
    agenda, opinions = tmp_path / "chương trình.xlsx", tmp_path / "ý kiến.xlsx"

    write_list(agenda, ("STT", "Nội dung", "Số phút"), (1, "Văn nghệ chào mừng", 15))
    hands.press("Ctrl+3")
    import_file(hands, agenda)
    record_list(hands)
    last = hands.work.agenda.items(meeting_id)[-1]
    assert (last.number, last.title, last.minutes) == (before + 1, "Văn nghệ chào mừng", 15)

    write_list(opinions, ("Người góp ý", "Nội dung ý kiến"), ("Lê Ân", "Sửa nhà xe"))
    hands.press("Ctrl+5")
    import_file(hands, opinions)
    record_list(hands)
    write_list(opinions, ("Người góp ý", "Nội dung ý kiến", "Lĩnh vực", "Kết quả"),
               ("Lê Ân", "Sửa nhà xe", "Đời sống", "Đã sửa"))
    import_file(hands, opinions)
    hands.press("Return", "Space", "Return")
    record_list(hands)
    [opinion] = hands.work.register.find(records.Feedback)
    assert (opinion.speaker, opinion.theme_ids, opinion.result) == ("Lê Ân", (), "Đã sửa")
    hands.press("Ctrl+Z", "Ctrl+Z")
    assert hands.work.register.find(records.Feedback) == []
