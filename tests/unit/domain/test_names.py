import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.names import given_name, join_name, name_sort_key, split_name
from desktop_app.domain.vietnamese import clean_line

words = st.text("aăâbcdđeêhinoôơuưyáàảãạệH’'", min_size=1, max_size=6)
names = st.lists(words, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Nguyễn Văn Hùng", ("Nguyễn Văn", "Hùng")),
        ("  Nguyễn\u00a0Văn  Hu\u0300ng ", ("Nguyễn Văn", "Hùng")),
        ("Hoàng An", ("Hoàng", "An")),
        ("H’Noel", ("", "H’Noel")),
        ("H'Hen Niê", ("H'Hen", "Niê")),
        ("K' Brểm", ("K'", "Brểm")),
        ("Ông Thị Lan", ("Ông Thị", "Lan")),
        ("Nguyễn Thị Hiền 81", ("Nguyễn Thị", "Hiền 81")),
        ("81", ("", "81")),
        ("", ("", "")),
    ],
)
def test_split_name(name, parts):
    assert split_name(name) == parts


@given(st.one_of(names, st.text()))
def test_splitting_loses_nothing(name):
    assert join_name(*split_name(name)) == clean_line(name)


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("Nguyễn Văn Hùng", "", "Hùng"),
        ("Y Ban Niê", "Y Ban Niê", "Y Ban Niê"),
        ("Y Ban Niê", "Ban Niê", "Ban Niê"),
        ("Y Ban Niê", "an Niê", "Niê"),
        ("Nguyễn Văn Hùng", "Dũng", "Hùng"),
        ("NGUYỄN VĂN HÙNG", "Hùng", "HÙNG"),
        ("Nguyễn Văn Hùng", "Văn", "Hùng"),
        ("Hùng", "Nguyễn Văn Hùng", "Hùng"),
        ("", "Hùng", ""),
    ],
)
def test_given_name(name, given, expected):
    assert given_name(name, given) == expected


@given(names, names)
def test_a_given_name_that_was_said_is_kept(family, given):
    if given.strip():
        assert given_name(join_name(family, given), given) == clean_line(given)


def test_lists_of_people_go_by_given_name_then_family():
    people = [
        "Hoàng An",
        "Nguyễn Văn AN",
        "Đặng Thị Ánh",
        "Nông Văn Ăn",
        "Lê Thị Ân",
        "Phạm Thị Dung",
        "Đỗ Thùy Dũng",
        "Vũ Thùy Dũng",
        "Trần Văn Đức",
        "Nguyễn Đình Ổn",
    ]
    backwards = people[::-1]
    assert sorted(backwards, key=lambda name: name_sort_key(name, "")) == people


def test_a_stated_given_name_moves_the_person():
    assert name_sort_key("Y Ban Niê", "Ban Niê") < name_sort_key("Lê Cao", "")
    assert name_sort_key("Y Ban Niê", "") > name_sort_key("Lê Cao", "")


@given(st.text(), st.text())
def test_any_text_has_a_sort_key(name, given):
    assert name_sort_key(name, given)
