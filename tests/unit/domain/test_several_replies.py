"""Replies of several units in one cell, taken apart again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.several_replies import taken_apart
from desktop_app.domain.vietnamese import clean_text, fold

UNITS = ("phong dao tao", "khoa dien to 1")
OTHERS = (*UNITS, "phong tai vu")


def apart(text):
    return taken_apart(text, UNITS, OTHERS, lambda kind: kind == "Tiếp thu")


@pytest.mark.parametrize(("text", "found"), [
    ("- Phòng Đào tạo: a\n- Khoa Điện: Tổ 1: b\nc", {UNITS[0]: "a", UNITS[1]: "b\nc"}),
    ("– PHÒNG ĐÀO TẠO : a: b", {UNITS[0]: "a: b"}),
    ("- Phòng Đào tạo: a\n- Phòng Tài vụ: b", {UNITS[0]: "a\n- Phòng Tài vụ: b"}),
    ("- Phòng Đào tạo: a\n- Phòng Tài vụ: Tiếp thu: b", {UNITS[0]: "a", OTHERS[2]: "Tiếp thu: b"}),
    ("- Phòng Đào tạo: a\n- Phòng Lạ: Tiếp thu: b", None),
    ("- Phòng Đào tạo: a\n- Phòng Đào tạo: b", None),
    ("Chung\n- Phòng Đào tạo: a", None),
    ("Phòng Đào tạo: a", None),
    ("", None),
])
def test_a_cell_is_taken_apart_only_where_it_is_certain_whose_each_reply_is(text, found):
    assert apart(text) == found


@given(st.dictionaries(st.sampled_from(["Phòng Đào tạo", "Khoa Điện: Tổ 1"]),
                       st.text(alphabet="ab :-\n.", max_size=30).map(clean_text).map(str.strip),
                       min_size=1))
def test_what_was_put_together_comes_apart(replies):
    text = "\n".join(f"- {name}: {said}" for name, said in replies.items())
    assert apart(text) == {fold(name): said for name, said in replies.items()}
