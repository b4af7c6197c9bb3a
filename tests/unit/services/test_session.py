from collections.abc import Callable

import pytest

from desktop_app.domain import records
from desktop_app.domain.capture import CaptureKind, Vocabulary, parse_line
from desktop_app.domain.changes import Label
from desktop_app.domain.errors import UserError
from desktop_app.domain.fields import TEXT_LIMIT
from desktop_app.domain.lexicon import Lexicon
from desktop_app.services.editing import DraftMark
from desktop_app.services.session import Context, Recorded, office_term, speaker_terms
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register
from tests.conftest import Clock

Capture = Callable[..., Recorded]


@pytest.fixture
def discussion(work: Workspace, meeting: records.Meeting, people) -> Context:
    """The conference while the discussion is open."""
    work.feedback.add_theme(meeting.id, "Nghiên cứu khoa học")
    work.agenda.add(meeting.id, {"title": "Thảo luận", "kind": "discussion"})
    work.agenda.open_next(meeting.id)
    return Context(meeting.id, work.agenda.current(meeting.id))


@pytest.fixture
def capture(work: Workspace, discussion: Context) -> Capture:
    return lambda line, context=discussion, **more: work.session.capture(line, context, **more)


def _with_opinion(context: Context, key: int) -> Context:
    return Context(context.meeting_id, context.item, key)


# --- opinions ------------------------------------------------------------------------------------


def test_an_opinion_with_all_its_marks(work: Workspace, capture: Capture, discussion: Context,
                                       people, clock: Clock):
    clock.advance(minutes=5)
    recorded = capture("@Trần Văn Đức: Rút ngắn thủ tục #nghien cuu khoa hoc "
                       ">Phòng Khoa học - Công nghệ và HTQT >ban giám hiệu !")
    opinion = work.feedback.get(recorded.id)
    units = [u.id for u in work.attendance.units(discussion.meeting_id)]
    assert recorded == Recorded(CaptureKind.OPINION, records.Feedback, opinion.id)
    assert opinion.text == "Rút ngắn thủ tục"
    assert (opinion.attendee_id, opinion.speaker) == (people["Đức"].id, "")
    assert opinion.unit_id == people["Đức"].unit_id
    assert opinion.theme_ids == (1,)
    assert opinion.addressed_ids == (units[4], units[0])
    assert (opinion.urgent, opinion.number, opinion.at) == (True, 1, clock.now)
    assert opinion.item_id == discussion.item.id
    work.undo()
    assert work.feedback.numbered(discussion.meeting_id, 1) is None


def test_a_speaker_who_is_not_on_the_list_is_kept_as_heard(work: Workspace, capture: Capture):
    opinion = work.feedback.get(capture("@bà Hoa ở tổ 7: Tăng lương").id)
    assert (opinion.attendee_id, opinion.speaker, opinion.unit_id) == (None, "bà Hoa ở tổ 7", None)


def test_whoever_has_the_floor_speaks_unless_the_line_names_somebody(
        work: Workspace, capture: Capture, discussion: Context, people):
    turn = work.floor.give("@Hoàng An", discussion)
    context = Context(discussion.meeting_id, discussion.item, floor=turn)
    assert work.feedback.get(capture("Tăng lương", context).id).attendee_id == people["An"].id
    named = work.feedback.get(capture("@Lê Thị Ân: Giảm họp", context).id)
    assert named.attendee_id == people["Ân"].id


@pytest.mark.parametrize(("line", "code"), [
    ("", "nothing-typed"), ("  \n ", "nothing-typed"), ("/y", "nothing-typed"),
    ("@Hoàng An", "nothing-typed"), ("!", "nothing-typed"), ("\u200b", "nothing-typed"),
    ("x" * (TEXT_LIMIT + 1), "text-too-long"), ("/t Sẽ xem", "reply-to-nothing"),
    ("/t7 Sẽ xem", "no-such-opinion")])
def test_a_line_that_cannot_be_recorded_changes_nothing(
        line: str, code: str, work: Workspace, capture: Capture, register: Register):
    before = work.history(100)
    with pytest.raises(UserError, match=code):
        capture(line, draft=DraftMark("capture:1", 5))
    assert work.history(100) == before
    assert register.sql("SELECT * FROM draft") == []


def test_text_may_be_as_long_as_a_field_holds(work: Workspace, capture: Capture):
    text = "x" * TEXT_LIMIT
    assert work.feedback.get(capture(text).id).text == text


def test_several_lines_and_any_letters_are_kept(work: Workspace, capture: Capture):
    text = "Một:\n  - hai 👩‍🏫\n\n  - ba مرحبا"
    assert work.feedback.get(capture(text + "\n ").id).text == text


def test_recording_consumes_the_draft_in_the_same_step(work: Workspace, capture: Capture,
                                                       register: Register):
    capture("Tăng lương", draft=DraftMark("capture:1", 5))
    capture("/n Nghỉ", draft=DraftMark("capture:1", 8))
    assert register.sql("SELECT key, text, seq FROM draft") == [("capture:1", "", 8)]


# --- kinds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("item", "selected", "kind"), [
    ("discussion", False, CaptureKind.OPINION), ("discussion", True, CaptureKind.OPINION),
    ("reply", True, CaptureKind.REPLY), ("reply", False, CaptureKind.NOTE),
    ("report", True, CaptureKind.NOTE), (None, True, CaptureKind.NOTE)])
def test_the_item_decides_what_a_line_is(item: str | None, selected: bool, kind: CaptureKind):
    opened = records.AgendaItem(kind=item) if item else None
    assert Context(1, opened, 7 if selected else None).default_kind() is kind


def test_a_mark_counts_before_the_chosen_kind(capture: Capture):
    assert capture("Nghỉ").kind is CaptureKind.OPINION
    assert capture("Nghỉ", kind=CaptureKind.NOTE).kind is CaptureKind.NOTE
    assert capture("/k Thống nhất", kind=CaptureKind.NOTE).kind is CaptureKind.CONCLUSION


def test_a_note_keeps_what_it_has_no_field_for(work: Workspace, capture: Capture, people):
    recorded = capture("/n @Hoàng An nhắc >Công đoàn về #nghiên cứu khoa học !")
    note = work.session.note(recorded.id)
    assert note.text == "nhắc >Công đoàn về #nghiên cứu khoa học"
    assert (note.attendee_id, note.urgent, note.kind) == (people["An"].id, True, "note")
    assert recorded.record_type is records.Note


def test_what_is_understood_is_what_is_recorded(work: Workspace, discussion: Context):
    line = "nhắc >Công đoàn về #nghiên cứu khoa học"
    assert work.session.understand(line, discussion).text == "nhắc về"
    assert work.session.understand(line, discussion, CaptureKind.NOTE).text == line
    plain = Context(discussion.meeting_id)
    assert work.session.understand(line, plain).text == line


def test_a_conclusion_is_a_note_of_its_own_kind(work: Workspace, capture: Capture):
    note = work.session.note(capture("/k Thống nhất").id)
    assert (note.kind, note.text) == ("conclusion", "Thống nhất")
    work.session.delete_note(note.id)
    with pytest.raises(UserError, match="record-gone"):
        work.session.note(note.id)
    work.undo()
    assert work.session.note(note.id) == note


@pytest.mark.parametrize(("line", "kind"), [
    ("/v @Hoàng An: lập đề án", "task"), ("/b @Hoàng An: lập đề án", "vote")])
def test_a_task_and_a_vote_are_notes_of_their_kinds(work: Workspace, capture: Capture, people,
                                                    line: str, kind: str):
    note = work.session.note(capture(line).id)
    assert (note.kind, note.text, note.attendee_id) == (kind, "lập đề án", people["An"].id)
    assert work.register.journal.undo_label() == Label(f"Record {kind}")


@pytest.mark.parametrize(("short", "answers", "mark", "known"), [
    ("P.KH-TC", True, ">KH-TC", True), ("P.KH-TC", True, ">kh-tc", True),
    ("P.KH-TC", False, ">KH-TC", False), ("KHTC", True, ">KHTC", True),
    ("P.", True, ">P.", True)])
def test_an_office_is_named_without_what_its_short_name_begins_with(
        short: str, answers: bool, mark: str, known: bool):
    term = office_term(records.Unit(id=3, name="Phòng Kế hoạch - Tài chính", short_name=short,
                                    answers=answers))
    captured = parse_line(f"Tăng lương {mark}", Vocabulary(units=Lexicon.of([term])))
    assert captured.keys(">") == ((3,) if known else ())


# --- replies -------------------------------------------------------------------------------------


def test_a_reply_answers_the_selected_opinion(work: Workspace, capture: Capture, people,
                                              discussion: Context):
    opinion = capture("Rút ngắn thủ tục >Công đoàn").id
    recorded = capture("/t @Hoàng An: Sẽ rút ngắn", _with_opinion(discussion, opinion))
    reply = work.session.reply(recorded.id)
    assert reply.feedback_ids == (opinion,)
    assert reply.unit_id == people["An"].unit_id
    assert work.feedback.get(opinion).status == "answered"
    assert work.feedback.replies_to(opinion) == [reply]
    work.undo()
    assert work.feedback.get(opinion).status == "new"


def test_a_reply_to_two_opinions_by_their_numbers(work: Workspace, capture: Capture,
                                                  discussion: Context):
    keys = [capture(text).id for text in ("Tăng lương >Công đoàn", "Giảm họp", "Thêm phòng")]
    context = _with_opinion(discussion, keys[1])
    reply = work.session.reply(capture("/t1,3 Sẽ xem", context).id)
    assert reply.feedback_ids == (keys[0], keys[2])
    assert [work.feedback.get(key).status for key in keys] == ["answered", "new", "answered"]


@pytest.mark.parametrize(("line", "unit"), [
    ("/t >Khoa Điện >Khoa Cơ khí sẽ xem", "Khoa Điện"), ("/t Sẽ xem", "Công đoàn"),
    ("/t @khách: sẽ xem", "Công đoàn"), ("/t @Lê Thị Ân sẽ xem", "Khoa Điện")])
def test_the_replying_office(line: str, unit: str, work: Workspace, capture: Capture,
                             discussion: Context):
    opinion = capture("Rút ngắn thủ tục >Công đoàn").id
    reply = work.session.reply(capture(line, _with_opinion(discussion, opinion)).id)
    names = {u.id: u.name for u in work.attendance.units(discussion.meeting_id)}
    assert names[reply.unit_id] == unit
    assert reply.unit_id in work.feedback.get(opinion).addressed_ids
    assert reply.text.endswith("xem")


def test_a_reply_to_an_opinion_that_is_gone(work: Workspace, capture: Capture,
                                            discussion: Context):
    opinion = capture("Tăng lương").id
    work.undo()
    with pytest.raises(UserError, match="record-gone"):
        capture("/t Sẽ xem", _with_opinion(discussion, opinion))


def test_a_line_under_an_item_that_is_gone(work: Workspace, capture: Capture, discussion: Context):
    work.agenda.delete(discussion.meeting_id, [discussion.item.id])
    for line in ("Tăng lương", "/n Nghỉ"):
        with pytest.raises(UserError, match="record-gone"):
            capture(line)


# --- names ---------------------------------------------------------------------------------------


def test_names_follow_changes(work: Workspace, capture: Capture, discussion: Context, people):
    meeting = work.meetings.get(discussion.meeting_id)
    work.session.vocabulary(meeting.id)
    work.attendance.add(meeting, {"full_name": "Vũ Thùy Dũng"})
    added = work.session.people(meeting.id)[-1].attendee
    assert work.feedback.get(capture("@Vũ Thùy Dũng: xin").id).attendee_id == added.id
    work.undo()
    work.undo()
    opinion = work.feedback.get(capture("@Vũ Thùy Dũng: xin").id)
    assert (opinion.attendee_id, opinion.speaker) == (None, "Vũ Thùy Dũng")
    work.editor.set_field(records.Unit, people["Đức"].unit_id, "short_name", "CK")
    assert work.feedback.get(capture("xin >ck").id).addressed_ids == (people["Đức"].unit_id,)


@pytest.mark.parametrize(("numbers", "labels"), [
    ((1, 2, 3), ["An (1)", "An (2)", "Bình"]), ((5, None, 3), ["An (5)", "An (#2)", "Bình"]),
    ((5, 5, 3), ["An (#1)", "An (#2)", "Bình"]), ((3, 2, 3), ["An (#1)", "An (2)", "Bình"])])
def test_namesakes_are_told_apart(numbers: tuple[int | None, ...], labels: list[str],
                                  work: Workspace, meeting: records.Meeting, register: Register):
    with register.operation("Import"):
        for name, number in zip(("An", "An", "Bình"), numbers, strict=True):
            register.insert(records.Attendee(meeting_id=meeting.id, full_name=name, number=number))
    people = sorted(work.attendance.people(meeting.id), key=lambda p: p.attendee.id)
    assert [term.label for term in speaker_terms(people)] == labels
    context = Context(meeting.id)
    found = [work.session.understand(f"@{label} xin", context).speaker.key for label in labels]
    assert found == [p.attendee.id for p in people]


# --- the floor -----------------------------------------------------------------------------------


def test_one_speaker_after_the_other(work: Workspace, discussion: Context, people, clock: Clock,
                                     register: Register):
    assert work.floor.turn(discussion.meeting_id) is None
    first = work.floor.give("@Trần Văn Đức", discussion)
    clock.advance(minutes=3)
    second = work.floor.give("xin mời @đại diện sinh viên: nói", discussion)
    assert (first.attendee_id, first.item_id) == (people["Đức"].id, discussion.item.id)
    assert (second.attendee_id, second.speaker) == (None, "đại diện sinh viên")
    assert work.floor.turn(discussion.meeting_id) == second
    assert register.get(records.SpeakingTurn, first.id).ended_at == clock.now
    clock.advance(minutes=3)
    work.floor.end(discussion.meeting_id)
    assert work.floor.turn(discussion.meeting_id) is None
    work.undo()
    work.undo()
    assert work.floor.turn(discussion.meeting_id) == first


@pytest.mark.parametrize("line", ["", "Trần Văn Đức", "@", "#Lương"])
def test_the_floor_needs_a_name(line: str, work: Workspace, discussion: Context):
    with pytest.raises(UserError, match="nobody-named"):
        work.floor.give(line, discussion)
    assert work.floor.turn(discussion.meeting_id) is None


def test_ending_a_floor_that_nobody_has_is_no_step(work: Workspace, discussion: Context):
    before = work.history(100)
    work.floor.end(discussion.meeting_id)
    assert work.history(100) == before


# --- the log -------------------------------------------------------------------------------------


def test_the_log_names_who_said_what(work: Workspace, capture: Capture, discussion: Context,
                                     people, clock: Clock):
    meeting = work.meetings.get(discussion.meeting_id)
    clock.advance(minutes=1)
    work.attendance.toggle(people["An"].id)
    clock.advance(minutes=1)
    work.floor.give("@Trần Văn Đức", discussion)
    clock.advance(minutes=1)
    opinion = capture("@Trần Văn Đức: Tăng lương #nghiên cứu khoa học >Công đoàn !").id
    clock.advance(minutes=1)
    capture("/t @Hoàng An: Sẽ xem", _with_opinion(discussion, opinion))
    clock.advance(minutes=1)
    capture("/n @khách: Nghỉ !")
    clock.advance(minutes=1)
    work.agenda.open_next(discussion.meeting_id)
    log = work.session.log(meeting, 100)
    assert [(e.kind, e.who, e.text) for e in log] == [
        ("item-opened", "", "Thảo luận"), ("quorum-lost", "", ""), ("person-came", "Hoàng An", ""),
        ("floor", "Trần Văn Đức", ""), ("opinion", "Trần Văn Đức", "Tăng lương"),
        ("reply", "Hoàng An", "Sẽ xem"), ("note", "khách", "Nghỉ"),
        ("item-closed", "", "Thảo luận")]
    said, reply, note = log[4], log[5], log[6]
    assert (said.unit, said.themes, said.offices[0], said.urgent, said.number) == (
        "Khoa Cơ khí", ("Nghiên cứu khoa học",), "Công đoàn", True, 1)
    assert (reply.numbers, reply.unit) == ((1,), "Phòng Khoa học - Công nghệ và HTQT")
    assert (note.urgent, note.table, note.id) == (True, "note", 1)
    assert work.session.log(meeting, 2) == log[-2:]


def test_undo_takes_a_line_from_the_log(work: Workspace, capture: Capture, discussion: Context):
    meeting = work.meetings.get(discussion.meeting_id)
    before = work.session.log(meeting, 100)
    capture("Tăng lương")
    assert len(work.session.log(meeting, 100)) == len(before) + 1
    work.undo()
    assert work.session.log(meeting, 100) == before


def test_an_empty_conference_has_an_empty_log(work: Workspace, meeting: records.Meeting):
    assert work.session.log(meeting, 100) == []
