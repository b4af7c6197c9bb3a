"""Fields of forms: every name leads to its field, in both languages and without marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import records
from desktop_app.domain.fields import entries
from desktop_app.domain.form_fields import (
    ATTENDEE,
    GROUPS,
    LISTS,
    field_named,
    form_fields,
    nearest,
)
from desktop_app.domain.form_text import flaws, places
from desktop_app.domain.vietnamese import fold
from desktop_app.i18n import LANGUAGES, Texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_found_by_the_name_that_is_shown_for_it(language):
    texts = Texts.of(language)
    for field in form_fields():
        mark = field.mark(texts)
        assert field_named(mark.strip("{}")) is field, mark
        assert field_named(fold(mark).replace(" ", ".", 1)) in (field, None)
        assert field_named(field.key) is field


def test_fields_of_a_record_come_from_its_catalogue():
    known = {field.entry.name for field in form_fields() if field.group == ATTENDEE}
    assert {entry.name for entry in entries(records.Attendee)} <= known


@pytest.mark.parametrize("written", [
    "đại biểu.họ và tên", "ĐẠI BIỂU . HỌ VÀ TÊN", "dai bieu.ho va ten", "delegate.full name",
    "attendee.full_name", "Đại biểu.Họ tên"])
def test_marks_case_and_language_do_not_matter(written):
    field = field_named(written)
    assert field is not None
    assert field.key == "attendee.full_name"


def test_a_code_is_written_with_its_reference_or_without():
    assert field_named("attendee.unit_id") is field_named("attendee.unit")


@pytest.mark.parametrize(("written", "meant"), [
    ("attendee.fullname", "attendee.full_name"), ("đại biểu.họ tênn", "attendee.full_name"),
    ("hội nghị.tên", "meeting.title"), ("họ và tên", "attendee.full_name"),
    ("zzzzzzzz.qqqqq", None)])
def test_the_nearest_field_is_offered(written, meant):
    found = nearest(written)
    assert (found.key if found else None) == meant


def test_who_gave_an_opinion_is_told_by_one_field_alone():
    """It keeps names back that are to be left out; the recorded speaker would not."""
    keys = {field.key for field in form_fields()}
    assert "opinion.who" in keys
    assert not keys & {"opinion.attendee", "opinion.speaker", "opinion.unit"}
    assert set(LISTS) < set(GROUPS)


def test_a_text_is_taken_apart():
    text = "Có {{figure.present}}/{{số liệu.triệu tập}} người"
    assert [text[p.start:p.end] for p in places(text)] == ["{{figure.present}}",
                                                          "{{số liệu.triệu tập}}"]
    assert list(flaws(text)) == []


@pytest.mark.parametrize(("text", "codes"), [
    ("{{x}}", ["unknown-field"]), ("{{attendee.full_name}", ["open-braces"]),
    ("attendee.note}}", ["open-braces"]), ("{{a.b}} {{c", ["unknown-field", "open-braces"]),
    ("{one}", [])])
def test_what_is_wrong_with_a_text(text, codes):
    assert [flaw.code for flaw in flaws(text)] == codes


@given(st.text())
def test_any_text_can_be_read(text):
    assert all(text[p.start:p.start + 2] == "{{" for p in places(text))
    list(flaws(text))
