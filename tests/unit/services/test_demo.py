from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.domain import records
from desktop_app.domain.kinds import OFFICIAL_KINDS, MeetingStatus
from desktop_app.domain.names import name_sort_key
from desktop_app.domain.vietnamese import clean_line
from desktop_app.services.demo import demo_source, write_demo, write_synthetic
from desktop_app.services.registers import create_register
from desktop_app.store.register import Register

NINE = datetime(2023, 6, 30, 9, 0)
TEN = datetime(2023, 6, 30, 10, 0)


@pytest.fixture
def register(tmp_path: Path):
    with create_register(tmp_path / "demo.db") as opened:
        yield opened


@pytest.fixture
def demo(register: Register) -> Register:
    write_demo(register)
    return register


def _summoned(register: Register) -> list[records.Attendee]:
    return [a for a in register.find(records.Attendee) if a.summoned and a.kind in OFFICIAL_KINDS]


def _present(register: Register, moment: datetime) -> int:
    return sum(1 for span in register.find(records.PresenceSpan)
               if span.came_at and span.came_at <= moment
               and (span.left_at is None or span.left_at > moment))


def _units(register: Register) -> dict[int, str]:
    return {unit.id: unit.name for unit in register.find(records.Unit)}


def test_the_conference_is_the_one_of_the_article(demo: Register):
    meeting = demo.get(records.Meeting, 1)
    assert meeting.title == "Hội nghị viên chức, người lao động năm học 2023-2024"
    assert meeting.organisation == "Trường Đại học Kỹ thuật Công nghiệp"
    assert (meeting.venue, meeting.superior) == ("Hội trường lớn", "")
    assert meeting.starts_at == datetime(2023, 6, 30, 7, 30)
    assert (meeting.reviewed_period, meeting.planned_period) == ("2022-2023", "2023-2024")
    assert meeting.status == MeetingStatus.CLOSED
    assert meeting.opened_at is not None
    assert meeting.closed_at is not None


def test_quorum_figures(demo: Register):
    summoned = len(_summoned(demo))
    assert summoned == len(demo.find(records.Attendee)) == 150
    assert _present(demo, NINE) == 138
    assert _present(demo, TEN) == 137
    assert -(-2 * summoned // 3) == 100


def test_absences(demo: Register):
    people = demo.find(records.Attendee)
    came = {span.attendee_id for span in demo.find(records.PresenceSpan)}
    excused = [a for a in people if a.excused]
    assert len(excused) == 9
    assert all(a.excuse_reason for a in excused)
    assert not came & {a.id for a in excused}
    assert len([a for a in people if a.id not in came and not a.excused]) == 3


def test_the_eight_people_that_the_domain_names(demo: Register):
    units = _units(demo)
    people = sorted(demo.find(records.Attendee), key=lambda a: a.number or 0)[:8]
    assert [(a.number, a.full_name, a.position, units[a.unit_id or 0]) for a in people] == [
        (1, "Nguyễn Đình Ổn", "Hiệu trưởng", "Ban Giám hiệu"),
        (2, "Đặng Thị Ánh", "Chủ tịch Công đoàn", "Công đoàn"),
        (3, "Trần Văn Đức", "Trưởng khoa", "Khoa Cơ khí"),
        (4, "Lê Thị Ân", "Giảng viên", "Khoa Điện"),
        (5, "Hoàng An", "Trưởng phòng", "Phòng Khoa học - Công nghệ và HTQT"),
        (6, "Phạm Thị Dung", "Chuyên viên", "Phòng Đào tạo"),
        (7, "Vũ Thùy Dũng", "Trưởng phòng", "Phòng Kế hoạch - Tài chính"),
        (8, "Nông Văn Ăn", "Nhân viên", "Trung tâm Thực nghiệm"),
    ]
    by_name = sorted(people, key=lambda a: name_sort_key(a.full_name, a.given))
    assert [a.full_name.split()[-1] for a in by_name] == \
        ["An", "Ánh", "Ăn", "Ân", "Dung", "Dũng", "Đức", "Ổn"]


def test_numbers_run_and_namesakes_sit_in_different_units(demo: Register):
    people = demo.find(records.Attendee)
    assert sorted(a.number or 0 for a in people) == list(range(1, 151))
    namesakes = [a for a in people if a.full_name == "Nguyễn Văn Hùng"]
    assert len({a.unit_id for a in namesakes}) == 2
    assert len({a.full_name for a in people}) == 149
    assert {"H'Hen Niê", "Y Ban Niê"} <= {a.full_name for a in people}


def test_the_agenda_follows_its_plan(demo: Register):
    items = demo.find(records.AgendaItem)
    assert [i.minutes for i in items] == [30, 10, 10, 30, 15, 20, 10, 60, 30, 15, 10]
    assert [i.legal_tag for i in items] == [None, None, None, 1, 2, 1, 5, 3, 4, 6, 6]
    spans = demo.find(records.ItemSpan)
    assert [s.item_id for s in spans] == [i.id for i in items]
    assert [s.closed_at for s in spans[:-1]] == [s.opened_at for s in spans[1:]]


def test_opinions_and_who_answered_them(demo: Register):
    opinions = {f.id: f for f in demo.find(records.Feedback)}
    units, people = _units(demo), {a.id: a.full_name for a in demo.find(records.Attendee)}
    assert [(f.number, people.get(f.attendee_id or 0, "")) for f in opinions.values()] == [
        (1, "Lê Thị Ân"), (2, "Trần Văn Đức"), (3, "Phạm Thị Dung"), (4, ""),
        (5, "Nông Văn Ăn"), (6, "Hoàng An")]
    answered = sorted((opinions[key].number, units[r.unit_id or 0], r.kind)
                      for r in demo.find(records.Reply) for key in r.feedback_ids)
    assert answered == [
        (1, "Phòng Khoa học - Công nghệ và HTQT", "accepted"),
        (1, "Phòng Kế hoạch - Tài chính", "accepted"),
        (2, "Phòng Đào tạo", "explained"),
        (3, "Phòng Hành chính - Tổ chức", "accepted"),
        (4, "Phòng Hành chính - Tổ chức", "forwarded"),
        (5, "Phòng Quản trị - Phục vụ", "accepted"),
        (6, "Phòng Khoa học - Công nghệ và HTQT", "accepted"),
    ]
    assert [f.due for f in opinions.values() if f.due] == ["30/9/2023", "31/12/2023", "15/8/2023"]
    assert [f.unnamed for f in opinions.values()] == [False, False, False, True, False, False]


def test_everybody_speaks_while_in_the_room_and_during_the_discussion(demo: Register):
    spans = {span.attendee_id: span for span in demo.find(records.PresenceSpan)}
    discussion = demo.find(records.ItemSpan)[7]
    turns = demo.find(records.SpeakingTurn)
    assert len(turns) == 6
    for turn in turns:
        span = spans[turn.attendee_id or 0]
        assert span.came_at < turn.began_at < turn.ended_at <= (span.left_at or turn.ended_at)
        assert discussion.opened_at <= turn.began_at <= discussion.closed_at


def test_the_demo_is_one_step_that_can_be_undone(demo: Register):
    demo.undo()
    for record_type in records.RECORD_TYPES:
        assert demo.find(record_type) == []
    assert demo.journal.undo_label() is None


def test_all_texts_are_clean_and_short_enough(demo: Register):
    for record_type in records.RECORD_TYPES:
        for record in demo.find(record_type):
            for field in fields(record):
                value = getattr(record, field.name)
                if isinstance(value, str):
                    assert value == clean_line(value)
                    assert len(value) <= field.metadata.get("limit", 100_000)


def test_the_source_names_nothing_that_is_missing():
    source = demo_source()
    units = {row["short_name"] for row in source["units"]}
    assert {row["unit"] for row in source["attendees"]} == units


def test_synthetic_numbers_are_spread_over_the_meetings(register: Register):
    first, second, third = write_synthetic(register, attendees=31, opinions=50, meetings=3)
    people = [a.meeting_id for a in register.find(records.Attendee)]
    opinions = [f.meeting_id for f in register.find(records.Feedback)]
    assert [people.count(key) for key in (first, second, third)] == [11, 10, 10]
    assert [opinions.count(key) for key in (first, second, third)] == [17, 17, 16]
    meetings = register.find(records.Meeting)
    assert [m.status for m in meetings] == ["live", "closed", "closed"]
    assert [m.starts_at.year for m in meetings if m.starts_at] == [2023, 2022, 2021]
    assert "2021-2022" in meetings[2].title


def test_synthetic_opinions_differ_and_four_in_ten_are_answered(register: Register):
    write_synthetic(register, attendees=40, opinions=1000)
    opinions = register.find(records.Feedback)
    assert [f.number for f in opinions] == list(range(1, 1001))
    assert len({f.text for f in opinions}) > 950
    answered = {key for reply in register.find(records.Reply) for key in reply.feedback_ids}
    assert {f.id for f in opinions if f.status != "new"} == answered
    assert 350 <= len(answered) <= 450
    assert all(f.theme_ids and f.addressed_ids for f in opinions)


def test_the_same_seed_writes_the_same(register: Register, tmp_path: Path):
    write_synthetic(register, attendees=30, opinions=60, meetings=2, seed=7)
    with create_register(tmp_path / "other.db") as other:
        write_synthetic(other, attendees=30, opinions=60, meetings=2, seed=7)
        for record_type in records.RECORD_TYPES:
            assert _without_uid(register, record_type) == _without_uid(other, record_type)


def _without_uid(register: Register, record_type: type) -> list[object]:
    return [replace(record, uid="") for record in register.find(record_type)]


@pytest.mark.parametrize(("attendees", "opinions"), [(0, 0), (0, 3), (3, 0), (1, 1)])
def test_small_synthetic_registers(register: Register, attendees: int, opinions: int):
    write_synthetic(register, attendees=attendees, opinions=opinions)
    assert len(register.find(records.Attendee)) == attendees
    assert len(register.find(records.Feedback)) == opinions
