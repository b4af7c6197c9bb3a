"""Telex in the capture line: no letter is lost or doubled, whatever ends the word."""

import pytest

TELEX, TEXT = "hooji nghij vieen chuwcs", "hội nghị viên chức"
LINE = "capture:1"


def test_what_is_typed_stands_there(typist):
    typist.type(f"{TELEX} ")
    typist.expect(f"{TEXT} ", lambda: typist.draft(LINE))


def test_the_word_being_composed_is_kept_too(typist):
    typist.type(TELEX)
    typist.expect(TEXT, lambda: typist.draft(LINE))


def test_enter_records_the_word_being_composed(typist):
    before = len(typist.records("notes"))
    typist.type(TELEX)
    typist.press("Return")
    typist.expect([TEXT], lambda: [n["text"] for n in typist.records("notes")[before:]])
    assert typist.draft(LINE) is None


@pytest.mark.parametrize("keys", [
    ["ctrl+5", "ctrl+4"], ["ctrl+2", "ctrl+4"], ["F8"], ["F9"], ["ctrl+s"], ["Tab", "ctrl+4"],
    ["F7", "Escape"], ["ctrl+k", "Escape"], ["F1", "Escape"]], ids="-".join)
def test_a_key_that_does_something_else_loses_no_word(typist, keys):
    typist.type(TELEX)
    typist.press(*keys)
    typist.type(" tieeps")
    typist.expect(f"{TEXT} tiếp", lambda: typist.draft(LINE))


def test_a_click_elsewhere_loses_no_word(typist):
    typist.type(TELEX)
    typist.click(750, 400)
    typist.press("ctrl+4")
    typist.type(" tieeps")
    typist.expect(f"{TEXT} tiếp", lambda: typist.draft(LINE))


def test_closing_the_window_loses_no_word(typist):
    typist.type(TELEX)
    typist.close()
    assert typist.draft(LINE) == TEXT


def test_a_name_is_chosen_while_it_is_composed(typist):
    typist.type("@ddinhf oonr")
    typist.press("Tab")
    typist.type("phats bieeur")
    typist.expect("@Nguyễn Đình Ổn phát biểu", lambda: typist.draft(LINE))
