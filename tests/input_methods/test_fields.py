"""Telex in forms, filters, the check-in box and the command palette."""

import time

import pytest

TELEX, TEXT = "cans booj thuw kys", "cán bộ thư ký"


def position(typist, number=1):
    return next(p["position"] for p in typist.records("attendees") if p["number"] == number)


def to_position(typist):
    """The caret into the position of the first person, all of it selected."""
    typist.press("ctrl+2", "F2", "Tab")


@pytest.mark.parametrize("keys", [["Return"], ["Tab"], ["ctrl+5"], ["F8"], ["ctrl+Return"], []],
                         ids=lambda keys: "-".join(keys) or "resting")
def test_a_form_records_the_word_being_composed(typist, keys):
    to_position(typist)
    typist.type(TELEX)
    typist.press(*(keys or ["space"]))
    typist.expect(TEXT, lambda: position(typist))


def test_a_click_elsewhere_records_the_word_being_composed(typist):
    to_position(typist)
    typist.type(TELEX)
    typist.click(400, 400)
    typist.expect(TEXT, lambda: position(typist))


def test_closing_the_window_records_the_word_being_composed(typist):
    to_position(typist)
    typist.type(TELEX)
    typist.close()
    assert position(typist) == TEXT


def test_resting_while_a_word_is_composed_loses_nothing(typist):
    to_position(typist)
    typist.type(TELEX)
    typist.expect(TEXT, lambda: typist.draft("Attendee:1:position"))
    time.sleep(1)
    typist.type("f vieen")
    typist.press("Tab")
    typist.expect(f"{TEXT[:-1]}ỳ viên", lambda: position(typist))


def test_a_new_person(typist):
    before = len(typist.records("attendees"))
    typist.press("ctrl+2", "ctrl+n")
    typist.type("Dduwowng Thij Thuyr")
    typist.press("Return")
    typist.type(TELEX)
    typist.press("ctrl+Return")
    typist.expect([("Đương Thị Thủy", TEXT)],
                  lambda: [(p["full_name"], p["position"])
                           for p in typist.records("attendees")[before:]])


def test_an_opinion_of_several_lines(typist):
    before = len(typist.records("feedback"))
    typist.press("ctrl+5", "ctrl+n")
    typist.type("ruts ngawns thur tucj")
    typist.press("Return")
    typist.type("coong khai keets quar")
    typist.expect("rút ngắn thủ tục\ncông khai kết quả",
                  lambda: typist.draft("Feedback:new-1:text"))
    typist.press("ctrl+Return")
    typist.expect(["rút ngắn thủ tục\ncông khai kết quả"],
                  lambda: [f["text"] for f in typist.records("feedback")[before:]])


def test_a_reply_left_and_taken_up_again(typist):
    typist.press("ctrl+5", "ctrl+r", "Tab", "Tab")
    typist.type("tieeps thu ys kieens")
    typist.press("ctrl+4", "ctrl+5", "ctrl+r", "Tab", "Tab")
    typist.type(" nayf")
    typist.expect(["tiếp thu ý kiến này"], lambda: [
        d["text"] for d in typist.dump()["drafts"] if d["key"].startswith("Reply:")])


def test_pasted_lines_that_are_typed(typist):
    typist.press("ctrl+2", "ctrl+shift+v")
    typist.type("Nguyeenx Vawn A, truwowngr phongf")
    typist.expect("Nguyễn Văn A, trưởng phòng", lambda: typist.draft("paste:attendees:1"))


def test_the_filter_finds_what_is_composed(typist):
    typist.press("ctrl+2", "ctrl+f")
    typist.type("tuyeets")
    typist.press("Return", "F2", "Tab")
    typist.type(TELEX)
    typist.press("Tab")
    typist.expect(["Nguyễn Thị Tuyết"], lambda: [
        p["full_name"] for p in typist.records("attendees") if p["position"] == TEXT])


def test_the_check_in_box_finds_what_is_composed(typist):
    def spans():
        return [s for s in typist.records("presence") if s["attendee_id"] == 9 and s["left_at"]]

    typist.press("F7")
    typist.type("phamj hoangf huy")
    typist.press("Return")
    typist.expect(1, lambda: len(spans()))


def test_the_palette_finds_what_is_composed(typist):
    typist.press("ctrl+k")
    typist.type("chuwowng trinhf")
    typist.press("Return", "ctrl+n")
    typist.type("thaor luaanj")
    typist.expect("thảo luận", lambda: typist.draft("AgendaItem:new-1:title"))
