"""Workbooks that go to the replying offices and come back."""

import random
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import FeedbackStatus, ReplyKind
from desktop_app.domain.vietnamese import clean_text
from desktop_app.exchange.returned import files_in, sheets_in
from desktop_app.i18n import Texts
from desktop_app.services.exporting import export_workbook
from desktop_app.services.feedback import FeedbackService
from desktop_app.services.office_books import export_office_books, saved_sentences
from desktop_app.services.returned import ReturnedFile, read_files
from desktop_app.services.returned_comparing import compare
from desktop_app.services.returned_rivals import Chosen
from desktop_app.services.returned_taking import take_over
from desktop_app.services.returned_texts import problem_sentence, problem_text, taken_sentence
from desktop_app.store import queries, returned_queries

EN, VI = Texts.of("en"), Texts.of("vi")
HEAD = 6
NUMBER, TEXT, ANSWER, KIND, DUE, PERSON = 1, 5, 6, 7, 8, 9
UID = 10


class Exchange:
    """A conference with two answering units; books of both in a folder."""

    def __init__(self, register, meeting, folder):
        self.register, self.id, self.folder = register, meeting.id, folder
        with register.operation("Write"):
            self.units = register.insert_all([
                records.Unit(meeting_id=self.id, name=name, rank=rank)
                for rank, name in enumerate(("Phòng Đào tạo", "Phòng Tài vụ", "Khoa Điện"), 1)])
            self.speaker = register.insert(records.Attendee(
                meeting_id=self.id, number=1, full_name="Lê Thị Ân", unit_id=self.units[2]))
            self.said = [register.insert(records.Feedback(meeting_id=self.id, number=number, **how))
                         for number, how in enumerate((
                             {"text": "Mở đợt 2", "addressed_ids": (self.units[0],),
                              "attendee_id": self.speaker},
                             {"text": "Giảm họp", "addressed_ids": tuple(self.units[:2]),
                              "attendee_id": self.speaker, "unnamed": True, "due": "30/9/2023"},
                             {"text": "=Như trên", "addressed_ids": (self.units[0],)},
                         ), 1)]

    def send(self, texts=VI):
        return export_office_books(self.register, self.id, self.folder, texts)

    def compare(self, *paths):
        files = [ReturnedFile(path, sheets_in(path)) for path in paths or files_in(self.folder)]
        return compare(self.register, self.id, files)

    def take(self, *paths, conflicts=True):
        chosen = [d for d in self.compare(*paths).differences if conflicts or not d.conflict]
        return take_over(self.register, self.id, chosen, VI)

    def replies(self, opinion):
        return FeedbackService(self.register).replies_to(self.said[opinion])


@pytest.fixture
def exchange(register, meeting, tmp_path):
    return Exchange(register, meeting, tmp_path / "gửi")


def edit(path, *cells):
    """Writes values into cells, given as row of the table (from 1), column, value."""
    book = openpyxl.load_workbook(path)
    for row, column, value in cells:
        book.worksheets[0].cell(HEAD + row, column).value = value
    book.save(path)


# --- going out ------------------------------------------------------------------------------


def test_every_unit_that_is_addressed_gets_its_opinions(exchange):
    books = exchange.send()
    assert [(b.unit, b.opinions) for b in books] == [("Phòng Đào tạo", 3), ("Phòng Tài vụ", 1)]
    sheet = openpyxl.load_workbook(books[0].path).worksheets[0]
    rows = [[c.value for c in row[:9]] for row in sheet.iter_rows(min_row=HEAD + 1)]
    assert rows == [
        [1, "Lê Thị Ân", "Khoa Điện", None, "Mở đợt 2", None, None, None, None],
        [2, "Không ghi tên", None, None, "Giảm họp", None, None, "30/9/2023", None],
        [3, "Không ghi tên", None, None, "=Như trên", None, None, None, None]]
    assert sheet.cell(HEAD + 3, TEXT).data_type == "s"
    assert sheet.title == "Ý kiến"
    assert saved_sentences(books, EN)[0].endswith(": 2.")


def test_kinds_are_offered_and_codes_are_hidden(exchange):
    sheet = openpyxl.load_workbook(exchange.send()[0].path).worksheets[0]
    choices, = sheet.data_validations.dataValidation
    assert choices.formula1 == '"Tiếp thu,Giải trình,Chuyển xử lý,Ghi nhận"'
    assert str(choices.sqref) == f"G{HEAD + 1}:G{HEAD + 3}"
    assert sheet.row_dimensions[HEAD - 1].hidden
    assert sheet.column_dimensions["J"].hidden
    assert not sheet.column_dimensions["I"].hidden
    assert not sheet.protection.sheet
    assert sheet.print_area == f"'Ý kiến'!$A$1:$I${HEAD + 3}"


def test_a_text_that_no_row_can_show_stands_in_full_on_a_sheet_of_its_own(exchange):
    text = "Kính thưa Hội nghị, " * 200
    with exchange.register.operation("Edit"):
        exchange.register.update(records.Feedback, exchange.said[1], {"text": text.strip()})
    first, second = exchange.send()
    book = openpyxl.load_workbook(second.path)
    assert book.sheetnames == ["Ý kiến", "Toàn văn"]
    pieces = [row[2].value for row in book["Toàn văn"].iter_rows(min_row=6)]
    assert " ".join(pieces) == text.strip()
    assert "“Toàn văn”" in book["Ý kiến"]["A4"].value
    assert exchange.compare().problems == ()
    assert exchange.compare().rows == first.opinions + second.opinions


def test_a_file_that_is_there_is_never_replaced(exchange):
    first = exchange.send()[0].path
    edit(first, (1, ANSWER, "Đã mở"))
    second = exchange.send()[0].path
    assert second.name == first.stem + " (2).xlsx"
    assert sheets_in(first)[0].rows[0].values["answer"] == "Đã mở"


def test_nothing_addressed_is_said(register, meeting, tmp_path):
    with pytest.raises(UserError) as told:
        export_office_books(register, meeting.id, tmp_path, VI)
    assert told.value.code == "nothing-addressed"
    assert not list(tmp_path.glob("*.xlsx"))


# --- coming back ----------------------------------------------------------------------------


def test_what_was_not_touched_changes_nothing(exchange):
    exchange.send()
    exchange.send(EN)
    found = exchange.compare()
    assert (found.differences, found.problems) == ((), ())
    assert (found.files, found.rows) == (4, 8)


def test_an_answer_becomes_a_reply_as_one_step(exchange):
    path = exchange.send()[0].path
    edit(path, (1, ANSWER, "Mở từ tháng 9"), (1, KIND, "tiếp thu"), (1, PERSON, "TS. Lê Thị Ân"),
         (1, DUE, date(2023, 12, 31)), (3, KIND, "Ghi nhận"))
    taken = exchange.take()
    assert (taken.replies, taken.changed, taken.opinions) == (2, 0, 1)
    reply, = exchange.replies(0)
    assert (reply.text, reply.kind) == ("Mở từ tháng 9", ReplyKind.ACCEPTED)
    assert (reply.unit_id, reply.attendee_id) == (exchange.units[0], exchange.speaker)
    opinion = exchange.register.get(records.Feedback, exchange.said[0])
    assert (opinion.due, opinion.status) == ("31/12/2023", FeedbackStatus.ANSWERED)
    assert exchange.replies(2)[0].text == "Ghi nhận"
    exchange.register.undo()
    assert not exchange.replies(0)
    assert not exchange.replies(2)
    assert len(exchange.compare().differences) == 3


def test_read_twice_changes_nothing(exchange):
    path = exchange.send()[0].path
    edit(path, (1, ANSWER, "Mở từ tháng 9"), (1, PERSON, "Ông Khách"), (3, KIND, "Ghi nhận"))
    exchange.take()
    again = exchange.compare()
    assert (again.differences, again.problems) == ((), ())


def test_a_corrected_file_updates_the_reply_that_came_from_it(exchange):
    path = exchange.send()[0].path
    edit(path, (1, ANSWER, "Mở tháng 9"), (1, DUE, "1/9/2023"))
    exchange.take()
    edit(path, (1, ANSWER, "Mở tháng 10"), (1, DUE, "1/10/2023"), (1, KIND, "Tiếp thu"))
    found = exchange.compare()
    assert [(d.field, d.returned, d.now, d.conflict) for d in found.differences] == [
        ("due", "1/10/2023", "1/9/2023", False),
        ("answer", "Mở tháng 10", "Mở tháng 9", False),
        ("kind", "accepted", "explained", False)]
    exchange.take()
    assert [r.text for r in exchange.replies(0)] == ["Mở tháng 10"]


def test_what_both_changed_is_a_conflict_and_stays_unless_chosen(exchange):
    path = exchange.send()[1].path
    edit(path, (1, ANSWER, "Sẽ giảm"))
    FeedbackService(exchange.register).reply(exchange.id, {
        "unit_id": exchange.units[1], "text": "Đã giảm", "feedback_ids": (exchange.said[1],)})
    difference, = exchange.compare().differences
    assert difference.conflict
    assert (difference.sent, difference.returned, difference.now) == ("", "Sẽ giảm", "Đã giảm")
    assert taken_sentence(exchange.take(conflicts=False), EN).startswith("Nothing new")
    exchange.take()
    assert [r.text for r in exchange.replies(1)] == ["Sẽ giảm"]


def test_a_name_is_no_change_of_its_own_where_the_text_is_disputed(exchange):
    with exchange.register.operation("Reply"):
        key = exchange.register.insert(records.Reply(
            meeting_id=exchange.id, unit_id=exchange.units[0], text="Đã mở",
            feedback_ids=(exchange.said[0],)))
    path = exchange.send()[0].path
    edit(path, (1, ANSWER, "Sẽ mở"), (1, PERSON, "Ông Khách"), (1, DUE, "1/9/2023"))
    with exchange.register.operation("Edit"):
        exchange.register.update(records.Reply, key, {"text": "Không mở"})
    assert [(d.field, d.conflict) for d in exchange.compare().differences] == [
        ("due", False), ("answer", True), ("person", True)]


def test_what_only_the_register_changed_is_left_alone(exchange):
    exchange.send()
    with exchange.register.operation("Edit"):
        exchange.register.update(records.Feedback, exchange.said[0], {"due": "1/1/2024"})
    assert exchange.compare().differences == ()


def test_an_emptied_answer_removes_nothing(exchange):
    with exchange.register.operation("Reply"):
        exchange.register.insert(records.Reply(
            meeting_id=exchange.id, unit_id=exchange.units[0], text="Đã mở",
            feedback_ids=(exchange.said[0],)))
    path = exchange.send()[0].path
    edit(path, (1, ANSWER, None))
    found = exchange.compare(path)
    assert found.differences == ()
    assert [(p.row, p.code) for p in found.problems] == [(HEAD + 1, "emptied")]


def test_a_reply_to_several_opinions_changes_only_where_it_was_changed(exchange):
    with exchange.register.operation("Reply"):
        exchange.register.insert(records.Reply(
            meeting_id=exchange.id, unit_id=exchange.units[0], text="Chung",
            feedback_ids=(exchange.said[0], exchange.said[2])))
    path = exchange.send()[0].path
    edit(path, (3, ANSWER, "Riêng"))
    exchange.take()
    assert [r.text for r in exchange.replies(0)] == ["Chung"]
    assert [r.text for r in exchange.replies(2)] == ["Riêng"]
    assert exchange.compare().differences == ()


# --- what offices do to sheets --------------------------------------------------------------


def test_columns_may_be_renamed_moved_and_added_and_rows_deleted(exchange):
    path = exchange.send()[0].path
    edit(path, (1, ANSWER, "Mở"), (0, ANSWER, "Phòng trả lời"), (0, TEXT, "Câu hỏi"))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.insert_cols(3, 2)
    sheet.delete_rows(HEAD + 2)
    sheet.insert_rows(1, 2)
    book.save(path)
    found = exchange.compare(path)
    assert [(d.number, d.field, d.returned) for d in found.differences] == [(1, "answer", "Mở")]
    assert found.problems == ()


def test_values_copied_into_a_new_workbook_are_matched_by_number_and_text(exchange):
    sheet = openpyxl.load_workbook(exchange.send()[1].path).worksheets[0]
    book = openpyxl.Workbook()
    for row in sheet.iter_rows(min_row=HEAD, max_col=PERSON, values_only=True):
        book.active.append(row)
    book.active.cell(2, ANSWER).value = "Sẽ giảm"
    path = exchange.folder / "chép lại.xlsx"
    book.save(path)
    found = exchange.compare(path)
    assert [p.code for p in found.problems] == ["office-unclear"]
    with exchange.register.operation("Edit"):
        exchange.register.update(records.Feedback, exchange.said[1],
                                 {"addressed_ids": (exchange.units[1],)})
    found = exchange.compare(path)
    assert [(d.number, d.returned, d.sent) for d in found.differences] == [(2, "Sẽ giảm", None)]


def test_hidden_columns_that_stayed_behind_do_not_swap_answers(exchange):
    """The visible part was sorted alone: what the office read is what it answered."""
    path = exchange.send()[0].path
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    first, last = HEAD + 1, HEAD + 2
    for column in range(1, UID):
        one, other = sheet.cell(first, column), sheet.cell(last, column)
        one.value, other.value = other.value, one.value
    sheet.cell(first, ANSWER).value = "Trả lời ý kiến 2"
    book.save(path)
    assert [(d.number, d.returned) for d in exchange.compare(path).differences] == [
        (2, "Trả lời ý kiến 2")]


def test_namesakes_are_told_apart_by_their_codes(exchange):
    with exchange.register.operation("Write"):
        exchange.register.insert(records.Feedback(
            meeting_id=exchange.id, number=2, text="Giảm họp",
            addressed_ids=(exchange.units[1],)))
    path = exchange.send()[1].path
    edit(path, (1, ANSWER, "Một"), (2, ANSWER, "Hai"))
    found = exchange.compare(path)
    assert [(d.number, d.returned) for d in found.differences] == [(2, "Một"), (2, "Hai")]
    assert found.problems == ()
    edit(path, (1, UID, None), (2, UID, None))
    assert [p.code for p in exchange.compare(path).problems] == ["unknown-row", "unknown-row"]


def test_rows_of_strangers_are_said_with_file_and_row(exchange):
    path = exchange.send()[1].path
    edit(path, (1, TEXT, "khác"), (1, UID, "0" * 32), (2, ANSWER, "không có mã"))
    found = exchange.compare(path)
    assert found.differences == ()
    assert [(p.row, p.code) for p in found.problems] == [
        (HEAD + 1, "unknown-row"), (HEAD + 2, "unknown-row")]
    assert problem_sentence(found.problems[0], EN) == (
        f"{path.name}, row {HEAD + 1}: No opinion of this conference has this number and text.")


def test_a_row_of_another_conference_is_told_apart(exchange):
    path = exchange.send()[1].path
    with exchange.register.operation("Write"):
        other = exchange.register.insert(records.Meeting(title="Khác", organisation="X"))
    found = compare(exchange.register, other, [ReturnedFile(path, sheets_in(path))])
    assert [p.code for p in found.problems] == ["other-meeting"]


def test_odd_values_are_said_and_the_rest_goes_on(exchange):
    path = exchange.send()[0].path
    edit(path, (1, ANSWER, "Mở"), (1, KIND, "đồng ý"), (2, DUE, "x" * 61), (3, PERSON, "Ân"))
    found = exchange.compare(path)
    assert [(d.number, d.field) for d in found.differences] == [(1, "answer")]
    assert [(p.row, p.code) for p in found.problems] == [
        (HEAD + 1, "not-a-kind"), (HEAD + 2, "too-long"), (HEAD + 3, "no-answer")]
    assert problem_text(found.problems[0], VI) == (
        "“đồng ý” không phải là hình thức xử lý nên không đọc.")


def test_two_files_of_one_office_that_differ_wait_for_a_choice(exchange):
    first, second = exchange.send()[0].path, exchange.send()[0].path
    edit(first, (1, ANSWER, "Cũ"))
    edit(second, (1, ANSWER, "Mới"))
    found = exchange.compare(first, second)
    assert [(d.returned, d.rival, d.conflict) for d in found.differences] == [
        ("Cũ", True, True), ("Mới", True, True)]
    problem, = found.problems
    assert problem_sentence(problem, EN) == (
        f"{second.name}, row {HEAD + 1}: {first.name}, row {HEAD + 1}, says otherwise; neither is "
        "taken over until you choose one.")


def test_a_folder_is_read_in_other_processes_with_what_cannot_be(exchange):
    exchange.send()
    (exchange.folder / "hỏng.xlsx").write_bytes(b"PK\x03\x04 nothing")
    (exchange.folder / "khác.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (exchange.folder / "~$mở.xlsx").write_bytes(b"locked")
    told = []
    files = read_files(exchange.folder, lambda done, total: told.append((done, total)))
    assert told == [(done, 4) for done in range(5)]
    assert {f.path.name: f.error.code for f in files if f.error} == {
        "hỏng.xlsx": "file-damaged", "khác.csv": "not-sent-out"}
    found = compare(exchange.register, exchange.id, files)
    assert sorted(p.code for p in found.problems) == ["file", "file"]
    assert "hỏng.xlsx" in " ".join(problem_sentence(p, VI) for p in found.problems)


def test_a_cell_at_the_far_end_of_the_sheet_costs_neither_time_nor_the_answers(exchange):
    path = exchange.send()[1].path
    edit(path, (1, ANSWER, "Sẽ giảm"))
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(1_048_576, 16_384).value = "x"
    book.save(path)
    file, = (f for f in read_files(exchange.folder) if f.path == path)
    found = compare(exchange.register, exchange.id, [file])
    assert [d.returned for d in found.differences] == ["Sẽ giảm"]


def test_an_empty_folder_and_a_cancelled_reading_are_said(exchange):
    exchange.folder.mkdir()
    with pytest.raises(UserError) as told:
        read_files(exchange.folder)
    assert told.value.code == "folder-empty"
    exchange.send()
    with pytest.raises(UserError) as told:
        read_files(exchange.folder, cancelled=lambda: True)
    assert told.value.code == "cancelled"


# --- the whole workbook ---------------------------------------------------------------------


def test_the_opinions_of_the_whole_workbook_come_back(exchange):
    path = export_workbook(exchange.register, exchange.id, exchange.folder, EN)
    assert exchange.compare().differences == ()
    book = openpyxl.load_workbook(path)
    sheet = book["Opinions"]
    headings = {cell.value: cell.column for cell in sheet[5]}
    sheet.cell(6, headings["Text of the reply"]).value = "Accepted: second round in May"
    sheet.cell(8, headings["Due"]).value = "1/12/2023"
    book.save(path)
    assert [(d.number, d.field, d.returned, d.kind) for d in exchange.compare().differences] == [
        (1, "answer", "second round in May", "accepted"), (3, "due", "1/12/2023", "")]
    exchange.take()
    assert exchange.compare().differences == ()


def test_the_whole_workbook_tells_sent_from_changed(exchange):
    """As for the books of offices: what only the register changed is left alone, also where a
    cell holds the replies of several."""
    service = FeedbackService(exchange.register)
    for unit in exchange.units[:2]:
        service.reply(exchange.id, {"unit_id": unit, "text": "Sẽ giảm", "kind": "accepted",
                                    "feedback_ids": (exchange.said[1],)})
    service.reply(exchange.id, {"unit_id": exchange.units[0], "text": "Mở", "kind": "accepted",
                                "feedback_ids": (exchange.said[0],)})
    path = export_workbook(exchange.register, exchange.id, exchange.folder, VI)
    with exchange.register.operation("Edit"):
        for reply in exchange.register.find(records.Reply):
            exchange.register.update(records.Reply, reply.id, {"text": f"{reply.text} ngay"})
        exchange.register.update(records.Feedback, exchange.said[0], {"result": "Xong"})
    found = exchange.compare()
    assert (found.differences, found.problems) == ((), ())
    book = openpyxl.load_workbook(path)
    sheet = book["Ý kiến"]
    headings = {cell.value: cell.column for cell in sheet[5]}
    sheet.cell(6, headings["Nội dung tiếp thu, giải trình"]).value = "Giải trình: Mở tháng 9"
    sheet.cell(7, headings["Nội dung tiếp thu, giải trình"]).value = "- chung"
    sheet.cell(6, headings["Kết quả"]).value = "Đang làm"
    sheet.cell(7, headings["Kết quả"]).value = "Đã giảm"
    book.save(path)
    found = exchange.compare()
    assert [(d.number, d.field, d.returned, d.conflict) for d in found.differences] == [
        (1, "result", "Đang làm", True), (1, "answer", "Mở tháng 9", True),
        (1, "kind", "explained", True), (2, "result", "Đã giảm", False)]
    assert [(p.row, p.code) for p in found.problems] == [(7, "office-unclear")]
    taken = exchange.take(conflicts=False)
    assert (taken.changed, taken.opinions) == (0, 1)


# --- columns that only the import of a list takes -------------------------------------------


@pytest.mark.parametrize("texts", [EN, VI], ids=lambda texts: texts.language)
def test_changes_of_other_columns_are_said_once_with_where_they_are_taken_in(exchange, texts):
    path = export_workbook(exchange.register, exchange.id, exchange.folder, texts)
    found = exchange.compare(path)
    assert (found.differences, found.problems) == ((), ())
    book = openpyxl.load_workbook(path)
    sheet = book["Opinions" if texts is EN else "Ý kiến"]
    headings = {cell.value: cell.column for cell in sheet[5]}
    sheet.cell(8, headings[texts.get("Theme")]).value = "Đời sống"
    sheet.cell(7, headings[texts.get("Text of the opinion")]).value = "Giảm một nửa số cuộc họp"
    sheet.cell(7, headings[texts.get("Answering unit")]).value = "Phòng Đào tạo"
    sheet.cell(6, headings[texts.get("Speaker or unit")]).value = "Lê Thị Ân\nPhòng Tài vụ"
    sheet.cell(7, headings[texts.get("Due")]).value = "1/9/2023"
    book.save(path)
    found = exchange.compare(path)
    assert [(d.number, d.field) for d in found.differences] == [(2, "due")]
    problem, = found.problems
    assert (problem.code, problem.row, problem.params["count"]) == ("other-columns", 6, 3)
    assert problem_text(problem, EN) == (
        "Speaker or unit, Theme, Text of the opinion, Answering unit: rows that differ from "
        "the register: 3. These columns are taken in by “Import a list…” (Ctrl+I) on the page of "
        "opinions.")


def test_the_whole_workbook_without_its_hidden_columns_is_read_by_number_and_text(exchange):
    path = export_workbook(exchange.register, exchange.id, exchange.folder, VI)
    sheet = openpyxl.load_workbook(path)["Ý kiến"]
    book = openpyxl.Workbook()
    shown = [c.column for c in sheet[5] if not sheet.column_dimensions[c.column_letter].hidden]
    for row in sheet.iter_rows(min_row=5, values_only=True):
        book.active.append([row[column - 1] for column in shown])
    due = next(c.column for c in book.active[1] if c.value == "Thời hạn")
    book.active.cell(2, due).value = "1/9/2023"
    path = exchange.folder / "chép lại.xlsx"
    book.save(path)
    found = exchange.compare(path)
    assert [(d.number, d.field, d.returned, d.conflict) for d in found.differences] == [
        (1, "due", "1/9/2023", False)]
    assert found.problems == ()


# --- cells that are no text -----------------------------------------------------------------


def formatted(path, row, column, value, number_format):
    book = openpyxl.load_workbook(path)
    cell = book.worksheets[0].cell(HEAD + row, column)
    cell.value, cell.number_format = value, number_format
    book.save(path)


@pytest.mark.parametrize(("value", "number_format", "seen"), [
    (True, "General", "TRUE"), (False, "General", "FALSE"), (0.5, "General", "0,5"),
    (1e3, "General", "1000"), (1234567.25, "General", "1234567,25"), (1e-7, "General", "0,0000001"),
    (0.5, "0%", "50%"), (0.125, "0.0%", "12,5%"), (1, "0.00%", "100,00%"),
    (0.305, '0%" đạt"', "31%"),
    (datetime(2026, 12, 5, 14, 30), "d/m/yyyy h:mm", "14:30 ngày 05/12/2026"),
    (datetime(2026, 12, 5), "d/m/yyyy", "05/12/2026"), (time(14, 30), "h:mm", "14:30"),
    (timedelta(hours=30), "[h]:mm", "30:00"), (-2, "General", "-2"),
])
def test_what_the_office_saw_in_a_cell_is_what_is_taken(exchange, value, number_format, seen):
    path = exchange.send()[0].path
    formatted(path, 1, ANSWER, value, number_format)
    assert [d.returned for d in exchange.compare(path).differences] == [seen]
    exchange.take(path)
    assert [r.text for r in exchange.replies(0)] == [seen]
    assert exchange.compare(path).differences == ()


def test_a_due_date_with_a_time_of_day_keeps_it(exchange):
    path = exchange.send()[0].path
    formatted(path, 1, DUE, datetime(2026, 12, 5, 14, 30), "d/m/yyyy h:mm")
    assert [(d.field, d.returned) for d in exchange.compare(path).differences] == [
        ("due", "14:30 ngày 05/12/2026")]


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!"])
def test_a_formula_that_failed_is_said_and_nothing_is_taken(exchange, error):
    with exchange.register.operation("Reply"):
        exchange.register.insert(records.Reply(
            meeting_id=exchange.id, unit_id=exchange.units[0], text="Đã mở",
            feedback_ids=(exchange.said[0],)))
    path = exchange.send()[0].path
    edit(path, (1, ANSWER, error), (1, DUE, "1/9/2023"))  # openpyxl makes an error cell of it
    found = exchange.compare(path)
    assert [(d.field, d.returned) for d in found.differences] == [("due", "1/9/2023")]
    problem, = found.problems
    assert problem_sentence(problem, EN) == (
        f"{path.name}, row {HEAD + 1}: Text of the reply: the cell shows the error {error} and was "
        "not read.")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_cells_saved_by_libreoffice_are_taken_as_they_were_seen(exchange, tmp_path):
    path = exchange.send()[0].path
    formatted(path, 1, ANSWER, 0.125, "0.0%")
    formatted(path, 2, ANSWER, timedelta(hours=30), "[h]:mm")
    formatted(path, 3, ANSWER, "#N/A", "General")
    formatted(path, 3, DUE, datetime(2026, 12, 5, 14, 30), "d/m/yyyy h:mm")
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/profile",
                    "--convert-to", "ods", "--outdir", str(tmp_path), str(path)], check=True,
                   capture_output=True, timeout=120)
    found = exchange.compare(tmp_path / f"{path.stem}.ods")
    assert [(d.number, d.field, d.returned) for d in found.differences] == [
        (1, "answer", "12,5%"), (2, "answer", "30:00"), (3, "due", "14:30 ngày 05/12/2026")]
    assert [(p.code, p.params["value"]) for p in found.problems] == [("error-value", "#N/A")]


def test_a_reply_that_is_worded_like_an_error_comes_back(exchange):
    FeedbackService(exchange.register).reply(exchange.id, {
        "unit_id": exchange.units[0], "text": "#N/A", "feedback_ids": (exchange.said[0],)})
    exchange.send()
    found = exchange.compare()
    assert (found.differences, found.problems) == ((), ())


# --- several replies in one cell ------------------------------------------------------------


@pytest.fixture
def several(exchange):
    """The workbook of a conference in which two units and a guest answered the second opinion."""
    service = FeedbackService(exchange.register)
    for unit, speaker, text in ((exchange.units[0], "", "Sẽ giảm\n- một nửa"),
                                (exchange.units[1], "", "Đã giảm"), (None, "Bà Khách", "Tốt")):
        service.reply(exchange.id, {"unit_id": unit, "speaker": speaker, "text": text,
                                    "kind": "accepted", "feedback_ids": (exchange.said[1],)})
    return export_workbook(exchange.register, exchange.id, exchange.folder, VI)


def in_cell(path, change):
    """Changes the replies to the second opinion in the whole workbook; gives what was there."""
    book = openpyxl.load_workbook(path)
    sheet = book["Ý kiến"]
    column = next(c.column for c in sheet[5] if c.value == "Nội dung tiếp thu, giải trình")
    cell = sheet.cell(7, column)
    before, cell.value = cell.value, change(cell.value)
    book.save(path)
    return before


def test_of_several_replies_in_a_cell_only_the_changed_one_changes(exchange, several):
    before = in_cell(several, lambda text: text.replace("một nửa", "hai phần ba"))
    assert before == ("- Phòng Đào tạo: Tiếp thu: Sẽ giảm\n- một nửa\n"
                      "- Phòng Tài vụ: Tiếp thu: Đã giảm\n- Bà Khách: Tiếp thu: Tốt")
    found = exchange.compare()
    assert [(d.unit, d.field, d.sent, d.returned, d.conflict) for d in found.differences] == [
        ("Phòng Đào tạo", "answer", "Sẽ giảm\n- một nửa", "Sẽ giảm\n- hai phần ba", False)]
    assert found.problems == ()
    exchange.take()
    assert sorted(r.text for r in exchange.replies(1)) == [
        "Sẽ giảm\n- hai phần ba", "Tốt", "Đã giảm"]
    assert exchange.compare().differences == ()


def test_a_cell_of_several_replies_takes_kinds_people_and_new_units(exchange, several):
    in_cell(several, lambda text: text.replace("Tiếp thu: Tốt", "Ghi nhận: Rất tốt")
            + "\n– Khoa Điện : Giải trình: Chưa giảm")
    found = exchange.compare()
    assert [(d.unit, d.field, d.returned, d.kind) for d in found.differences] == [
        ("Bà Khách", "answer", "Rất tốt", ""), ("Bà Khách", "kind", "noted", ""),
        ("Khoa Điện", "answer", "Chưa giảm", "explained")]
    assert found.problems == ()
    taken = exchange.take()
    assert (taken.replies, taken.changed) == (1, 1)
    assert {(r.unit_id, r.speaker, r.text) for r in exchange.replies(1)} >= {
        (None, "Bà Khách", "Rất tốt"), (exchange.units[2], "", "Chưa giảm")}


def test_a_reply_taken_out_of_a_cell_is_kept_and_said(exchange, several):
    in_cell(several, lambda text: text.split("\n- Phòng Tài vụ")[0])
    found = exchange.compare()
    assert found.differences == ()
    assert [problem_text(p, EN) for p in found.problems] == [
        "The reply of Phòng Tài vụ is missing here; the one recorded is kept.",
        "The reply of Bà Khách is missing here; the one recorded is kept."]


@pytest.mark.parametrize("change", [
    lambda text: "Tất cả đã xong", lambda text: f"Chung\n{text}", lambda text: f"{text}\n{text}",
    lambda text: f"{text}\n- Phòng Lạ: Tiếp thu: Đồng ý",
])
def test_a_cell_that_cannot_be_taken_apart_is_said(exchange, several, change):
    in_cell(several, change)
    found = exchange.compare()
    assert found.differences == ()
    problem, = found.problems
    assert problem_text(problem, EN) == (
        "It is not clear which unit answers here. Begin each reply on a line of its own with "
        "“- unit: ”, or use the workbook of each office.")


def test_a_unit_that_replied_twice_leaves_its_cell_unclear(exchange, several):
    FeedbackService(exchange.register).reply(exchange.id, {
        "unit_id": exchange.units[0], "text": "Thêm", "feedback_ids": (exchange.said[1],)})
    in_cell(several, lambda text: f"{text}!")
    assert [p.code for p in exchange.compare().problems] == ["office-unclear"]


def test_what_the_register_changed_since_is_a_conflict_in_a_cell_of_several_too(exchange, several):
    reply = next(r for r in exchange.replies(1) if r.unit_id == exchange.units[1])
    with exchange.register.operation("Edit"):
        exchange.register.update(records.Reply, reply.id, {"text": "Giảm một phần"})
    assert exchange.compare().differences == ()
    in_cell(several, lambda text: text.replace("Đã giảm", "Giảm hết"))
    assert [(d.unit, d.returned, d.now, d.conflict) for d in exchange.compare().differences] == [
        ("Phòng Tài vụ", "Giảm hết", "Giảm một phần", True)]


def test_an_emptied_cell_of_several_is_said(exchange, several):
    in_cell(several, lambda text: None)
    assert [p.code for p in exchange.compare().problems] == ["emptied"]


def test_a_row_of_another_conference_with_the_same_words_is_not_taken(exchange):
    path = exchange.send()[1].path
    with exchange.register.operation("Write"):
        other = exchange.register.insert(records.Meeting(title="Khác", organisation="X"))
        exchange.register.insert(records.Feedback(meeting_id=other, number=2, text="Giảm họp"))
    found = compare(exchange.register, other, [ReturnedFile(path, sheets_in(path))])
    assert [p.code for p in found.problems] == ["other-meeting"]


# --- any text survives ----------------------------------------------------------------------


ANY_TEXT = st.one_of(
    st.text(max_size=200),
    st.sampled_from(["=1+1", "'=1", '"', "''x", "+84", "@a", "-", "a\nb\n\nc", "\t=x", "👩‍🎓🇻🇳",
                     "_x000D_", "x" * 32_767, "😀" * 16_383, "  hai  ", "1", "30/6/2023", "TRUE",
                     "00123", "a\r\nb"]))


@settings(max_examples=25, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(opinions=st.lists(ANY_TEXT.filter(clean_text), min_size=1, max_size=6),
       answers=st.lists(ANY_TEXT.filter(clean_text), min_size=6, max_size=6),
       shuffle=st.randoms(use_true_random=False))
def test_shuffled_rows_of_any_text_change_nothing(register, meeting, tmp_path, opinions, answers,
                                                  shuffle):
    with register.operation("Write"):
        register.delete(records.Feedback, [
            o.id for o in register.find(records.Feedback)])
        unit = register.insert(records.Unit(meeting_id=meeting.id, name=f"Phòng {random.random()}"))
        for number, text in enumerate(opinions, 1):
            key = register.insert(records.Feedback(
                meeting_id=meeting.id, number=number, text=clean_text(text), addressed_ids=(unit,),
                due=clean_text(text)[:60].strip()))
            register.insert(records.Reply(
                meeting_id=meeting.id, unit_id=unit, text=clean_text(answers[number - 1]),
                speaker=clean_text(text)[:60], feedback_ids=(key,)))
    path, = (b.path for b in export_office_books(register, meeting.id, tmp_path, VI))
    sheet, = sheets_in(path)
    rows = list(sheet.rows)
    shuffle.shuffle(rows)
    kept = rows[: shuffle.randint(1, len(rows))]
    found = compare(register, meeting.id, [ReturnedFile(path, (replace(sheet, rows=tuple(kept)),))])
    assert found.differences == ()
    assert found.problems == ()
    for row in kept:
        number = int(row.values["number"])
        assert row.values["text"] == clean_text(opinions[number - 1])
        assert row.values["answer"] == clean_text(answers[number - 1])


# --- who has answered -----------------------------------------------------------------------


def test_who_has_answered(exchange):
    path = exchange.send()[0].path
    edit(path, (1, ANSWER, "Mở"), (2, ANSWER, "Giảm"))
    exchange.take()
    first, second = returned_queries.progress(exchange.register, exchange.id)
    assert (first.unit_id, first.asked, first.answered) == (exchange.units[0], 3, 2)
    assert first.last_at == exchange.register.now()
    assert (second.asked, second.answered, second.last_at) == (1, 0, None)
    assert queries.counts(exchange.register, exchange.id)["opinions"] == 3


def test_names_of_files_are_free_of_what_folders_refuse(register, meeting, tmp_path: Path):
    with register.operation("Write"):
        unit = register.insert(records.Unit(meeting_id=meeting.id, name='Phòng A/B: "C"'))
        register.insert(records.Feedback(meeting_id=meeting.id, number=1, text="x",
                                         addressed_ids=(unit,)))
    book, = export_office_books(register, meeting.id, tmp_path, VI)
    assert book.path.name == "Trả lời ý kiến - Phòng A B C (2023-06-30).xlsx"


# --- what was compared still holds ----------------------------------------------------------


def test_what_was_recorded_since_the_comparison_is_not_overwritten(exchange):
    path = exchange.send()[0].path
    edit(path, (1, ANSWER, "Sẽ mở"), (2, DUE, "1/8/2023"))
    chosen = exchange.compare(path).differences
    FeedbackService(exchange.register).reply(exchange.id, {
        "unit_id": exchange.units[0], "text": "Gõ trong lúc xem",
        "feedback_ids": (exchange.said[0],)})
    with pytest.raises(UserError) as refused:
        take_over(exchange.register, exchange.id, chosen, VI)
    assert refused.value.code == "changed-since"
    assert [reply.text for reply in exchange.replies(0)] == ["Gõ trong lúc xem"]
    assert exchange.register.get(records.Feedback, exchange.said[1]).due == "30/9/2023"


def test_a_due_date_recorded_since_is_not_overwritten(exchange):
    path = exchange.send()[0].path
    edit(path, (2, DUE, "1/8/2023"))
    chosen = exchange.compare(path).differences
    with exchange.register.operation("Edit"):
        exchange.register.update(records.Feedback, exchange.said[1], {"due": "2/8/2023"})
    with pytest.raises(UserError):
        take_over(exchange.register, exchange.id, chosen, VI)
    assert exchange.register.get(records.Feedback, exchange.said[1]).due == "2/8/2023"


def two_dues(exchange):
    first, second = (book.path for book in exchange.send())
    edit(first, (2, DUE, "1/8/2023"))
    edit(second, (1, DUE, "15/9/2023"))
    return exchange.compare()


def test_two_offices_that_name_two_due_dates_of_one_opinion_are_a_conflict(exchange):
    found = two_dues(exchange)
    assert [(d.returned, d.conflict, d.rival) for d in found.differences] == [
        ("1/8/2023", True, True), ("15/9/2023", True, True)]
    assert [problem.code for problem in found.problems] == ["said-otherwise"]


def test_of_two_due_dates_one_choice_leaves_the_other_out(exchange):
    one, other = two_dues(exchange).differences
    chosen = Chosen([one, other])
    chosen.take_all()
    assert len(chosen) == 0
    chosen.turn([one])
    assert list(chosen) == [one]
    chosen.turn([other])
    assert list(chosen) == [other]
    chosen.turn([one, other])
    assert list(chosen) == [other], "of both at once nothing is known"
    chosen.turn([other])
    assert len(chosen) == 0
    chosen.turn([one])
    chosen.keep_ours()
    assert len(chosen) == 0


def test_two_due_dates_are_never_taken_together(exchange):
    found = two_dues(exchange)
    with pytest.raises(UserError) as refused:
        take_over(exchange.register, exchange.id, found.differences, VI)
    assert refused.value.code == "rivals-chosen"
    assert exchange.register.get(records.Feedback, exchange.said[1]).due == "30/9/2023"


def test_what_was_chosen_is_not_turned_round_by_reading_again(exchange):
    one, _other = two_dues(exchange).differences
    take_over(exchange.register, exchange.id, [one], VI)
    found = exchange.compare()
    assert [(d.returned, d.conflict, d.rival) for d in found.differences] == [
        ("15/9/2023", True, True)]
    assert [problem.code for problem in found.problems] == ["said-otherwise"]
    taken = exchange.take(conflicts=False)
    assert taken.opinions == 0


def test_a_name_of_one_file_does_not_come_under_the_text_of_another(exchange):
    with exchange.register.operation("Reply"):
        exchange.register.insert(records.Reply(
            meeting_id=exchange.id, unit_id=exchange.units[0], text="Đã mở",
            feedback_ids=(exchange.said[0],)))
    first, second = exchange.send()[0].path, exchange.send()[0].path
    edit(first, (1, ANSWER, "Một"), (1, PERSON, "Bà Một"))
    edit(second, (1, ANSWER, "Hai"))
    found = exchange.compare(first, second).differences
    chosen, answers = Chosen(found), {d.returned: d for d in found}
    chosen.turn([answers["Hai"]])
    assert [d.returned for d in chosen] == ["Hai"]
    chosen.turn([answers["Một"], answers["Bà Một"]])
    assert sorted(d.returned for d in chosen) == ["Bà Một", "Một"]


def test_a_copy_that_says_the_same_and_less_adds_nothing(exchange):
    first, second = exchange.send()[0].path, exchange.send()[0].path
    edit(first, (1, ANSWER, "Mở"))
    edit(second, (1, ANSWER, "Mở"), (1, KIND, "Tiếp thu"), (1, DUE, date(2023, 8, 1)))
    edit(first, (1, DUE, "01/08/2023"))
    found = exchange.compare(first, second)
    assert [(d.field, d.kind, d.rival) for d in found.differences] == [
        ("due", "", False), ("answer", "accepted", False)]
    assert found.problems == ()


def test_two_offices_that_name_one_due_date_are_one_change(exchange):
    first, second = (book.path for book in exchange.send())
    edit(first, (2, DUE, "1/8/2023"))
    edit(second, (1, DUE, "1/8/2023"))
    found = exchange.compare()
    assert [(d.returned, d.conflict) for d in found.differences] == [("1/8/2023", False)]
    assert found.problems == ()


def test_an_answer_column_that_was_copied_hides_no_answer(exchange):
    path = exchange.send()[0].path
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(HEAD - 1, HEAD + 2):
        sheet.cell(row, 30).value = sheet.cell(row, ANSWER).value
    book.save(path)
    edit(path, (1, ANSWER, "Câu trả lời"))
    assert [d.returned for d in exchange.compare(path).differences] == ["Câu trả lời"]
    edit(path, (1, ANSWER, None), (1, 30, "Ở cột chép"))
    assert [d.returned for d in exchange.compare(path).differences] == ["Ở cột chép"]


def test_rows_of_another_register_are_not_taken_by_their_words(exchange):
    path = exchange.send()[0].path
    edit(path, (1, UID, "f" * 32), (1, UID + 1, "e" * 32), (1, DUE, "2/2/2023"))
    found = exchange.compare(path)
    assert found.differences == ()
    assert [problem.code for problem in found.problems] == ["other-meeting"]
