"""Keyboard programs that retype by backspace: no letter is lost or doubled in any field."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.text_fields import OPENERS, TextFields, empty
from tests.ui.unikey import BACKSPACE, play, strokes

WORDS = ("Đề", "nghị", "nhà", "trường", "rút", "ngắn", "thủ", "tục", "việt", "nguyễn", "Ổn",
         "ướt", "người", "được", "khuỷu", "quyết", "giờ", "đường", "ấy", "ƯỚC", "H'Hen", "Niê",
         "2024", "NCKH", "(tiếp)", "ý", "ở", "ươm", "xoèn", "thuở")
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
WHOLE = pytest.mark.parametrize("whole", [False, True], ids=["letters", "words"])
IN_ONE_FIELD = settings(max_examples=20,
                        suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def fields(qtbot, demo_desk):
    return TextFields(qtbot, demo_desk)


@given(SENTENCES, st.booleans())
def test_the_keys_make_the_text(sentence, whole):
    text = ""
    for stroke in strokes(sentence, whole_words=whole):
        text = text[:-1] if stroke == BACKSPACE else text + stroke
    assert text == sentence


def test_the_keys_of_one_word():
    assert list(strokes("việt")) == [*"vie", "\b", *"êt", "\b", "\b", *"ệt"]
    assert list(strokes("vịt", whole_words=True)) == [*"vit", "\b", "\b", "\b", *"vịt"]


@WHOLE
@pytest.mark.parametrize("name", OPENERS)
def test_no_letter_is_lost_or_doubled(fields, name, whole):
    field = fields.open(name)

    @IN_ONE_FIELD
    @given(SENTENCES)
    def check(sentence):
        empty(field)
        play(strokes(sentence, whole_words=whole))
        assert field.whole_text()[0] == sentence

    check()


@WHOLE
def test_names_are_offered_and_taken_meanwhile(fields, demo_desk, whole):
    line = fields.open("capture line")

    @IN_ONE_FIELD
    @given(SENTENCES)
    def check(sentence):
        empty(line)
        play(strokes("@Nguyễn Đình Ổ", whole_words=whole))
        assert demo_desk.popup().isVisible()
        assert line.text() == "@Nguyễn Đình Ổ"
        QTest.keyClick(line, Qt.Key.Key_Tab)
        play(strokes(sentence, whole_words=whole))
        assert line.text() == f"@Nguyễn Đình Ổn {sentence}"

    check()


@WHOLE
@pytest.mark.parametrize("name", ["position, suggesting", "opinion, several lines"])
def test_a_rest_in_the_middle_of_a_word_changes_nothing(qtbot, fields, demo_desk, name, whole):
    field = fields.open(name)
    keys = list(strokes("viên chức nguyễn", whole_words=whole))
    for part in (keys[:7], keys[7:15], keys[15:]):
        with qtbot.waitSignal(demo_desk.bus.changed, timeout=5000):
            play(part)
    assert field.whole_text() == ("viên chức nguyễn", len("viên chức nguyễn"))
