"""Whatever is done through the services can be undone to the empty register and redone."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from desktop_app.domain import records
from desktop_app.domain.capture import CaptureKind
from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import ItemState, MeetingForm, ReplyKind
from desktop_app.i18n import Texts
from desktop_app.services.session import Context
from desktop_app.services.workspace import Workspace
from desktop_app.store.models import JOURNALLED
from desktop_app.store.register import Register
from tests.conftest import Clock

Dump = dict[str, list[tuple[object, ...]]]

EXPECTED = {"agenda-finished", "nothing-to-reopen", "nothing-to-undo", "nothing-to-redo",
            "reply-to-nothing", "record-gone"}
EMPTY: Dump = {table: [] for table in JOURNALLED}
NAMES = ("Nguyễn Văn Hùng", "Trần Thị Hưng", "H'Hen Niê", "Hoàng An", "Lê Văn Đức")
UNITS = ("Phòng Đào tạo", "Khoa Điện", "Ban Giám hiệu", "Công đoàn")
THEMES = ("Lương", "Nghiên cứu khoa học", "Đào tạo")
LINES = ("Tăng lương #Lương >Phòng Đào tạo !", "@Hoàng An: họp ít hơn", "/n Nghỉ", "/k Thống nhất",
         "/v Lập đề án", "/b 138/138 tán thành",
         "/t @Lê Văn Đức sẽ xem xét >Khoa Điện", "/y @khách mời: #Đào tạo #Lương >Công đoàn xin")
place = st.integers(0, 9)


def _dump(register: Register) -> Dump:
    return {table: register.sql(f"SELECT * FROM {table} ORDER BY id") for table in JOURNALLED}


def _check_search(register: Register) -> None:
    """Raises unless the search index holds exactly the words of the opinions."""
    register._database.execute_sql(
        "INSERT INTO feedback_search(feedback_search, rank) VALUES ('integrity-check', 1)")


def _some(keys: Sequence[int], place: int) -> list[int]:
    """About a third of the keys, at least one if there is any."""
    return [key for i, key in enumerate(keys) if (i + place) % 3 == 0] or list(keys[:1])


@contextmanager
def _expected_errors() -> Iterator[None]:
    """Lets pass what a user may meet; everything else is a bug."""
    try:
        yield
    except UserError as error:
        if error.code not in EXPECTED:
            raise


class Secretary(RuleBasedStateMachine):
    """Somebody who uses every service in any order, and undoes and redoes in between."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = Clock(datetime(2023, 6, 30, 7, 30))
        Register.create(self.folder / "a.db", now=self.clock).close()
        self.states: dict[int, Dump] = {0: EMPTY}
        self._open()

    def _open(self) -> None:
        self.register = Register.open(self.folder / "a.db", now=self.clock)
        self.register._database.execute_sql("PRAGMA synchronous = OFF")
        self.do = Workspace(self.register)

    def teardown(self) -> None:
        try:
            self._undo_and_redo_everything()
        finally:
            self.register.close()
            shutil.rmtree(self.folder)

    def _undo_and_redo_everything(self) -> None:
        while self.register.journal.redo_label():
            self.register.redo()
        seen = [_dump(self.register)]
        while self.register.journal.undo_label():
            self.register.undo()
            seen.append(_dump(self.register))
        assert seen[-1] == EMPTY
        _check_search(self.register)
        for state in reversed(seen[:-1]):
            self.register.redo()
            assert _dump(self.register) == state
        _check_search(self.register)
        assert self.register.sql("PRAGMA foreign_key_check") == []
        texts = Texts.of("en")
        assert all(step.label.say(texts) for step in self.register.journal.history())

    # --- what every rule does --------------------------------------------------------------------

    @invariant()
    def remember(self) -> None:
        """Keeps how the register looks after so many steps, for undo to come back to."""
        self.states[self.done] = _dump(self.register)
        _check_search(self.register)

    @property
    def done(self) -> int:
        return int(self.register.sql("SELECT count(*) FROM operation WHERE state = 'done'")[0][0])

    def one(self, record_type: type, place: int) -> int | None:
        keys = [record.id for record in self.register.find(record_type)]
        return keys[place % len(keys)] if keys else None

    @property
    def meeting(self) -> records.Meeting | None:
        return self.do.meetings.current()

    # --- conferences ------------------------------------------------------------------------------

    @initialize(form=st.sampled_from(MeetingForm))
    def begin(self, form: MeetingForm) -> None:
        self.create(form, agenda=False, place=0, copies=False)

    @rule(form=st.sampled_from(MeetingForm), agenda=st.booleans(), place=place,
          copies=st.booleans())
    def create(self, form: MeetingForm, agenda: bool, place: int, copies: bool) -> None:
        raw = {"title": "Hội nghị", "organisation": "Trường", "starts_at": "30/6/2023 7:30",
               "form": form.value}
        source = self.one(records.Meeting, place) if copies else None
        assert self.do.meetings.create(raw, Texts.of("vi"), with_agenda=agenda,
                                       copy_from=source).id

    @precondition(lambda self: self.meeting)
    @rule(place=place)
    def delete_meeting(self, place: int) -> None:
        self.do.meetings.delete(self.one(records.Meeting, place))

    @precondition(lambda self: self.meeting)
    @rule()
    def close_meeting(self) -> None:
        self.do.meetings.close(self.meeting.id)

    @rule(seconds=st.integers(0, 90))
    def wait(self, seconds: int) -> None:
        self.clock.advance(seconds=seconds)

    # --- people and units -------------------------------------------------------------------------

    @precondition(lambda self: self.meeting)
    @rule(names=st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(UNITS)), max_size=5))
    def paste_people(self, names: list[tuple[str, str]]) -> None:
        self.do.attendance.paste(self.meeting, "\n".join(f"{n}\tGV\t{u}" for n, u in names))

    @precondition(lambda self: self.meeting)
    @rule(name=st.sampled_from(NAMES), number=st.sampled_from(["", "1", "7"]))
    def add_person(self, name: str, number: str) -> None:
        self.do.attendance.add(self.meeting, {"full_name": name, "number": number})

    @rule(place=place)
    def delete_people(self, place: int) -> None:
        keys = [person.id for person in self.register.find(records.Attendee)]
        self.do.attendance.delete(_some(keys, place))

    @rule(place=place, edit=st.sampled_from([
        ("full_name", "Vũ Thùy Dũng"), ("full_name", "Đặng Thị Ánh"), ("number", "3"),
        ("position", "Trưởng phòng"), ("kind", "guest"), ("unit_id", 1), ("unit_id", None)]))
    def edit_person(self, place: int, edit: tuple[str, object]) -> None:
        if key := self.one(records.Attendee, place):
            with _expected_errors():
                self.do.editor.set_field(records.Attendee, key, *edit)

    @rule(place=place)
    def check_in(self, place: int) -> None:
        if key := self.one(records.Attendee, place):
            self.do.attendance.toggle(key)

    @precondition(lambda self: self.meeting)
    @rule(name=st.sampled_from(UNITS))
    def add_unit(self, name: str) -> None:
        self.do.attendance.add_unit(self.meeting.id, name)

    @rule(place=place, by=st.integers(-3, 3))
    def move_unit(self, place: int, by: int) -> None:
        if key := self.one(records.Unit, place):
            unit = self.register.get(records.Unit, key)
            self.do.attendance.move_unit(unit.meeting_id, key, by)

    @rule(place=place)
    def delete_unit(self, place: int) -> None:
        if key := self.one(records.Unit, place):
            self.do.attendance.delete_unit(key)

    @precondition(lambda self: self.meeting)
    @rule(name=st.sampled_from(THEMES))
    def add_theme(self, name: str) -> None:
        self.do.feedback.add_theme(self.meeting.id, name)

    @rule(place=place)
    def delete_theme(self, place: int) -> None:
        if key := self.one(records.Theme, place):
            self.do.feedback.delete_theme(key)

    # --- agenda -----------------------------------------------------------------------------------

    @precondition(lambda self: self.meeting)
    @rule(count=st.integers(0, 4))
    def paste_items(self, count: int) -> None:
        self.do.agenda.paste(self.meeting.id, "\n".join(f"Mục {i}\t{i}0" for i in range(count)))

    @precondition(lambda self: self.meeting)
    @rule(place=place)
    def add_item(self, place: int) -> None:
        keys = [item.id for item in self.do.agenda.items(self.meeting.id)]
        after = keys[place % len(keys)] if keys else None
        self.do.agenda.add(self.meeting.id, {"title": "Thảo luận", "kind": "discussion"}, after)

    @rule(place=place, by=st.integers(-3, 3))
    def move_item(self, place: int, by: int) -> None:
        if key := self.one(records.AgendaItem, place):
            item = self.register.get(records.AgendaItem, key)
            self.do.agenda.move(item.meeting_id, key, by)

    @precondition(lambda self: self.meeting)
    @rule(place=place)
    def delete_items(self, place: int) -> None:
        keys = [item.id for item in self.do.agenda.items(self.meeting.id)]
        self.do.agenda.delete(self.meeting.id, _some(keys, place))

    @rule(place=place, state=st.sampled_from(["skipped", "withdrawn", "waiting"]))
    def set_state(self, place: int, state: str) -> None:
        if key := self.one(records.AgendaItem, place):
            self.do.agenda.set_state(key, ItemState(state), "lý do")

    @precondition(lambda self: self.meeting)
    @rule(forward=st.booleans())
    def open_item(self, forward: bool) -> None:
        with _expected_errors():
            if forward:
                self.do.agenda.open_next(self.meeting.id)
            else:
                self.do.agenda.reopen_previous(self.meeting.id)

    # --- what is said -----------------------------------------------------------------------------

    def _context(self, place: int) -> Context:
        meeting = self.meeting
        opinions = [f.id for f in self.register.find(records.Feedback)
                    if f.meeting_id == meeting.id]
        return Context(meeting.id, self.do.agenda.current(meeting.id),
                       opinions[place % len(opinions)] if opinions else None)

    @precondition(lambda self: self.meeting)
    @rule(line=st.sampled_from(LINES), place=place, kind=st.sampled_from([None, *CaptureKind]))
    def capture(self, line: str, place: int, kind: CaptureKind | None) -> None:
        with _expected_errors():
            self.do.session.capture(line, self._context(place), kind=kind)

    @precondition(lambda self: self.meeting)
    @rule(name=st.sampled_from(NAMES), act=st.sampled_from(["give", "ask", "next", "pause", "end"]))
    def floor(self, name: str, act: str) -> None:
        floor, context = self.do.floor, self._context(0)
        with _expected_errors():
            match act:
                case "give":
                    floor.give(f"@{name}", context)
                case "ask":
                    floor.ask(f"@{name}", context)
                case "next":
                    floor.give_next(context)
                case "pause":
                    floor.pause(self.meeting.id)
                case "end":
                    floor.end(self.meeting.id)

    @precondition(lambda self: self.meeting)
    @rule(place=place, kind=st.sampled_from(ReplyKind))
    def reply_to_several(self, place: int, kind: ReplyKind) -> None:
        keys = [f.id for f in self.register.find(records.Feedback)]
        self.do.feedback.reply(self.meeting.id, {
            "text": "Tiếp thu", "kind": kind.value, "feedback_ids": _some(keys, place)})

    @rule(place=place, edit=st.sampled_from([
        ("text", "Sửa lại"), ("text", "Sửa lần nữa"), ("gist", "tóm tắt"), ("status", "done"),
        ("addressed_ids", (1, 2)), ("addressed_ids", (2, 1)), ("addressed_ids", ()),
        ("theme_ids", (1,)), ("theme_ids", (2, 1))]))
    def edit_opinion(self, place: int, edit: tuple[str, object]) -> None:
        if key := self.one(records.Feedback, place):
            with _expected_errors():
                self.do.editor.set_field(records.Feedback, key, *edit)

    @rule(place=place)
    def delete_opinions(self, place: int) -> None:
        self.do.feedback.delete(_some([f.id for f in self.register.find(records.Feedback)], place))

    @rule(place=place)
    def delete_reply(self, place: int) -> None:
        if key := self.one(records.Reply, place):
            self.do.feedback.delete_reply(key)

    @rule(place=place)
    def delete_note(self, place: int) -> None:
        if key := self.one(records.Note, place):
            self.do.session.delete_note(key)

    # --- back and forth ---------------------------------------------------------------------------

    @precondition(lambda self: self.register.journal.undo_label())
    @rule()
    def undo(self) -> None:
        self.register.undo()
        assert _dump(self.register) == self.states[self.done]

    @precondition(lambda self: self.register.journal.redo_label())
    @rule()
    def redo(self) -> None:
        self.register.redo()

    @rule()
    def reopen(self) -> None:
        self.register.close()
        self._open()


TestUndoOfEverything = Secretary.TestCase
TestUndoOfEverything.settings = settings(max_examples=20, stateful_step_count=40,
                                         report_multiple_bugs=False)


def test_the_search_check_finds_what_is_wrong(register: Register, meeting: records.Meeting):
    with register.operation("Add"):
        register.insert(records.Feedback(meeting_id=meeting.id, number=1, text="Tăng lương"))
    _check_search(register)
    register._database.execute_sql("DROP TRIGGER feedback_search_delete")
    register.undo()
    with pytest.raises(Exception, match="malformed"):
        _check_search(register)
