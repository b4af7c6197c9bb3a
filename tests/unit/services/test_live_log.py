"""The live log keeps lines between readings; it must never show a stale one."""

from collections.abc import Callable

import pytest

from desktop_app.domain import records
from desktop_app.services.session import Context, LogEntry
from desktop_app.services.workspace import Workspace
from tests.conftest import Clock

LIMIT = 8


@pytest.fixture
def read(work: Workspace, meeting: records.Meeting, people) -> Callable[[], list[LogEntry]]:
    """Reads the log twice, also as if for the first time, and gives it."""
    def read_both() -> list[LogEntry]:
        now = work.meetings.get(meeting.id)
        found = work.session.log(now, LIMIT)
        assert found == Workspace(work.register).session.log(now, LIMIT)
        return found

    work.agenda.add(meeting.id, {"title": "Thảo luận", "kind": "discussion"})
    work.agenda.open_next(meeting.id)
    read_both()
    return read_both


@pytest.fixture
def context(work: Workspace, meeting: records.Meeting, read) -> Context:
    return Context(meeting.id, work.agenda.current(meeting.id))


def test_each_step_of_a_conference_shows(work: Workspace, context: Context, read, people,
                                         clock: Clock):
    work.feedback.add_theme(context.meeting_id, "Nghiên cứu")
    opinion = work.session.capture("/y @Trần Văn Đức rút ngắn thủ tục", context).id
    assert [e.themes for e in read() if e.kind == "opinion"] == [()]
    work.editor.set_field(records.Feedback, opinion, "theme_ids", (1,))
    assert [e.themes for e in read() if e.kind == "opinion"] == [("Nghiên cứu",)]
    clock.advance(minutes=1)
    work.session.capture("/t tiếp thu", Context(context.meeting_id, context.item, opinion))
    assert read()[-1].numbers == (1,)
    work.editor.set_field(records.Attendee, people["Đức"].id, "full_name", "Trần Đức")
    assert "Trần Đức" in [e.who for e in read()]
    work.attendance.arrive(people["Đức"], clock.advance(minutes=1))
    assert read()[-1].kind == "person-came"
    work.feedback.delete([opinion])
    assert read()[-2].numbers == ()


def test_undo_and_redo_show(work: Workspace, context: Context, read, clock: Clock):
    for number in range(2 * LIMIT):
        clock.advance(minutes=1)
        work.session.capture(f"/n lần {number}", context)
        read()
    for step in [work.undo] * 3 + [work.redo] * 2:
        step()
        read()
    assert [e.text for e in read()][-1] == f"lần {2 * LIMIT - 2}"


def test_lines_that_follow_are_added_and_others_find_their_place(
        work: Workspace, context: Context, read, people, clock: Clock):
    clock.advance(minutes=1)
    for number in range(2 * LIMIT):
        if number % 3:
            clock.advance(minutes=1)
        work.session.capture(f"{'/n' if number % 2 else '/y'} @Trần Văn Đức lần {number}", context)
        assert read()[-1].text.startswith("lần ")
    now = clock.now
    clock.now = now.replace(hour=now.hour - 1)
    work.session.capture("/n nhớ ra sau", context)
    clock.now = now
    assert "nhớ ra sau" not in [entry.text for entry in read()]
    clock.advance(minutes=1)
    work.session.capture("/n cùng lúc", context)
    read()
    work.attendance.arrive(people["Đức"])
    assert [e.kind for e in read()][-2:] == ["person-came", "note"]
    clock.advance(minutes=1)
    work.attendance.leave(people["Đức"])
    work.session.capture("/y cùng lúc", context)
    assert [e.kind for e in read()][-2:] == ["person-left", "opinion"]


def test_what_is_said_elsewhere_is_not_in_this_log(work: Workspace, context: Context, read):
    before = read()
    with work.register.operation("Create conference {name}", name="khác"):
        other = work.register.insert(records.Meeting(title="Hội nghị khác"))
    read()
    work.session.capture("/n ở nơi khác", Context(other))
    assert read() == before
