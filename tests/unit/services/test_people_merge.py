"""A list against the register: what is compared and written, what comes back from ourselves."""

import random
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.list_table import ListKind
from desktop_app.domain.merging import Rule, Verdict
from desktop_app.domain.own_rows import own_note
from desktop_app.exchange.lists import lists_in
from desktop_app.i18n import Texts
from desktop_app.services.demo import write_demo
from desktop_app.services.exporting import export_workbook
from desktop_app.services.importing import (
    Choice,
    Decision,
    ListMerge,
    Merged,
    Overtaken,
    Preview,
    compare,
    import_list,
    merge_in_background,
    merge_list,
)
from desktop_app.store.register import Register

HEAD = "Họ tên,Đơn vị,Năm sinh,Chức vụ,Điện thoại"
AN = "Nguyễn Văn An,Khoa Cơ khí,1980,Giảng viên,0912345678"
BINH = "Trần Thị Bình,Khoa Điện,1985,Giảng viên,"


def previewed(folder: Path, *rows: str) -> Preview:
    path = folder / "list.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return Preview(path, ListKind.ATTENDEES, lists_in(path, ListKind.ATTENDEES))


def people(register: Register) -> dict[str, records.Attendee]:
    return {person.full_name: person for person in register.find(records.Attendee)}


def verdicts(merge: ListMerge) -> list[str]:
    return [str(row.verdict) for row in merge.rows]


@pytest.fixture
def listed(register: Register, meeting: records.Meeting, tmp_path: Path) -> Register:
    import_list(register, meeting.id, previewed(tmp_path, AN, BINH))
    return register


def test_changes_are_told_cell_by_cell(listed: Register, meeting: records.Meeting,
                                       tmp_path: Path) -> None:
    row = "NGUYỄN VĂN AN,khoa co khi,,Trưởng khoa,0912 345 678"
    merge = compare(listed, meeting.id, previewed(tmp_path, row))
    assert verdicts(merge) == ["changed"]
    assert merge.rows[0].match.rule is Rule.NAME
    assert [tuple(change) for change in merge.rows[0].changes] == [
        ("position", "Giảng viên", "Trưởng khoa")]
    assert [merge.held[key]["full_name"] for key in merge.missing] == ["Trần Thị Bình"]


def test_changes_are_written_as_one_step(listed: Register, meeting: records.Meeting,
                                         tmp_path: Path) -> None:
    rows = ("Nguyễn Văn An,Khoa Cơ khí,1980,Trưởng khoa,", "Lê Văn Cường,Khoa Mới,,,")
    result = import_list(listed, meeting.id, previewed(tmp_path, *rows))
    assert (len(result.added), len(result.changed), result.units_added) == (1, 1, ("Khoa Mới",))
    assert people(listed)["Nguyễn Văn An"].position == "Trưởng khoa"
    assert people(listed)["Nguyễn Văn An"].phone == "0912345678"
    listed.undo()
    assert {name: one.position for name, one in people(listed).items()} == {
        "Nguyễn Văn An": "Giảng viên", "Trần Thị Bình": "Giảng viên"}


def test_empty_cells_erase_only_where_that_is_wanted(
        listed: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    found = previewed(tmp_path, "Nguyễn Văn An,,,,", BINH)
    assert verdicts(compare(listed, meeting.id, found)) == ["same", "same"]
    merge = compare(listed, meeting.id, found, erase=True)
    assert verdicts(merge) == ["changed", "same"]
    merge_list(listed, meeting.id, merge)
    an = people(listed)["Nguyễn Văn An"]
    assert (an.unit_id, an.birth_year, an.position, an.phone) == (None, None, "", "")


def test_a_row_is_kept_out_or_added_beside(listed: Register, meeting: records.Meeting,
                                           tmp_path: Path) -> None:
    found = previewed(tmp_path, "Nguyễn Văn An,Khoa Cơ khí,1980,Trưởng khoa,",
                      "Trần Thị Bình,Khoa Điện,1985,Phó khoa,")
    decisions = {(0, 2): Decision(Choice.KEEP), (0, 3): Decision(Choice.BOTH)}
    result = import_list(listed, meeting.id, found, decisions)
    assert (len(result.added), result.changed) == (1, ())
    assert sorted(p.position for p in listed.find(records.Attendee)) == [
        "Giảng viên", "Giảng viên", "Phó khoa"]


def test_a_doubtful_row_becomes_who_was_chosen(listed: Register, meeting: records.Meeting,
                                               tmp_path: Path) -> None:
    found = previewed(tmp_path, "Nguyễn Văn An,Khoa Cơ khí,1981,,")
    merge = compare(listed, meeting.id, found)
    assert (verdicts(merge), len(merge_list(listed, meeting.id, merge).doubtful)) == (
        ["doubtful"], 1)
    [key] = merge.rows[0].match.candidates
    merge_list(listed, meeting.id, merge, {(0, 2): Decision(Choice.TAKE, key)})
    assert people(listed)["Nguyễn Văn An"].birth_year == 1981


def test_nobody_is_chosen_twice(listed: Register, meeting: records.Meeting,
                                tmp_path: Path) -> None:
    merge = compare(listed, meeting.id, previewed(
        tmp_path, "Nguyễn Văn An,Khoa Cơ khí,1979,,", "Nguyễn Văn An,Khoa Cơ khí,1981,,"))
    [key] = merge.rows[0].match.candidates
    both = {(0, row): Decision(Choice.TAKE, key) for row in (2, 3)}
    with pytest.raises(UserError) as caught:
        merge_list(listed, meeting.id, merge, both)
    assert caught.value.code == "chosen-twice"


def test_who_is_no_longer_on_the_list_stays_unless_chosen(
        listed: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    merge = compare(listed, meeting.id, previewed(tmp_path, AN))
    assert merge.count(Verdict.MISSING) == 1
    merge_list(listed, meeting.id, merge)
    assert set(people(listed)) == {"Nguyễn Văn An", "Trần Thị Bình"}
    merge_list(listed, meeting.id, merge, removed=merge.missing)
    assert set(people(listed)) == {"Nguyễn Văn An"}
    listed.undo()
    assert set(people(listed)) == {"Nguyễn Văn An", "Trần Thị Bình"}


def test_somebody_removed_meanwhile_is_said_and_nothing_is_written(
        listed: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    merge = compare(listed, meeting.id, previewed(
        tmp_path, "Nguyễn Văn An,Khoa Cơ khí,1980,Trưởng khoa,", "Lê Văn Cường,,,,"))
    with listed.operation("Edit"):
        listed.delete(records.Attendee, [merge.rows[0].match.key])
    with pytest.raises(UserError) as caught:
        merge_list(listed, meeting.id, merge)
    assert caught.value.code == "record-gone"
    assert set(people(listed)) == {"Trần Thị Bình"}


# --- in the background -----------------------------------------------------------------------


def test_a_merge_on_another_connection_is_one_step_of_this_one(
        listed: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    row = "Nguyễn Văn An,Khoa Cơ khí,1980,Trưởng khoa,0999999999"
    merge = compare(listed, meeting.id, previewed(tmp_path, row))
    left = {(0, 2): Decision(Choice.TAKE, 0, frozenset({"phone"}))}
    done = merge_in_background(listed.path, meeting.id, merge, left, ())
    assert isinstance(done, Merged)
    assert done.changes
    assert done.changes.touched("attendee").updated == {merge.rows[0].match.key}
    an = people(listed)["Nguyễn Văn An"]
    assert (an.position, an.phone) == ("Trưởng khoa", "0912345678")
    listed.undo()
    assert people(listed)["Nguyễn Văn An"].position == "Giảng viên"


@pytest.mark.parametrize("edit", [
    {"position": "Vừa sửa"}, {"birth_year": 1999}, {"full_name": "Người Khác"}])
def test_what_was_edited_meanwhile_stops_the_merge(
        listed: Register, meeting: records.Meeting, tmp_path: Path,
        edit: dict[str, object]) -> None:
    merge = compare(listed, meeting.id, previewed(
        tmp_path, "Nguyễn Văn An,Khoa Cơ khí,1980,Trưởng khoa,"))
    with listed.operation("Edit"):
        listed.update(records.Attendee, merge.rows[0].match.key, edit)
    before = listed.find(records.Attendee)
    done = merge_in_background(listed.path, meeting.id, merge, {}, ())
    assert isinstance(done, Overtaken)
    assert list(done.places) == [(0, 2)]
    assert listed.find(records.Attendee) == before


def test_what_the_register_says_by_now_as_well_does_not_stop_a_merge(
        listed: Register, meeting: records.Meeting, tmp_path: Path) -> None:
    merge = compare(listed, meeting.id, previewed(
        tmp_path, "Nguyễn Văn An,Khoa Cơ khí,1980,Trưởng khoa,", "Lê Văn Cường,,,,"))
    with listed.operation("Edit"):
        listed.update(records.Attendee, merge.rows[0].match.key, {"position": "Trưởng khoa"})
    done = merge_in_background(listed.path, meeting.id, merge, {}, ())
    assert isinstance(done, Merged)
    assert (len(done.result.added), done.result.changed) == (1, ())


def test_a_cancelled_merge_leaves_nothing(listed: Register, meeting: records.Meeting,
                                          tmp_path: Path) -> None:
    merge = compare(listed, meeting.id, previewed(tmp_path, "Lê Văn Cường,Khoa Mới,,,"))
    steps = len(listed.journal.history(500))
    with pytest.raises(UserError) as told:
        merge_in_background(listed.path, meeting.id, merge, {}, (), cancelled=lambda: True)
    assert told.value.code == "cancelled"
    assert len(listed.journal.history(500)) == steps
    assert set(people(listed)) == {"Nguyễn Văn An", "Trần Thị Bình"}


def test_a_merge_tells_how_far_it_is(listed: Register, meeting: records.Meeting,
                                     tmp_path: Path) -> None:
    rows = [f"Lê Văn {number},Khoa Mới,,," for number in range(1200)]
    merge = compare(listed, meeting.id, previewed(tmp_path, *rows, "Nguyễn Văn An,Khoa Cơ khí,,P,"))
    told: list[tuple[int, int]] = []
    merge_in_background(listed.path, meeting.id, merge, {}, (),
                        progress=lambda *done: told.append(done))
    assert told == [(done, 1201) for done in (0, 500, 1000, 1200, 1201)]


# --- our own workbook ------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
def test_our_own_workbook_comes_back_without_a_change(
        register: Register, tmp_path: Path, language: str) -> None:
    meeting_id = write_demo(register)
    steps = len(register.journal.history(500))
    book = export_workbook(register, meeting_id, tmp_path / "out", Texts.of(language))
    found = Preview(book, ListKind.ATTENDEES, lists_in(book, ListKind.ATTENDEES))
    merge = compare(register, meeting_id, found)
    assert {row.verdict for row in merge.rows} == {Verdict.SAME}
    assert {row.match.rule for row in merge.rows} == {Rule.ROW_CODE}
    assert (len(merge.rows), merge.missing) == (150, ())
    result = merge_list(register, meeting_id, merge)
    assert (result.added, result.changed) == ((), ())
    assert len(register.journal.history(500)) == steps


def test_our_own_workbook_re_sorted_and_edited(register: Register, tmp_path: Path) -> None:
    meeting_id = write_demo(register)
    book = export_workbook(register, meeting_id, tmp_path / "out", Texts.of("vi"))
    file = openpyxl.load_workbook(book)
    sheet = file["Đại biểu"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6, max_row=155)]
    random.Random(2).shuffle(rows)
    name, rows[0][3] = rows[0][1], "Chức vụ mới"
    gone = rows.pop()[1]
    for row, values in enumerate(rows, 6):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value
    for column in range(1, len(rows[0]) + 1):
        sheet.cell(155, column).value = None
    file.save(book)
    found = Preview(book, ListKind.ATTENDEES, lists_in(book, ListKind.ATTENDEES))
    merge = compare(register, meeting_id, found)
    [changed] = [row for row in merge.rows if row.verdict is not Verdict.SAME]
    assert (changed.name, [change.after for change in changed.changes]) == (name, ["Chức vụ mới"])
    assert [merge.held[key]["full_name"] for key in merge.missing] == [gone]


@pytest.mark.parametrize(("text", "note"), [
    ("Đoàn chủ tịch", ""), ("Presidium; ốm; 07:30–08:00, 09:00–…; ghi chú; khác", "ghi chú; khác"),
    ("ốm", ""), ("ghi chú", "ghi chú"), ("07:30–08:00", ""), ("", ""),
])
def test_the_remark_of_our_own_workbook_is_taken_apart(text: str, note: str) -> None:
    assert own_note(text, "presidium", "ốm") == note
