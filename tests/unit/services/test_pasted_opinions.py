"""Opinions pasted line by line."""

import pytest

from desktop_app.domain import records
from desktop_app.domain.list_table import ListKind
from desktop_app.services.pasted import has_headings
from desktop_app.services.pasted_opinions import (
    PastedOpinion,
    paste_opinions,
    pasted_opinions,
)
from desktop_app.services.workspace import Workspace
from desktop_app.store import queries


def opinions(work: Workspace, meeting: records.Meeting) -> list[records.Feedback]:
    return work.register.find(records.Feedback, queries.of_meeting(records.Feedback, meeting.id))


@pytest.mark.parametrize(("line", "found"), [
    ("1. Sửa nhà xe", PastedOpinion("Sửa nhà xe", "", "", "")),
    ("- Tăng phụ cấp, sửa mạng; mua máy", PastedOpinion(
        "Tăng phụ cấp, sửa mạng; mua máy", "", "", "")),
    ("7\tSửa mạng\tLê An\tKhoa Điện\tgấp\tlần 2", PastedOpinion(
        "Sửa mạng", "Lê An", "Khoa Điện", "gấp lần 2")),
    ("Sửa mạng\t\tKhoa Điện", PastedOpinion("Sửa mạng", "", "Khoa Điện", "")),
    ("12 phòng học thiếu đèn", PastedOpinion("12 phòng học thiếu đèn", "", "", "")),
])
def test_what_a_line_says(line: str, found: PastedOpinion):
    assert pasted_opinions(f"\n \t\n{line}\n3.\t\n") == [found]


def test_opinions_are_recorded_as_one_step(work: Workspace, meeting: records.Meeting):
    work.attendance.paste(meeting, "Lê An, Giảng viên, Khoa Điện")
    text = "Sửa nhà xe\tThS. Lê An\tKhoa Điện\nMua máy\tMột người khác\tKhoa Mới"
    assert paste_opinions(work.register, meeting, text) == 2
    first, second = opinions(work, meeting)
    person = work.attendance.people(meeting.id)[0].attendee
    assert (first.number, first.text, first.attendee_id, first.unit_id) == (
        1, "Sửa nhà xe", person.id, person.unit_id)
    assert (second.number, second.attendee_id, second.speaker) == (2, None, "Một người khác")
    assert [unit.name for unit in work.attendance.units(meeting.id)] == ["Khoa Điện", "Khoa Mới"]
    work.undo()
    assert opinions(work, meeting) == []
    assert [unit.name for unit in work.attendance.units(meeting.id)] == ["Khoa Điện"]


def test_nothing_of_a_line_is_lost(work: Workspace, meeting: records.Meeting):
    speaker, unit, note, long = "Ông " + "y" * 300, "Khoa " + "z" * 300, "n" * 200, "m" * 1200
    paste_opinions(work.register, meeting, f"Sửa\t{speaker}\t{unit}\t{note}\nMua\t\t\t{long}")
    first, second = opinions(work, meeting)
    kept = work.attendance.units(meeting.id)[0].name
    assert (first.speaker, kept) == (speaker[:250], unit[: len(kept)])
    assert first.remark == f"{speaker[250:]} {unit[len(kept):]} {note}"
    assert (second.text, second.remark) == (f"Mua {long}", "")


@pytest.mark.parametrize(("kind", "text", "table"), [
    (ListKind.FEEDBACK, "TT\tNội dung ý kiến\tNgười nêu\n1\tSửa nhà xe\tLê An", True),
    (ListKind.FEEDBACK, "Nội dung ý kiến: sửa nhà xe\nMua máy\tLê An", False),
    (ListKind.AGENDA, "CHƯƠNG TRÌNH\n\nTT\tNội dung\tSố phút\n1\tVăn nghệ\t15", True),
    (ListKind.ATTENDEES, "Lê An\tGiảng viên\tKhoa Điện", False),
    (ListKind.ATTENDEES, "STT\tHọ và tên\tĐơn vị\n1\tLê An\tKhoa Điện", True),
    (ListKind.ATTENDEES, "", False),
])
def test_a_table_with_headings_is_known(kind: ListKind, text: str, table: bool):
    assert has_headings(kind, text) is table
