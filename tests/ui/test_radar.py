"""The opinion radar beside the capture line: what it shows, and marking with Ctrl+T."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.domain import records
from desktop_app.services.radar import look_beside
from desktop_app.ui.pages.live import LivePage
from tests.ui.conftest import shown
from tests.ui.keys import type_text

ASKED = "rút ngắn thủ tục thanh toán đề tài cấp cơ sở"


@pytest.fixture
def page(qtbot, demo_desk):
    made = LivePage(demo_desk)
    shown(qtbot, demo_desk, made)
    made.line.setFocus()
    return made


def seen(page):
    return [label.text() for label in page.radar.findChildren(QLabel) if not label.isHidden()]


def chips(page):
    return [label.text() for label in page.capture.chips.findChildren(QLabel)]


def last_opinion(desk):
    return desk.workspace.register.find(records.Feedback)[-1]


def awaited(qtbot, page):
    qtbot.waitUntil(lambda: page.radar._answered == page.radar._asked)


def test_look_alikes_appear_while_an_opinion_is_typed_and_go_with_it(qtbot, page):
    assert page.radar.isHidden()
    type_text(page.line, f"/y {ASKED}")
    qtbot.waitUntil(page.radar.isVisible)
    assert any("#1" in text and "<b>thanh</b> <b>toán</b>" in text for text in seen(page))
    page.line.put("", 0)
    page.line.follow()
    assert page.radar.isHidden()


def test_an_answer_that_comes_when_the_page_was_left_is_not_shown(qtbot, page, demo_desk):
    type_text(page.line, f"/y {ASKED}")
    page.radar._look()
    page.leave()
    demo_desk.tasks.wait()
    qtbot.waitUntil(lambda: page.radar._running is None)
    assert page.radar.isHidden()
    page.same()
    assert page.radar.chosen


def test_notes_have_no_look_alikes(qtbot, page):
    type_text(page.line, f"/n {ASKED}")
    assert not page.radar._timer.isActive()
    assert page.radar.isHidden()


def test_enter_records_the_opinion_with_its_mark_in_one_step(qtbot, page, demo_desk):
    type_text(page.line, f"/y {ASKED}")
    page.same()
    assert "same as #1" in chips(page)
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    made = last_opinion(demo_desk)
    root = demo_desk.workspace.feedback.numbered(demo_desk.meeting_id, 1)
    assert (made.text, made.same_as_id) == (ASKED, root.id)
    assert (page.radar.chip, page.radar.chosen) == ("", None)
    demo_desk.workspace.undo()
    assert last_opinion(demo_desk).id != made.id


def test_the_next_one_and_then_none(qtbot, page, demo_desk):
    second = demo_desk.workspace.feedback.add(demo_desk.meeting_id, {"text": ASKED})
    type_text(page.line, f"/y {ASKED}")
    marks = []
    for _press in range(3):
        page.same()
        marks.append(page.radar.chosen)
    first = demo_desk.workspace.feedback.numbered(demo_desk.meeting_id, 1)
    assert marks == [second.id, first.id, None]
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert last_opinion(demo_desk).same_as_id is None


def test_the_selected_opinion_is_marked_in_one_step(qtbot, page, demo_desk):
    made = demo_desk.workspace.feedback.add(demo_desk.meeting_id, {"text": ASKED})
    page._show_log()
    assert page.log.select("feedback", made.id)
    qtbot.waitUntil(page.radar.isVisible)
    page.same()
    assert demo_desk.workspace.feedback.get(made.id).same_as_id
    assert any("✓" in text for text in seen(page))
    demo_desk.workspace.undo()
    assert demo_desk.workspace.feedback.get(made.id).same_as_id is None


def test_without_look_alikes_it_is_said(page, demo_desk):
    said = []
    demo_desk.bus.said.connect(lambda text, _undoable: said.append(text))
    type_text(page.line, "/y xin cảm ơn")
    page.same()
    assert said == ["No recorded opinion looks alike."]


def test_what_is_of_an_earlier_conference_is_shown_and_passed_over(qtbot, page, demo_desk):
    work, said = demo_desk.workspace, []
    demo_desk.bus.said.connect(lambda text, _undoable: said.append(text))
    with work.register.operation("Add"):
        before = work.register.insert(records.Meeting(title="Hội nghị 2022"))
    work.feedback.add(before, {"text": "Mua máy chiếu cho giảng đường nhà C5"})
    type_text(page.line, "/y giảng đường C5 cần máy chiếu")
    page.same()
    assert page.radar.chosen is None
    assert "earlier conferences" in said[0]
    assert any("Hội nghị 2022" in text and "no reply" in text for text in seen(page))


def test_an_answer_to_what_was_typed_before_is_dropped(qtbot, page, demo_desk):
    type_text(page.line, f"/y {ASKED}")
    old = page.radar._asked
    rows = look_beside(demo_desk.workspace.path, old)
    assert rows
    type_text(page.line, " cho nhanh")
    page.radar._running = old
    page.radar._take(rows)
    assert page.radar.isHidden()
    awaited(qtbot, page)
    assert page.radar.isVisible()


def test_a_marked_opinion_that_goes_is_marked_no_more(qtbot, page, demo_desk):
    made = demo_desk.workspace.feedback.add(demo_desk.meeting_id, {"text": ASKED})
    type_text(page.line, f"/y {ASKED}")
    page.same()
    assert page.radar.chosen == made.id
    demo_desk.workspace.undo()
    assert page.radar.chosen is None
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert last_opinion(demo_desk).text == ASKED


def test_a_register_that_cannot_be_read_shows_nothing(qtbot, page, demo_desk, monkeypatch):
    gone = demo_desk.workspace.path.with_name("gone.db")
    monkeypatch.setattr(demo_desk.workspace.register, "path", gone)
    type_text(page.line, f"/y {ASKED}")
    page.radar._timer.stop()
    page.radar._look()
    qtbot.waitUntil(lambda: page.radar._running is None)
    assert page.radar.isHidden()


def test_a_look_gives_way_to_what_must_be_done_at_once_and_is_made_again(qtbot, page):
    type_text(page.line, f"/y {ASKED}")
    page.radar._look()
    given_up = page.radar._task
    page.radar.give_way()
    assert given_up.is_cancelled()
    awaited(qtbot, page)
    assert page.radar.isVisible()


def test_every_key_gives_up_the_look_for_what_was_typed_before(page):
    type_text(page.line, f"/y {ASKED}")
    page.radar._look()
    given_up = page.radar._task
    type_text(page.line, " cho nhanh")
    assert given_up.is_cancelled()
