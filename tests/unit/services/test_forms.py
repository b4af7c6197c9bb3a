"""An office's form is filled from the register."""

from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.form_fields import form_fields
from desktop_app.i18n import LANGUAGES, Texts
from desktop_app.paths import resource
from desktop_app.services.background import Job, form_in_background
from desktop_app.services.demo import write_demo
from desktop_app.services.forms import (
    check_form,
    field_offers,
    problem_lines,
    save_sample,
    saved_sentence,
    usable_form,
    write_form,
)
from tests.data.make_form import ENTRY, SAMPLES, make
from tests.unit.exchange.forms import form_with

VI, EN = Texts.of("vi"), Texts.of("en")


@pytest.fixture
def demo(register):
    return write_demo(register)


def write(register, meeting_id, form, folder, texts=VI):
    return write_form(register, meeting_id, form, usable_form(form, texts), folder, texts=texts)


def cells(path):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_is_the_one_that_its_maker_writes(tmp_path, language):
    words = SAMPLES[language]
    make(tmp_path / "made.xlsx", words)
    assert cells(resource(words.file)) == cells(tmp_path / "made.xlsx")
    assert cells(save_sample(tmp_path, Texts.of(language))) == cells(tmp_path / "made.xlsx")


def test_the_english_sample_is_filled(register, demo, tmp_path):
    filled = write(register, demo, save_sample(tmp_path, EN), tmp_path / "out", EN)
    found = cells(filled.path)
    assert found[ENTRY - 1][:2] == [1, "Nguyễn Đình Ổn"]
    assert found[ENTRY + 149][0].startswith("150 people on the list; 150 summoned")
    assert not any("{{" in str(value) for row in found for value in row)


def test_the_sample_has_no_problem_and_is_filled(register, demo, tmp_path):
    sample = save_sample(tmp_path, VI)
    assert sample.name == "Biểu mẫu - Danh sách đại biểu.xlsx"
    filled = write(register, demo, sample, tmp_path / "out")
    assert filled.rows == 150
    found = cells(filled.path)
    first = found[ENTRY - 1]
    assert first[:2] == [1, "Nguyễn Đình Ổn"]
    assert first[5] == "Ban Giám hiệu"
    assert found[ENTRY + 149][0].startswith("Danh sách này có 150 người; triệu tập 150")
    assert found[ENTRY + 152][0] == "NGƯỜI LẬP BIỂU"
    assert found[4][0].endswith(", ngày 30 tháng 6 năm 2023")


def test_a_second_sample_stands_beside_the_first(tmp_path):
    first = save_sample(tmp_path, VI)
    assert save_sample(tmp_path, VI) != first
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_can_be_filled(register, demo, tmp_path, language):
    """Each group on a row of its own; nothing stays as it was written."""
    texts = Texts.of(language)
    marks = {f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[place % 26]}{1 + 3 * (place // 26)}": field
             for place, field in enumerate(form_fields()) if not field.is_listed}
    rows = {"attendee": 100, "item": 110, "opinion": 120}
    places = dict.fromkeys(rows, 0)
    for field in form_fields():
        if field.is_listed:
            places[field.group] += 1
            letter = openpyxl.utils.get_column_letter(places[field.group])
            marks[f"{letter}{rows[field.group]}"] = field
    form = form_with(tmp_path / "form.xlsx", {cell: field.mark(texts)
                                              for cell, field in marks.items()})
    found = cells(write(register, demo, form, tmp_path / "out", texts).path)
    assert not any("{{" in str(value) for row in found for value in row)
    assert len(found) == 120 + 149 + len(register.find(records.AgendaItem)) - 1 + len(
        register.find(records.Feedback)) - 1


def test_opinions_come_with_replies_and_keep_names_back(register, demo, tmp_path):
    opinion = register.find(records.Feedback)[0]
    with register.operation("Edit"):
        register.update(records.Feedback, opinion.id, {"unnamed": True})
    form = form_with(tmp_path / "form.xlsx", {
        "A1": "{{ý kiến.TT}}", "B1": "{{opinion.who}}", "C1": "{{opinion.text}}",
        "D1": "{{opinion.replies}}", "E1": "{{opinion.addressed}}"})
    found = {row[0]: row for row in cells(write(register, demo, form, tmp_path / "out").path)}
    row = found[opinion.number]
    assert (row[1], row[2]) == ("Không ghi tên", opinion.text)
    assert all(each[3] and each[4] for each in found.values())


def test_figures_are_those_of_the_register(register, demo, tmp_path):
    form = form_with(tmp_path / "form.xlsx", {
        "A1": "{{figure.summoned}}", "A2": "{{figure.present}}", "A3": "{{figure.needed}}",
        "A4": "{{figure.quorum}}", "A5": "{{figure.opinions}}"})
    found = [row[0] for row in cells(write(register, demo, form, tmp_path / "out").path)]
    assert found == [150, 138, 100, "đủ điều kiện tiến hành", len(register.find(records.Feedback))]


def test_what_was_passed_on_is_not_answered(register, demo, tmp_path):
    some = register.find(records.Feedback)
    with register.operation("Edit"):
        for opinion, status in zip(some, ("new", "forwarded", "done"), strict=False):
            register.update(records.Feedback, opinion.id, {"status": status})
    form = form_with(tmp_path / "form.xlsx", {
        "A1": "{{figure.answered}}", "A2": "{{số liệu.số ý kiến chuyển xử lý}}",
        "A3": "{{figure.open}}", "A4": "{{figure.opinions}}"})
    found = [row[0] for row in cells(write(register, demo, form, tmp_path / "out").path)]
    statuses = [opinion.status for opinion in register.find(records.Feedback)]
    assert found == [len(statuses) - statuses.count("new") - statuses.count("forwarded"),
                     statuses.count("forwarded"), statuses.count("new"), len(statuses)]
    assert sum(found[:3]) == found[3]
    assert min(found[:3]) > 0


def test_a_faulty_form_is_refused_with_all_its_problems(register, demo, tmp_path):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{họ và tên}}", "B2": "{{hội nghị.tên"})
    with pytest.raises(UserError) as caught:
        write(register, demo, form, tmp_path / "out")
    said = caught.value.sentence(VI).split("\n")
    assert said == [
        f"Chưa điền được {form}:",
        "Tờ 1, ô A1: không có trường {{họ và tên}}. Có phải là {{đại biểu.họ và tên}}?",
        "Tờ 1, ô B2: “{{hội nghị.tên”: trường phải nằm giữa {{ và }}."]
    assert not (tmp_path / "out").exists()
    assert len(problem_lines(check_form(form), EN)) == 2


def test_the_form_is_never_written_over(register, demo, tmp_path):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{meeting.title}}"})
    first = write(register, demo, form, tmp_path).path
    first.unlink()
    same = form.rename(first)
    before = same.read_bytes()
    content = usable_form(same, VI)
    meeting = register.get(records.Meeting, demo)
    with register.operation("Edit"):
        register.update(records.Meeting, meeting.id, {"title": ""})
    written = write_form(register, demo, same, content, tmp_path, texts=VI).path
    assert written != same
    assert same.read_bytes() == before


def test_what_is_said_of_a_form_that_is_open_elsewhere(register, demo, tmp_path):
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{meeting.title}}"})
    filled = write(register, demo, form, tmp_path / "out")
    assert saved_sentence(filled, EN) == f"The form was filled in and saved as {filled.path}."
    other = type(filled)(Path("b.xlsx"), 1, "a.xlsx")
    assert saved_sentence(other, EN).startswith("a.xlsx is open in another program")


def test_a_form_is_filled_in_another_process(register, demo, tmp_path):
    told = []
    form = form_with(tmp_path / "form.xlsx", {"A1": "{{attendee.full_name}}"})
    filled = form_in_background(Job(register.path, demo, tmp_path / "out", "vi"), form,
                                progress=lambda *done: told.append(done),
                                cancelled=lambda: False)
    assert (filled.rows, told[-1]) == (150, (150, 150))
    with pytest.raises(UserError) as caught:
        form_in_background(Job(register.path, demo, tmp_path / "out", "vi"), form,
                           progress=lambda *_done: None, cancelled=lambda: True)
    assert caught.value.code == "cancelled"


def test_the_list_of_fields_has_meanings_and_values(register, demo):
    offers = {offer.field.key: offer for offer in field_offers(register.path, demo, VI)}
    assert set(offers) == {field.key for field in form_fields()}
    name = offers["attendee.full_name"]
    assert (name.mark, name.meaning, name.sample) == (
        "{{đại biểu.họ và tên}}", "Đại biểu: Họ và tên (lặp lại)", "Nguyễn Đình Ổn")
    assert offers["meeting.date"].sample == "30/06/2023"


def test_an_empty_conference_fills_a_form_too(register, meeting, tmp_path):
    form = form_with(tmp_path / "form.xlsx", {
        "A1": "{{attendee.full_name}}", "B1": "x",
        "A2": "{{meeting.date_in_words}}", "A3": "{{figure.present}}"})
    found = cells(write(register, meeting.id, form, tmp_path / "out").path)
    assert found == [[None, "x"], ["ngày 30 tháng 6 năm 2023", None], [0, None]]
