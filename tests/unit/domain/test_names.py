import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.names import (
    _ADDRESS,
    _FAMILY_NAMES,
    _TITLE,
    SplitName,
    given_name,
    join_name,
    name_sort_key,
    split_name,
    split_titles,
)
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
        ("Y Ban Niê", "Y Ban", "Y Ban"),
        ("H'Hen Niê", "h'hen", "H'Hen"),
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


def split(text):
    found = split_titles(text)
    return found.honorific, found.academic_rank, found.degree, found.name


@pytest.mark.parametrize(
    ("text", "rank", "degree"),
    [
        ("PGS.TS. Lê An", "PGS", "TS"),
        ("PGS.TS Lê An", "PGS", "TS"),
        ("PGS. TS. Lê An", "PGS", "TS"),
        ("PGS TS Lê An", "PGS", "TS"),
        ("PGSTS Lê An", "PGS", "TS"),
        ("PGS-TS Lê An", "PGS", "TS"),
        ("Phó Giáo sư - Tiến sĩ Lê An", "PGS", "TS"),
        ("GS.TSKH. Lê An", "GS", "TSKH"),
        ("Giáo sư, Tiến sỹ khoa học Lê An", "GS", "TSKH"),
        ("TS.Lê An", "", "TS"),
        ("ThS. Lê An", "", "ThS"),
        ("Ths. Lê An", "", "ThS"),
        ("Th.S Lê An", "", "ThS"),
        ("THẠC SĨ Lê An", "", "ThS"),
        ("Tha\u0323c sy\u0303  Lê An", "", "ThS"),
        ("CN Lê An", "", "CN"),
        ("Kĩ sư Lê An", "", "KS"),
        ("BSCKII. Lê An", "", "BSCKII"),
        ("BS.CK1 Lê An", "", "BSCKI"),
        ("BS CKI Lê An", "", "BSCKI"),
        ("Bác sĩ chuyên khoa cấp II Lê An", "", "BSCKII"),
        ("TS.BS. Lê An", "", "TS.BS"),
        ("GVC.TS. Lê An", "GVC", "TS"),
        ("TS.GVCC Lê An", "GVCC", "TS"),
        ("PGS.TS.GVCC. Lê An", "PGS.GVCC", "TS"),
    ],
)
def test_ranks_and_degrees_in_any_spelling(text, rank, degree):
    assert split(text) == ("", rank, degree, "Lê An")


@pytest.mark.parametrize(
    ("text", "honorific", "name"),
    [
        ("Ông Nguyễn Văn A", "Ông", "Nguyễn Văn A"),
        ("ÔNG NGUYỄN VĂN A", "Ông", "NGUYỄN VĂN A"),
        ("Ông Nguyễn Hùng", "Ông", "Nguyễn Hùng"),
        ("Ông Hoàng Minh Tuấn", "Ông", "Hoàng Minh Tuấn"),
        ("Ô. Nguyễn Văn A", "Ông", "Nguyễn Văn A"),
        ("Bà Bế Thị A", "Bà", "Bế Thị A"),
        ("B. Trần Thị C", "Bà", "Trần Thị C"),
        ("Ông (bà): Lê An", "Ông/Bà", "Lê An"),
        ("Ông/Bà Lê An", "Ông/Bà", "Lê An"),
        ("Đ/c Hùng", "Đồng chí", "Hùng"),
        ("đ/c: Lê An", "Đồng chí", "Lê An"),
        ("Đồng chí Lê An", "Đồng chí", "Lê An"),
        ("Thầy Lê An", "Thầy", "Lê An"),
        ("Thiếu tá Lê An", "Thiếu tá", "Lê An"),
        ("Đại uý, Lê An", "Đại úy", "Lê An"),
    ],
)
def test_forms_of_address(text, honorific, name):
    assert split(text) == (honorific, "", "", name)


def test_everything_at_once():
    assert split("Ông PGS.TS. Lê An") == ("Ông", "PGS", "TS", "Lê An")
    assert split("Ông ThS. Thị Lan") == ("Ông", "", "ThS", "Thị Lan")
    assert split("Thiếu tá, TS. Lê An") == ("Thiếu tá", "", "TS", "Lê An")
    assert split("Bà NGƯT.PGS.TS Lê An") == ("Bà NGƯT", "PGS", "TS", "Lê An")


@pytest.mark.parametrize(
    "name",
    [
        "H'Hen Niê",
        "H’Noel",
        "H' Hồng",
        "K' Brểm",
        "Ksor Phước",
        "Nguyễn Thị Hiền 81",
        "Ông Thị Lan",
        "Ông Văn Bảy",
        "Ông Ích Khiêm",
        "Ông Cao Thắng",
        "Ông Lê Thị Hoa",
        "Ông Thị",
        "Ông",
        "Bà Tám",
        "Cô Lan",
        "Anh Thư",
        "Đồng Chí Kiên",
        "B. Obama",
        "Bạc Sĩ Hùng",
        "TS",
        "TS.",
        "Ông.",
        "Nguyễn Văn A, TS.",
        "Y Ban Niê",
        "",
    ],
)
def test_names_that_are_left_alone(name):
    assert split(name) == ("", "", "", name)


titles = st.sampled_from(["PGS.", "TS.", "ThS ", "Ông ", "Bà ", "BS. ", "Thị ", "Nguyễn ", "A 1"])


@given(st.one_of(st.text(), st.lists(titles, max_size=6).map("".join)))
def test_a_name_is_never_lost(text):
    found = split_titles(text)
    line = clean_line(text)
    assert line.endswith(found.name)
    assert bool(found.name) == bool(line)
    assert found == SplitName(name=line) or line != found.name


@pytest.mark.parametrize("family", sorted(_FAMILY_NAMES))
def test_no_title_begins_like_a_name_that_is_taken_as_it_is(family: str) -> None:
    assert not _TITLE.match(f"{family} văn an")
    assert not _ADDRESS.match(f"{family} văn an")
