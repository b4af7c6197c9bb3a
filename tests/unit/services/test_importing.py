"""From a file to records: preview, JSON, importing as one step, nothing twice."""

import json
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import MeetingForm, MeetingStatus
from desktop_app.domain.list_table import REMARKS, ListKind, Remark
from desktop_app.exchange.lists import lists_in
from desktop_app.i18n import Texts
from desktop_app.services import importing
from desktop_app.services.importing import (
    Choice,
    Decision,
    Preview,
    import_list,
    preview,
    problem_text,
    to_json,
)
from desktop_app.store import queries
from desktop_app.store.register import Register

ENGLISH = Texts.of("en")
PEOPLE = """STT,Họ và tên,Đơn vị,Năm sinh,Mã CB
1,Nguyễn Văn An,Khoa Cơ khí,1980,A1
2,Trần Thị Bình,Khoa Điện,,
3,Lê Văn Cường,KHOA CO KHI,1990,
"""


def previewed(folder: Path, text: str, kind: ListKind = ListKind.ATTENDEES) -> Preview:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return Preview(path, kind, lists_in(path, kind))


def people(register: Register) -> list[records.Attendee]:
    return register.find(records.Attendee, order=queries.by_number(records.Attendee))


def units(register: Register) -> list[tuple[str, int]]:
    return [(unit.name, unit.rank) for unit in register.find(records.Unit)]


# --- preview --------------------------------------------------------------------------------


def test_the_answer_has_the_promised_form(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("STT,Họ và tên,Đơn vị\n1,Lê An,Khoa Điện\nx,,Khoa Điện\n", encoding="utf-8")
    answer = to_json(preview(path, "attendees"), ENGLISH)
    assert json.loads(json.dumps(answer)) == {"file": str(path), "tables": [{
        "sheet": "list", "header_row": 1,
        "columns": {"number": [1], "full_name": [2], "unit": [3]},
        "people": [{"row": 2, "number": 1, "full_name": "Lê An", "unit": "Khoa Điện"}],
        "problems": [{"row": 3, "column": 2, "code": "blank", "message": "Full name is missing."}],
        "repairs": [], "notes": []}]}


@pytest.mark.parametrize(("kind", "heading", "key"), [
    (ListKind.AGENDA, "Thời gian,Nội dung\n7h30 - 8h00,Đón tiếp", "items"),
    (ListKind.FEEDBACK, "Người góp ý,Ý kiến\nLê An,Sửa nhà xe", "opinions"),
])
def test_the_other_kinds_answer_too(tmp_path: Path, kind: ListKind, heading: str,
                                    key: str) -> None:
    answer = to_json(previewed(tmp_path, heading, kind), ENGLISH)
    (table,) = answer["tables"]  # type: ignore[misc]
    assert [row["row"] for row in table[key]] == [2]
    assert json.dumps(answer)


def test_sheets_that_were_not_read_are_said(tmp_path: Path) -> None:
    found = previewed(tmp_path, PEOPLE)
    lists = replace(found.lists, sheets_without_list=("Mã",), hidden_sheets=("Ẩn",),
                    left_out=(("Sheet1", 9, 8),))
    assert to_json(replace(found, lists=lists), ENGLISH)["notes"] == [
        "No list was found in the sheet Mã.", "The hidden sheet Ẩn was not read.",
        "Sheet Sheet1, row 9, column 8: this cell lies far from the list and was not read."]


@pytest.mark.parametrize("code", REMARKS)
def test_every_remark_can_be_said(code: str) -> None:
    params = {"value": "v", "name": "n", "other": 2, "unit": "u", "date": "d",
              "before": "b", "after": "a", "count": 5}
    assert problem_text(Remark(1, 1, code, "Unit", params), ENGLISH)


def test_a_file_that_cannot_be_read_has_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        preview(tmp_path / "none.xlsx", ListKind.ATTENDEES)
    assert str(tmp_path) in caught.value.sentence(ENGLISH)


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        preview(tmp_path / "list.csv", ListKind.ATTENDEES, cancelled=lambda: True)
    assert caught.value.code == "cancelled"


# --- people ---------------------------------------------------------------------------------


def test_people_and_their_units_come_in_as_one_step(
        register: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    with register.operation("Add unit {name}", name="x"):
        register.insert(records.Unit(meeting_id=meeting.id, name="Khoa Điện", rank=7))
    result = import_list(register, meeting.id, previewed(tmp_path, PEOPLE))
    assert (len(result.added), result.units_added, result.skipped) == (3, ("Khoa Cơ khí",), ())
    assert units(register) == [("Khoa Điện", 7), ("Khoa Cơ khí", 8)]
    added = people(register)
    assert [(p.number, p.full_name, p.kind) for p in added] == [
        (1, "Nguyễn Văn An", "elected"), (2, "Trần Thị Bình", "elected"),
        (3, "Lê Văn Cường", "elected")]
    assert added[0].unit_id == added[2].unit_id != added[1].unit_id
    register.undo()
    assert (people(register), units(register)) == ([], [("Khoa Điện", 7)])


def test_the_same_list_again_adds_nothing_and_leaves_no_step(
        register: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    found = previewed(tmp_path, PEOPLE)
    import_list(register, meeting.id, found)
    steps = len(register.journal.history(10))
    again = import_list(register, meeting.id, found)
    assert (again.added, again.units_added) == ((), ())
    assert [(s.sheet, s.row, s.name) for s in again.skipped] == [
        ("list", 2, "Nguyễn Văn An"), ("list", 3, "Trần Thị Bình"), ("list", 4, "Lê Văn Cường")]
    assert (len(people(register)), len(register.journal.history(10))) == (3, steps)


@pytest.mark.parametrize(("row", "verdict"), [
    ("9,NGUYEN VAN AN,khoa co khi,1980,", "same"),
    ("9,Nguyễn Văn An,Khoa Cơ khí,,", "same"),
    ("9,Trần Văn An,Khoa Điện,1950,a1", "changed"),
    ("9,Tên Khác,Khoa Điện,1950,a1", "doubtful"),
    ("9,Trần Thị Bình,Khoa Điện,,a1", "doubtful"),
    ("9,Nguyễn Văn An,Khoa Cơ khí,1981,", "doubtful"),
    ("9,Nguyễn Văn An,Khoa Cơ khí,1980,B2", "new"),
    ("9,Nguyễn Văn An,Khoa Điện,1980,", "doubtful"),
    ("9,Nguyễn Văn An,Khoa Điện,,", "new"),
])
def test_who_is_on_the_list_already(register: Register, meeting: records.Meeting, tmp_path: Path,
                                    row: str, verdict: str) -> None:
    import_list(register, meeting.id, previewed(tmp_path, PEOPLE))
    header = PEOPLE.splitlines()[0]
    result = import_list(register, meeting.id, previewed(tmp_path, f"{header}\n{row}\n"))
    counts = {"new": len(result.added), "same": len(result.skipped),
              "changed": len(result.changed), "doubtful": len(result.doubtful)}
    assert {name for name, count in counts.items() if count} == {verdict}


def test_somebody_twice_in_the_list_comes_in_once(
        register: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    twice = "Họ tên,Đơn vị\nLê An,Khoa Điện\nLê An,Khoa Điện\nLê An,Khoa mới\nLê An,Khoa Mới\n"
    result = import_list(register, meeting.id, previewed(tmp_path, twice))
    assert [s.row for s in result.doubtful] == [3, 4]
    assert result.units_added == ("Khoa Điện", "Khoa Mới")


def test_numbers_are_kept_where_they_are_free(
        register: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    import_list(register, meeting.id, previewed(tmp_path, "STT,Họ tên\n2,Lê An\n"))
    more = "STT,Họ tên\n1,Lê Bình\n2,Lê Chi\n,Lê Dung\n9,Lê Em\n"
    import_list(register, meeting.id, previewed(tmp_path, more))
    assert {p.full_name: p.number for p in people(register)} == {
        "Lê Bình": 1, "Lê An": 2, "Lê Em": 9, "Lê Chi": 10, "Lê Dung": 11}


def test_a_list_that_counts_each_unit_from_one_is_numbered_through(
        register: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    text = "STT,Họ tên\nI,Khoa Điện\n1,Lê An\nII,Khoa Cơ khí\n1,Lê Bình\n2,Lê Chi\n"
    import_list(register, meeting.id, previewed(tmp_path, text))
    assert [(p.number, p.full_name) for p in people(register)] == [
        (1, "Lê An"), (2, "Lê Bình"), (3, "Lê Chi")]


def test_rows_that_are_left_out_do_not_come_in(
        register: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    left = {(0, 2): Decision(Choice.KEEP), (0, 4): Decision(Choice.KEEP)}
    result = import_list(register, meeting.id, previewed(tmp_path, PEOPLE), left)
    assert [p.full_name for p in people(register)] == ["Trần Thị Bình"]
    assert (len(result.added), result.units_added, result.skipped) == (1, ("Khoa Điện",), ())


def test_people_of_a_plenary_conference_are_members(
        register: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    with register.operation("Edit conference {name}", name="x"):
        register.update(records.Meeting, meeting.id, {"form": MeetingForm.PLENARY.value})
    import_list(register, meeting.id,
                  previewed(tmp_path, "Họ tên,Loại đại biểu\nLê An,\nLê Bình,khách mời\n"))
    assert [p.kind for p in people(register)] == ["member", "guest"]


def test_an_unknown_meeting_is_said(register: Register, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        import_list(register, 99, previewed(tmp_path, PEOPLE))
    assert caught.value.code == "meeting-missing"


# --- agenda and opinions --------------------------------------------------------------------

AGENDA = """Thời gian,Nội dung,Người thực hiện
7h30 - 8h00,Đón tiếp,Ban tổ chức
8h00,Chào cờ,
8h10,Thảo luận,Đoàn chủ tịch
9h00 - 9h30,Giải lao,
10h00,Bế mạc,
"""


def test_agenda_items_get_their_minutes_and_only_the_starts_they_need(
        register: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    found = previewed(tmp_path, AGENDA, ListKind.AGENDA)
    assert len(import_list(register, meeting.id, found).added) == 5
    items = register.find(records.AgendaItem, order=queries.by_number(records.AgendaItem))
    assert [(i.number, i.title, i.minutes, i.fixed_start) for i in items] == [
        (1, "Đón tiếp", 30, None), (2, "Chào cờ", 10, None), (3, "Thảo luận", 50, None),
        (4, "Giải lao", 30, None), (5, "Bế mạc", None, time(10))]
    again = import_list(register, meeting.id, found)
    assert (again.added, len(again.skipped)) == ((), 5)
    register.undo()
    assert register.find(records.AgendaItem) == []


OPINIONS = """Người góp ý,Đơn vị,Lĩnh vực,Nội dung ý kiến,Đơn vị trả lời
ThS. Lê Ân,Khoa Điện,NCKH,Rút ngắn thủ tục,Phòng KH-TC; Phòng KHCN
Người lạ,,NCKH; Đời sống,Sửa nhà xe,
"""


def test_opinions_find_their_speakers_units_and_themes(
        register: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    with register.operation("Add {name}", name="x"):
        key = register.insert(records.Attendee(meeting_id=meeting.id, full_name="Lê Ân"))
    found = previewed(tmp_path, OPINIONS, ListKind.FEEDBACK)
    result = import_list(register, meeting.id, found)
    assert result.units_added == ("Khoa Điện", "Phòng KH-TC", "Phòng KHCN")
    first, second = register.find(records.Feedback)
    assert (first.number, first.attendee_id, first.speaker, first.channel) == (1, key, "", "before")
    assert (second.number, second.attendee_id, second.speaker) == (2, None, "Người lạ")
    assert (len(first.addressed_ids), len(first.theme_ids), len(second.theme_ids)) == (2, 1, 2)
    assert first.theme_ids[0] == second.theme_ids[0]
    again = import_list(register, meeting.id, found)
    assert (again.added, [s.name for s in again.skipped]) == (
        (), ["Rút ngắn thủ tục", "Sửa nhà xe"])
    register.undo()
    assert (register.find(records.Feedback), register.find(records.Theme)) == ([], [])


def test_opinions_of_a_running_conference_were_spoken(
        register: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    with register.operation("Edit conference {name}", name="x"):
        register.update(records.Meeting, meeting.id, {"status": MeetingStatus.LIVE.value})
    import_list(register, meeting.id, previewed(tmp_path, OPINIONS, ListKind.FEEDBACK))
    assert {o.channel for o in register.find(records.Feedback)} == {"spoken"}


def test_the_door_offers_what_the_other_layers_use() -> None:
    assert all(hasattr(importing, name) for name in importing.__all__)
