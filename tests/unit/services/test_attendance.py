from datetime import datetime, timedelta

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import DelegateKind, MeetingForm, UnitKind
from desktop_app.services.attendance import Person, moved_in, unit_kind
from desktop_app.services.editing import DraftMark
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register
from tests.conftest import Clock


def _names(work: Workspace, meeting: records.Meeting) -> list[str]:
    return [p.attendee.full_name for p in work.attendance.people(meeting.id)]


def _person(work: Workspace, meeting: records.Meeting, number: int) -> Person:
    found = work.attendance.find(work.attendance.people(meeting.id), str(number))
    assert found is not None
    return found


# --- adding --------------------------------------------------------------------------------------


def test_a_new_person_gets_the_next_number(work: Workspace, meeting: records.Meeting, people):
    created = work.attendance.add(meeting, {"full_name": "  nông văn\u00a0Ăn ", "gender": "Nam"})
    person = _person(work, meeting, 6)
    assert person.attendee.id == created.id
    assert person.attendee.full_name == "nông văn Ăn"
    assert (person.attendee.given, person.attendee.gender) == ("Ăn", "male")
    assert person.official
    assert not person.here
    assert work.undo_label().params == {"name": "nông văn Ăn"}
    work.undo()
    assert len(_names(work, meeting)) == 5


@pytest.mark.parametrize(("form", "kind"), [(MeetingForm.PLENARY, DelegateKind.MEMBER),
                                            (MeetingForm.DELEGATE, DelegateKind.ELECTED)])
def test_the_form_of_the_conference_says_what_new_people_are(
        form: MeetingForm, kind: DelegateKind, work: Workspace, meeting: records.Meeting):
    work.editor.set_field(records.Meeting, meeting.id, "form", form.value)
    meeting = work.meetings.get(meeting.id)
    work.attendance.add(meeting, {"full_name": "An"})
    work.attendance.paste(meeting, "Bình")
    kinds = {p.attendee.kind for p in work.attendance.people(meeting.id)}
    assert kinds == {kind.value}
    work.attendance.add(meeting, {"full_name": "Chi", "kind": "khách mời"})
    assert _person(work, meeting, 3).attendee.kind == DelegateKind.GUEST
    assert not _person(work, meeting, 3).official


@pytest.mark.parametrize(("raw", "field", "code"), [
    ({}, "full_name", "blank"),
    ({"full_name": " \u200b "}, "full_name", "blank"),
    ({"full_name": "x" * 121}, "full_name", "too-long"),
    ({"full_name": "An", "number": "3"}, "number", "duplicate-number"),
    ({"full_name": "An", "number": "0"}, "number", "out-of-range"),
    ({"full_name": "An", "birth_year": "?"}, "birth_year", "not-a-number"),
])
def test_a_person_with_a_problem_is_not_added(raw, field: str, code: str, work: Workspace,
                                              meeting: records.Meeting, people):
    created = work.attendance.add(meeting, raw, unit="Phòng mới")
    assert created.id == 0
    assert [(p.field, p.code) for p in created.problems] == [(field, code)]
    assert len(_names(work, meeting)) == len(work.attendance.units(meeting.id)) == 5


def test_the_holder_of_a_number_is_named(work: Workspace, meeting: records.Meeting, people):
    problem, = work.attendance.add(meeting, {"full_name": "An", "number": 3}).problems
    assert problem.params == {"value": 3, "holder": "Trần Văn Đức"}


def test_the_number_of_somebody_at_another_conference_is_free(work: Workspace, people,
                                                              register: Register):
    with register.operation("Another"):
        other = register.get(records.Meeting, register.insert(records.Meeting(title="2022")))
    assert work.attendance.add(other, {"full_name": "An", "number": 3}).id


def test_a_new_person_brings_a_unit_and_consumes_drafts(work: Workspace, register: Register,
                                                        meeting: records.Meeting, people):
    work.attendance.add(meeting, {"full_name": "Nông Văn Ăn"}, unit="khoa điện",
                        drafts=[DraftMark("a", 3), DraftMark("b", 4)])
    work.attendance.add(meeting, {"full_name": "Phạm Thị Dung"}, unit="Phòng Đào tạo")
    assert _person(work, meeting, 6).unit.name == "Khoa Điện"
    assert _person(work, meeting, 7).unit.name == "Phòng Đào tạo"
    assert register.sql("SELECT key, seq FROM draft ORDER BY key") == [("a", 3), ("b", 4)]
    work.undo()
    assert len(work.attendance.units(meeting.id)) == 5


# --- pasting -------------------------------------------------------------------------------------


def test_pasted_people_are_one_step(work: Workspace, meeting: records.Meeting, people):
    ducs = _person(work, meeting, 3)
    assert ducs.attendee.full_name == "Trần Văn Đức"
    assert ducs.attendee.degree == "TS"
    assert ducs.attendee.position == "Trưởng khoa"
    assert (ducs.unit.name, ducs.unit.kind) == ("Khoa Cơ khí", UnitKind.FACULTY)
    work.undo()
    assert _names(work, meeting) == []
    assert work.attendance.units(meeting.id) == []
    work.redo()
    assert len(_names(work, meeting)) == 5


@pytest.mark.parametrize(("text", "count"), [("", 0), ("\n \t \n", 0), ("1\n2.\n", 0), ("-", 1)])
def test_blank_lines_are_nobody(text: str, count: int, work: Workspace, meeting: records.Meeting):
    before = work.history(10)
    assert work.attendance.paste(meeting, text) == count
    assert len(work.history(10)) == len(before) + (count > 0)


def test_nothing_of_a_pasted_line_is_lost(work: Workspace, meeting: records.Meeting):
    name, position = "Nguyễn " + "x" * 130, "Trưởng phòng " + "y" * 300
    work.attendance.paste(meeting, f"{name}\t{position}\t-\tSĐT 0912\tăn chay")
    person = _person(work, meeting, 1)
    assert person.unit is None
    assert person.attendee.full_name == name[:120]
    assert person.attendee.position == position[:250]
    assert person.attendee.note == f"{name[120:]} {position[250:]} SĐT 0912, ăn chay"


def test_a_pasted_unit_that_is_too_long_adds_nobody(work: Workspace, meeting: records.Meeting):
    with pytest.raises(UserError, match="text-too-long"):
        work.attendance.paste(meeting, f"An\nBình\tGV\t{'x' * 251}")
    assert _names(work, meeting) == []


def test_numbers_of_pasted_people_go_on(work: Workspace, meeting: records.Meeting, people):
    work.attendance.paste(meeting, "9. Vũ Thùy Dũng\n10) Nông Văn Ăn")
    numbers = [(p.attendee.number, p.attendee.given) for p in work.attendance.people(meeting.id)]
    assert numbers[5:] == [(6, "Dũng"), (7, "Ăn")]


# --- finding and removing ------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "given"), [
    ("3", "Đức"), (" 3 ", "Đức"), ("03", "Đức"), ("٣", "Đức"), ("6", None), ("0", None), ("", None),
    ("Đức", None), ("-3", None), ("9" * 30, None), ("²", None)])
def test_somebody_is_found_by_number(typed: str, given: str | None, work: Workspace,
                                     meeting: records.Meeting, people):
    found = work.attendance.find(work.attendance.people(meeting.id), typed)
    assert (found.attendee.given if found else None) == given


def test_lists_sort_as_vietnamese_lists_do(work: Workspace, meeting: records.Meeting, people):
    by_name = sorted(work.attendance.people(meeting.id), key=lambda p: p.sort_key)
    assert [p.attendee.given for p in by_name] == ["An", "Ánh", "Ân", "Đức", "Ổn"]


def test_removed_people_come_back_with_all_they_had(work: Workspace, meeting: records.Meeting,
                                                    people):
    work.attendance.toggle(people["Đức"].id)
    before = work.attendance.people(meeting.id)
    work.attendance.delete([people["Đức"].id, people["An"].id])
    assert len(_names(work, meeting)) == 3
    work.undo()
    assert work.attendance.people(meeting.id) == before


def test_what_removed_people_said_keeps_their_name(work: Workspace, meeting: records.Meeting,
                                                   people, register: Register):
    speaker = people["Đức"].id
    opinion = work.feedback.add(meeting.id, {"text": "Tăng lương", "attendee_id": speaker}).id
    work.feedback.add(meeting.id, {"text": "Giảm họp", "attendee_id": people["An"].id})
    work.feedback.reply(meeting.id, {"text": "Sẽ xem", "attendee_id": speaker,
                                     "feedback_ids": (opinion,)})
    with register.operation("Say"):
        register.insert(records.Note(meeting_id=meeting.id, at=register.now(), text="Ghi",
                                     attendee_id=speaker))
        register.insert(records.SpeakingTurn(meeting_id=meeting.id, began_at=register.now(),
                                             attendee_id=speaker))
    work.attendance.delete([speaker])
    for record_type in (records.Reply, records.Note, records.SpeakingTurn):
        said, = register.find(record_type)
        assert (said.attendee_id, said.speaker) == (None, "Trần Văn Đức")
    first, second = register.find(records.Feedback)
    assert (first.attendee_id, first.speaker) == (None, "Trần Văn Đức")
    assert (second.attendee_id, second.speaker) == (people["An"].id, "")
    work.undo()
    assert register.get(records.Feedback, opinion).attendee_id == speaker


def test_several_people_by_key(work: Workspace, meeting: records.Meeting, people,
                               register: Register):
    with register.operation("Another"):
        other = register.insert(records.Meeting(title="2022"))
        stranger = register.insert(records.Attendee(meeting_id=other, full_name="Chi"))
    found = work.attendance.some_people(meeting.id, {people["An"].id, stranger, 99})
    assert [p.attendee.given for p in found] == ["An"]


# --- units ---------------------------------------------------------------------------------------


def test_a_unit_is_known_by_any_of_its_names(work: Workspace, meeting: records.Meeting, people):
    unit = work.attendance.add_unit(meeting.id, "Phòng Đào tạo")
    work.editor.set_field(records.Unit, unit, "short_name", "ĐT")
    for name in ("phong dao tao", " ĐT ", "dt", "PHÒNG ĐÀO TẠO"):
        assert work.attendance.add_unit(meeting.id, name) == unit
    assert len(work.attendance.units(meeting.id)) == 6


@pytest.mark.parametrize("name", ["★", "-", "..."])
def test_a_name_without_letters_is_no_other_units_name(name: str, work: Workspace,
                                                       meeting: records.Meeting, people):
    unit = work.attendance.add_unit(meeting.id, name)
    last = work.attendance.units(meeting.id)[-1]
    assert (last.id, last.name, last.rank) == (unit, name, 6)


@pytest.mark.parametrize(("name", "code"), [(" ", "nothing-typed"), ("x" * 251, "text-too-long")])
def test_a_unit_needs_a_name(name: str, code: str, work: Workspace, meeting: records.Meeting):
    with pytest.raises(UserError, match=code):
        work.attendance.add_unit(meeting.id, name)
    assert work.attendance.units(meeting.id) == []


@pytest.mark.parametrize(("name", "kind"), [
    ("Ban Giám hiệu", UnitKind.LEADERSHIP), ("Phòng Đào tạo", UnitKind.OFFICE),
    ("KHOA ĐIỆN", UnitKind.FACULTY), ("Trung tâm Tin học", UnitKind.CENTRE),
    ("Công đoàn trường", UnitKind.UNION), ("Tổ bảo vệ", UnitKind.OTHER), ("", UnitKind.OTHER)])
def test_what_a_name_suggests(name: str, kind: UnitKind):
    assert unit_kind(name) is kind


def test_units_that_answer_opinions(work: Workspace, meeting: records.Meeting, people):
    answering = [u.name for u in work.attendance.units(meeting.id) if u.answers]
    assert answering == ["Ban Giám hiệu", "Công đoàn", "Phòng Khoa học - Công nghệ và HTQT"]


def test_people_of_a_removed_unit_stay(work: Workspace, meeting: records.Meeting, people):
    work.attendance.delete_unit(people["Đức"].unit_id)
    assert _person(work, meeting, 3).unit is None
    work.undo()
    assert _person(work, meeting, 3).unit.name == "Khoa Cơ khí"


def test_units_move_in_their_order(work: Workspace, meeting: records.Meeting, people):
    def ranks() -> list[str]:
        return [u.name.split()[-1] for u in work.attendance.units(meeting.id)]

    before = ranks()
    work.attendance.move_unit(meeting.id, people["Đức"].unit_id, -2)
    assert ranks() == [before[2], before[0], before[1], *before[3:]]
    work.undo()
    assert ranks() == before
    with pytest.raises(UserError, match="record-gone"):
        work.attendance.move_unit(meeting.id, 99, 1)


@pytest.mark.parametrize(("places", "expected"), [
    (0, [1, 2, 3, 4]), (1, [1, 3, 2, 4]), (-1, [2, 1, 3, 4]), (99, [1, 3, 4, 2]),
    (-99, [2, 1, 3, 4])])
def test_moving_stops_at_the_ends(places: int, expected: list[int]):
    assert moved_in([1, 2, 3, 4], 2, places) == expected


# --- presence ------------------------------------------------------------------------------------


def test_checking_in_and_out_and_in_again(work: Workspace, meeting: records.Meeting, people,
                                          clock: Clock):
    key, start = people["Đức"].id, clock.now
    assert work.attendance.toggle(key).here
    assert work.presence.count(meeting.id) == (1, 5)
    clock.advance(minutes=30)
    assert not work.attendance.toggle(key).here
    presence = _person(work, meeting, 3).presence
    assert (presence.came_at, presence.left_at, presence.here) == (
        start, start + timedelta(minutes=30), False)
    clock.advance(minutes=30)
    assert work.attendance.toggle(key).here
    presence = _person(work, meeting, 3).presence
    assert (presence.came_at, presence.left_at, presence.here) == (start, None, True)
    work.undo()
    work.undo()
    assert _person(work, meeting, 3).here
    work.undo()
    assert _person(work, meeting, 3).presence is None


def test_a_check_in_touches_presence_only(work: Workspace, meeting: records.Meeting, people):
    seen = []
    work.subscribe(seen.append)
    work.attendance.toggle(people["Đức"].id)
    assert set(seen[0].tables) == {"presence_span"}


def test_nobody_arrives_twice(work: Workspace, meeting: records.Meeting, people,
                              register: Register):
    work.attendance.arrive(people["Đức"])
    work.attendance.arrive(people["Đức"])
    assert len(register.find(records.PresenceSpan)) == 1


def test_leaving_without_having_come_changes_nothing(work: Workspace, people):
    before = work.history(10)
    work.attendance.leave(people["Đức"])
    assert work.history(10) == before


def test_a_time_may_be_given_but_nobody_leaves_before_coming(work: Workspace, people,
                                                             meeting: records.Meeting):
    came = datetime(2023, 6, 30, 7)
    work.attendance.arrive(people["Đức"], came)
    with pytest.raises(UserError, match="left-before-coming"):
        work.attendance.leave(people["Đức"], came - timedelta(minutes=5))
    assert _person(work, meeting, 3).here
    work.attendance.leave(people["Đức"], came + timedelta(minutes=5))
    presence = _person(work, meeting, 3).presence
    assert (presence.came_at, presence.left_at) == (came, came + timedelta(minutes=5))


def test_a_clock_that_was_set_back_makes_no_stays_overlap(work: Workspace, people, clock: Clock,
                                                          meeting: records.Meeting):
    work.attendance.toggle(people["Đức"].id)
    clock.advance(minutes=30)
    work.attendance.toggle(people["Đức"].id)
    clock.advance(minutes=-20)
    work.attendance.toggle(people["Đức"].id)
    first, second = work.stays.of(people["Đức"].id)
    assert second.came_at == first.left_at
    clock.advance(minutes=-20)
    work.attendance.toggle(people["Đức"].id)
    assert work.stays.of(people["Đức"].id)[1].left_at == second.came_at


def test_several_people_come_and_leave_in_one_step(work: Workspace, meeting: records.Meeting,
                                                   people):
    keys = [p.id for p in people.values()]
    work.attendance.toggle(keys[0])
    work.attendance.toggle_all(keys)
    assert work.presence.count(meeting.id) == (5, 5)
    work.attendance.toggle_all(keys)
    assert work.presence.count(meeting.id) == (0, 5)
    work.undo()
    work.undo()
    assert work.presence.count(meeting.id) == (1, 5)


def test_checking_in_somebody_who_is_gone(work: Workspace, people):
    work.attendance.delete([people["Đức"].id])
    with pytest.raises(UserError, match="record-gone"):
        work.attendance.toggle(people["Đức"].id)
