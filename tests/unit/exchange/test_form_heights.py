"""Rows of forms are as high as their texts need."""

import openpyxl
import pytest
from openpyxl.styles import Alignment, Font

from tests.unit.exchange.forms import form_with
from tests.unit.exchange.test_form_filling import filled

LONG = "Đề nghị rút ngắn thủ tục thanh toán đề tài cấp cơ sở, "


def heights(tmp_path, names, *, fixed=None, wrap=True, merged=()):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{attendee.full_name}}"}, *merged)
    book = openpyxl.load_workbook(form)
    book.active["A1"].alignment = Alignment(wrap_text=wrap)
    book.active["A1"].font = Font("Times New Roman", 12)
    book.active.column_dimensions["A"].width = 30
    book.active.row_dimensions[1].height = fixed
    book.save(form)
    lists = {"attendee": [{"attendee.full_name": name} for name in names]}
    sheet = openpyxl.load_workbook(filled(form, lists=lists)).active
    return [sheet.row_dimensions[row].height for row in range(1, len(names) + 1)]


def test_a_long_text_makes_its_row_higher(tmp_path):
    short, long, longer = heights(tmp_path, ["An", LONG, LONG * 3])
    assert short is None
    assert 30 < long < longer


def test_a_fixed_height_is_the_least(tmp_path):
    assert heights(tmp_path, ["An", LONG], fixed=40) == [40, 40]
    assert heights(tmp_path, [LONG * 4], fixed=40)[0] > 100


@pytest.mark.parametrize(("wrap", "merged"), [(False, ()), (True, ("A1:D1",))])
def test_text_that_has_room_makes_no_row_higher(tmp_path, wrap, merged):
    assert heights(tmp_path, [LONG[:50]], wrap=wrap, merged=merged) == [None]
