"""The opinion radar on a register: what it finds, in which order, and what it says of it."""

from datetime import datetime

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.services.radar import Asked, look, look_beside

ROOF = "Làm thêm mái che chỗ để xe ở khu xưởng thực nghiệm"
ASKED = "đề nghị làm mái che chỗ để xe khu xưởng"


@pytest.fixture
def earlier(work):
    """A conference of the year before, with what was asked for and answered then."""
    with work.register.operation("Add"):
        key = work.register.insert(records.Meeting(title="Hội nghị 2022",
                                                   starts_at=datetime(2022, 6, 30, 7, 30)))
        unit = work.register.insert(records.Unit(meeting_id=key, name="Phòng Quản trị",
                                                 short_name="P.QT"))
    opinion = work.feedback.add(key, {"text": ROOF, "speaker": "Bà Hoa"}).id
    work.feedback.reply(key, {"text": "Đã bố trí trong dự toán", "unit_id": unit,
                              "feedback_ids": (opinion,)})
    return opinion


def test_look_alikes_of_this_conference_and_what_was_answered_earlier(work, meeting, earlier):
    theme = work.feedback.add_theme(meeting.id, "Đời sống")
    here = work.feedback.add(meeting.id, {"text": ROOF, "speaker": "Ông Ba",
                                          "theme_ids": (theme,)}).id
    work.feedback.add(meeting.id, {"text": "Đề nghị nhà trường quan tâm tăng học bổng"})
    first, second = look(work.register, Asked(meeting.id, ASKED))
    assert (first.id, first.number, first.who, first.themes) == (here, 1, "Ông Ba", ("Đời sống",))
    assert [first.text[start:end] for start, end in first.marks] == [
        "mái", "che", "chỗ", "xe", "khu", "xưởng"]
    assert not first.is_earlier
    assert (second.id, second.conference, second.day.year) == (earlier, "Hội nghị 2022", 2022)
    assert (second.office, second.answer) == ("P.QT", "Đã bố trí trong dự toán")
    assert second.is_earlier


def test_of_those_marked_the_same_the_root_is_shown_once(work, meeting):
    root = work.feedback.add(meeting.id, {"text": ROOF}).id
    for text in (ASKED, f"{ROOF} ngay"):
        work.feedback.add(meeting.id, {"text": text, "same_as_id": root})
    [row] = look(work.register, Asked(meeting.id, ASKED))
    assert (row.id, row.number, row.others) == (root, 1, 2)


def test_a_recorded_opinion_is_not_like_itself(work, meeting):
    one = work.feedback.add(meeting.id, {"text": ROOF}).id
    other = work.feedback.add(meeting.id, {"text": ASKED}).id
    assert [row.id for row in look(work.register, Asked(meeting.id, "", other))] == [one]
    work.feedback.delete([one])
    assert look(work.register, Asked(meeting.id, "", other)) == ()
    assert look(work.register, Asked(meeting.id, "", one)) == ()


def test_three_rows_of_which_one_is_of_an_earlier_conference(work, meeting, earlier):
    for place in range(4):
        work.feedback.add(meeting.id, {"text": f"{ROOF}, đợt {place}"})
    rows = look(work.register, Asked(meeting.id, ASKED))
    assert [row.is_earlier for row in rows] == [False, False, True]


@pytest.mark.parametrize("text", ["", "xe", "đề nghị nhà trường quan tâm", "½ ¾", '"', "* AND OR",
                                  "🙂 ʘ1 ‮"])
def test_texts_that_say_nothing_find_nothing(work, meeting, text):
    work.feedback.add(meeting.id, {"text": ROOF})
    assert look(work.register, Asked(meeting.id, text)) == ()


def test_an_opinion_without_telling_words_is_like_nothing(work, meeting):
    work.feedback.add(meeting.id, {"text": "Tôi nhất trí"})
    work.feedback.add(meeting.id, {"text": "Tôi nhất trí với báo cáo"})
    assert look(work.register, Asked(meeting.id, "Tôi nhất trí")) == ()


def test_it_is_looked_up_beside_the_writer(work, meeting):
    key = work.feedback.add(meeting.id, {"text": ROOF}).id
    [row] = look_beside(work.path, Asked(meeting.id, ASKED))
    assert row.id == key
    with pytest.raises(UserError):
        look_beside(work.path.with_name("none.db"), Asked(meeting.id, ASKED))


def test_a_look_that_nobody_waits_for_is_given_up(work, meeting):
    work.feedback.add(meeting.id, {"text": ROOF})
    with pytest.raises(UserError) as stopped:
        look(work.register, Asked(meeting.id, ASKED), lambda: True)
    assert stopped.value.code == "cancelled"
