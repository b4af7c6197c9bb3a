"""The palette finds commands and records without marks, and goes to what was chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.domain import records
from desktop_app.ui.offers import Offers, excerpt
from desktop_app.ui.window import Window
from tests.ui.keys import type_text


@pytest.fixture
def window(demo_window):
    return demo_window


@pytest.fixture
def offers(window):
    return Offers(window.desk, window.actions_by_name, window._go_to)


def search(window, text):
    window.actions_by_name["palette"].trigger()
    type_text(window.focusWidget(), text)


def press_enter():
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


@pytest.mark.parametrize("text", ["nong van an", "nva", "Nông Văn Ăn"])
def test_a_person_is_found_and_shown(window, text):
    search(window, text)
    press_enter()
    assert window.page_name == "attendees"
    assert window.page.panel.known.title.text() == "Nông Văn Ăn"
    assert window.focusWidget() is window.page.pane.table


def test_a_person_whom_the_filter_hides_is_shown(window):
    window.show_page("attendees")
    type_text(window.page.pane.filter, "le thi an")
    search(window, "nong van an")
    press_enter()
    assert window.page.pane.filter.text() == ""
    assert window.page.panel.known.title.text() == "Nông Văn Ăn"


def test_an_agenda_item_is_found_and_shown(window):
    search(window, "khen thuong")
    press_enter()
    assert window.page_name == "agenda"
    assert window.page.panel.known.title.text() == "Item 10"


def test_an_opinion_is_found_by_its_words(window):
    window.show_page("feedback")
    type_text(window.page.bar.box, "nha an")
    window.page.new()
    search(window, "tuyen sinh thac si")
    press_enter()
    assert window.page.bar.box.text() == ""
    assert window.page.pane.is_known
    assert window.page.pane.known.title.text() == "Opinion 2"


def test_a_number_finds_what_has_it(offers):
    notes = [offer.note for offer in offers.find("6")]
    assert notes[0] == "opinion 6"
    assert "agenda item 6" in notes


def test_commands_keep_their_place(window, offers):
    assert offers.find("import a list")[0].text == "Import a list…"
    assert [offer.note for offer in offers.find("")][:1] == ["Ctrl+Shift+N"]
    search(window, "agenda")
    press_enter()
    assert window.page_name == "agenda"


def test_one_letter_finds_no_records(offers):
    assert all("opinion" not in offer.note for offer in offers.find("t"))


def test_every_kind_has_room(offers):
    notes = " ".join(offer.note for offer in offers.find("th"))
    assert "opinion" in notes
    assert "agenda item" in notes
    assert len(offers.find("th")) == 8


@pytest.mark.parametrize("typed", ["!!", "  ", '"', "*", "a OR", "(", "%"])
def test_whatever_is_typed_is_only_text(offers, typed):
    assert isinstance(offers.find(typed), list)


def test_a_long_opinion_is_shown_from_where_it_matches():
    opinion = records.Feedback(text=f"{'Kính thưa hội nghị. ' * 20}Đề nghị sửa mái nhà xe.")
    shown = excerpt(opinion, "mai nha xe")
    assert shown.startswith("…")
    assert shown.endswith("Đề nghị sửa mái nhà xe.")


def test_without_a_conference_there_are_commands_only(qtbot, desk):
    made = Window(desk)
    qtbot.addWidget(made)
    found = Offers(desk, made.actions_by_name, made._go_to).find("new conference")
    assert found[0].text == "New conference…"
    made.close()
