from datetime import datetime, time, timedelta

import pytest

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import ItemKind, ItemState, MeetingForm, MeetingStatus
from desktop_app.i18n import Texts
from desktop_app.services.templates import agenda_template
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register
from tests.conftest import Clock

AGENDA = """\
1\tĐón tiếp, điểm danh\t30\tBan tổ chức
2\tChào cờ\t10
3\tBáo cáo\t30\tHiệu trưởng
4\tThảo luận\t60\tĐoàn chủ tịch"""


@pytest.fixture
def items(work: Workspace, meeting: records.Meeting) -> list[records.AgendaItem]:
    work.agenda.paste(meeting.id, AGENDA)
    return work.agenda.items(meeting.id)


def _titles(work: Workspace, meeting: records.Meeting) -> list[str]:
    found = work.agenda.items(meeting.id)
    assert [i.number for i in found] == list(range(1, len(found) + 1))
    return [i.title.split()[0] for i in found]


def _states(work: Workspace, meeting: records.Meeting) -> list[str]:
    return [i.state for i in work.agenda.items(meeting.id)]


# --- making --------------------------------------------------------------------------------------


def test_items_are_added_at_the_end_or_after_another(work: Workspace, meeting: records.Meeting,
                                                     items):
    work.agenda.add(meeting.id, {"title": "Cuối", "minutes": "5", "kind": "Vote or election"})
    work.agenda.add(meeting.id, {"title": "Sau hai", "number": 99}, items[1].id)
    assert _titles(work, meeting) == ["Đón", "Chào", "Sau", "Báo", "Thảo", "Cuối"]
    last = work.agenda.items(meeting.id)[-1]
    assert (last.minutes, last.kind, last.state) == (5, ItemKind.VOTE, ItemState.WAITING)
    work.undo()
    assert _titles(work, meeting) == ["Đón", "Chào", "Báo", "Thảo", "Cuối"]


@pytest.mark.parametrize(("raw", "field", "code"), [
    ({}, "title", "blank"), ({"title": " "}, "title", "blank"),
    ({"title": "x" * 501}, "title", "too-long"),
    ({"title": "A", "minutes": "1441"}, "minutes", "out-of-range"),
    ({"title": "A", "fixed_start": "25:00"}, "fixed_start", "not-a-time"),
    ({"title": "A", "legal_tag": "7"}, "legal_tag", "out-of-range")])
def test_an_item_with_a_problem_is_not_added(raw, field: str, code: str, work: Workspace,
                                             meeting: records.Meeting):
    created = work.agenda.add(meeting.id, raw)
    assert created.id == 0
    assert [(p.field, p.code) for p in created.problems] == [(field, code)]
    assert work.agenda.items(meeting.id) == []


def test_an_item_after_one_that_is_gone_is_not_added(work: Workspace, meeting: records.Meeting,
                                                     items):
    work.agenda.delete(meeting.id, [items[0].id])
    with pytest.raises(UserError, match="record-gone"):
        work.agenda.add(meeting.id, {"title": "Mới"}, items[0].id)
    assert _titles(work, meeting) == ["Chào", "Báo", "Thảo"]


def test_pasted_items_are_one_step(work: Workspace, meeting: records.Meeting, items):
    assert [(i.title, i.minutes, i.presenter) for i in items] == [
        ("Đón tiếp, điểm danh", 30, "Ban tổ chức"), ("Chào cờ", 10, ""),
        ("Báo cáo", 30, "Hiệu trưởng"), ("Thảo luận", 60, "Đoàn chủ tịch")]
    work.agenda.paste(meeting.id, "Bế mạc | 5 | Chủ tọa | hát quốc ca\n\n\t\n7 | ")
    assert _titles(work, meeting) == ["Đón", "Chào", "Báo", "Thảo", "Bế"]
    assert work.agenda.items(meeting.id)[-1].note == "hát quốc ca"
    work.undo()
    work.undo()
    assert _titles(work, meeting) == []


def test_nothing_of_a_pasted_line_is_lost(work: Workspace, meeting: records.Meeting):
    title, presenter = "Báo cáo " + "x" * 600, "Ông " + "y" * 300
    work.agenda.paste(meeting.id, f"{title}\t{presenter}\t45\tphòng A\t2 loa")
    item = work.agenda.items(meeting.id)[0]
    assert (item.title, item.presenter, item.minutes) == (title[:500], presenter[:250], 45)
    assert item.note == f"{title[500:]} {presenter[250:]} phòng A 2 loa"


@pytest.mark.parametrize("text", ["", "\n\n", " \t \n|"])
def test_pasting_nothing_is_no_step(text: str, work: Workspace, meeting: records.Meeting):
    before = work.history(10)
    assert work.agenda.paste(meeting.id, text) == 0
    assert work.history(10) == before


# --- changing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "by", "order"), [
    (0, 1, "Chào Đón Báo Thảo"), (3, -2, "Đón Thảo Chào Báo"), (1, 99, "Đón Báo Thảo Chào"),
    (2, -99, "Báo Đón Chào Thảo"), (2, 0, "Đón Chào Báo Thảo")])
def test_items_move(place: int, by: int, order: str, work: Workspace, meeting: records.Meeting,
                    items):
    work.agenda.move(meeting.id, items[place].id, by)
    assert _titles(work, meeting) == order.split()
    if by:
        work.undo()
    assert _titles(work, meeting) == ["Đón", "Chào", "Báo", "Thảo"]


def test_moving_what_is_gone(work: Workspace, meeting: records.Meeting, items):
    with pytest.raises(UserError, match="record-gone"):
        work.agenda.move(meeting.id, 99, 1)


def test_removing_closes_the_gap_and_keeps_what_was_said(work: Workspace, items,
                                                         meeting: records.Meeting):
    opinion = work.feedback.add(meeting.id, {"text": "Ý", "item_id": items[1].id}).id
    work.agenda.delete(meeting.id, [items[1].id, items[2].id])
    assert _titles(work, meeting) == ["Đón", "Thảo"]
    assert work.feedback.get(opinion).item_id is None
    work.undo()
    assert work.agenda.items(meeting.id) == items
    assert work.feedback.get(opinion).item_id == items[1].id


def test_a_state_is_set_with_its_reason(work: Workspace, meeting: records.Meeting, items):
    work.agenda.set_state(items[1].id, ItemState.WITHDRAWN, " hết\n giờ ")
    item = work.agenda.items(meeting.id)[1]
    assert (item.state, item.state_reason) == (ItemState.WITHDRAWN, "hết giờ")
    work.undo()
    assert work.agenda.items(meeting.id) == items


# --- planned times -------------------------------------------------------------------------------


def test_planned_times_follow_from_minutes(work: Workspace, meeting: records.Meeting, items):
    work.editor.set_field(records.AgendaItem, items[2].id, "fixed_start", "8:30")
    work.agenda.set_state(items[1].id, ItemState.SKIPPED)
    rows = work.agenda.rows(meeting)
    assert [row.planned_start.time() for row in rows if row.item.state != ItemState.SKIPPED] == [
        time(7, 30), time(8, 30), time(9)]
    assert rows[-1].planned_end == datetime(2023, 6, 30, 10)
    assert rows[0].opened_at is rows[0].closed_at is None
    assert rows[0].minutes_open(datetime(2023, 6, 30, 12)) == 0


def test_without_a_start_there_are_no_planned_times(work: Workspace, meeting: records.Meeting,
                                                    items, register: Register):
    with register.operation("Edit"):
        register.update(records.Meeting, meeting.id, {"starts_at": None})
    rows = work.agenda.rows(work.meetings.get(meeting.id))
    assert {(row.planned_start, row.planned_end) for row in rows} == {(None, None)}


# --- in session ----------------------------------------------------------------------------------


def test_the_first_item_starts_the_conference(work: Workspace, meeting: records.Meeting, items,
                                              clock: Clock):
    clock.advance(minutes=3)
    opened = work.agenda.open_next(meeting.id)
    assert opened.id == items[0].id == work.agenda.current(meeting.id).id
    started = work.meetings.get(meeting.id)
    assert (started.status, started.opened_at) == (MeetingStatus.LIVE, clock.now)
    assert work.undo_label().say(Texts.of("en")) == "Open item 1 Đón tiếp, điểm danh"
    work.undo()
    assert work.meetings.get(meeting.id) == meeting
    assert work.agenda.items(meeting.id) == items


def test_one_item_after_the_other(work: Workspace, meeting: records.Meeting, items, clock: Clock):
    start = clock.now
    for _ in items:
        work.agenda.open_next(meeting.id)
        clock.advance(minutes=10)
    assert _states(work, meeting) == ["done", "done", "done", "current"]
    assert work.agenda.open_next(meeting.id) is None
    assert work.agenda.current(meeting.id) is None
    rows = work.agenda.rows(meeting)
    assert [row.opened_at for row in rows] == [start + timedelta(minutes=10 * n) for n in range(4)]
    assert [row.closed_at for row in rows] == [start + timedelta(minutes=10 * n + 10)
                                               for n in range(4)]
    with pytest.raises(UserError, match="agenda-finished"):
        work.agenda.open_next(meeting.id)
    for _ in range(5):
        work.undo()
    assert work.agenda.items(meeting.id) == items


def test_dropped_items_are_passed_over(work: Workspace, meeting: records.Meeting, items):
    work.agenda.set_state(items[0].id, ItemState.SKIPPED)
    work.agenda.set_state(items[2].id, ItemState.WITHDRAWN)
    assert work.agenda.open_next(meeting.id).id == items[1].id
    assert work.agenda.open_next(meeting.id).id == items[3].id


def test_an_item_before_the_current_one_is_next_when_the_end_is_reached(
        work: Workspace, meeting: records.Meeting, items):
    work.agenda.open_item(items[3])
    assert work.agenda.open_next(meeting.id) is None
    assert work.agenda.open_next(meeting.id).id == items[0].id


def test_an_empty_agenda_is_finished(work: Workspace, meeting: records.Meeting):
    with pytest.raises(UserError, match="agenda-finished"):
        work.agenda.open_next(meeting.id)
    with pytest.raises(UserError, match="nothing-to-reopen"):
        work.agenda.reopen_previous(meeting.id)
    assert work.meetings.get(meeting.id) == meeting


def test_the_item_that_was_closed_last_is_reopened(work: Workspace, meeting: records.Meeting,
                                                   items, clock: Clock):
    for _ in range(3):
        work.agenda.open_next(meeting.id)
        clock.advance(minutes=10)
    assert work.agenda.reopen_previous(meeting.id).id == items[1].id
    assert _states(work, meeting) == ["done", "current", "done", "waiting"]
    clock.advance(minutes=5)
    assert work.agenda.reopen_previous(meeting.id).id == items[2].id
    row = work.agenda.rows(meeting)[1]
    assert row.minutes_open(clock.now) == 15
    assert len(row.spans) == 2
    work.undo()
    work.undo()
    assert _states(work, meeting) == ["done", "done", "current", "waiting"]


def test_time_and_not_number_says_which_item_was_closed_last(work: Workspace, items,
                                                             meeting: records.Meeting,
                                                             clock: Clock):
    for act in (work.agenda.open_next, work.agenda.open_next, work.agenda.reopen_previous,
                work.agenda.open_next):
        act(meeting.id)
        clock.advance(minutes=1)
    assert _states(work, meeting) == ["done", "done", "current", "waiting"]
    assert work.agenda.reopen_previous(meeting.id).id == items[0].id


def test_the_clock_of_the_current_item_runs(work: Workspace, meeting: records.Meeting, items,
                                            clock: Clock):
    work.agenda.open_next(meeting.id)
    row = work.agenda.rows(meeting)[0]
    assert row.minutes_open(clock.now + timedelta(minutes=7, seconds=59)) == 7
    assert row.minutes_open(clock.now - timedelta(minutes=5)) == 0


def test_opening_the_current_item_changes_nothing(work: Workspace, meeting: records.Meeting,
                                                  items, clock: Clock):
    work.agenda.open_next(meeting.id)
    before = work.history(10)
    clock.advance(minutes=5)
    work.agenda.open_item(items[0])
    assert work.history(10) == before
    assert len(work.agenda.rows(meeting)[0].spans) == 1


def test_opening_what_is_gone(work: Workspace, meeting: records.Meeting, items):
    work.agenda.delete(meeting.id, [items[0].id])
    with pytest.raises(UserError, match="record-gone"):
        work.agenda.open_item(items[0])


def test_skipping_the_current_item_stops_its_clock(work: Workspace, meeting: records.Meeting,
                                                   items, clock: Clock):
    work.agenda.open_next(meeting.id)
    clock.advance(minutes=5)
    work.agenda.set_state(items[0].id, ItemState.SKIPPED)
    assert work.agenda.current(meeting.id) is None
    assert work.agenda.rows(meeting)[0].closed_at == clock.now


def test_a_clock_that_was_set_back_closes_nothing_before_it_was_opened(
        work: Workspace, meeting: records.Meeting, items, clock: Clock):
    opened = clock.now
    work.agenda.open_next(meeting.id)
    clock.advance(hours=-1)
    work.agenda.open_next(meeting.id)
    assert work.agenda.rows(meeting)[0].closed_at == opened


def test_a_closed_conference_goes_on_when_an_item_is_opened(work: Workspace, items,
                                                            meeting: records.Meeting,
                                                            clock: Clock):
    start = clock.now
    work.agenda.open_next(meeting.id)
    clock.advance(hours=1)
    work.meetings.close(meeting.id)
    assert work.agenda.current(meeting.id) is None
    clock.advance(hours=1)
    work.agenda.reopen_previous(meeting.id)
    found = work.meetings.get(meeting.id)
    assert (found.status, found.opened_at, found.closed_at) == (MeetingStatus.LIVE, start, None)


def test_conferences_do_not_touch_each_others_items(work: Workspace, meeting: records.Meeting,
                                                    items):
    created = work.meetings.create({"title": "Khác", "organisation": "Trường",
                                    "starts_at": "1/7/2023"}, Texts.of("vi"))
    work.agenda.open_next(meeting.id)
    work.agenda.open_next(created.id)
    assert work.agenda.current(meeting.id).id == items[0].id
    assert work.agenda.rows(meeting)[0].closed_at is None


# --- the usual agenda ----------------------------------------------------------------------------


@pytest.mark.parametrize("form", MeetingForm)
def test_the_usual_agenda_has_the_legal_steps_in_their_order(form: MeetingForm):
    items = agenda_template(form, 7, Texts.of("vi"))
    assert [i.number for i in items] == list(range(1, len(items) + 1))
    tags = [i.legal_tag for i in items if i.legal_tag]
    assert set(tags) == {1, 2, 3, 4, 5, 6}
    assert tags[0] == 1
    assert [t for t in tags if t > 2] == sorted(t for t in tags if t > 2)
    assert all(i.title and i.minutes and i.meeting_id == 7 for i in items)
    assert {ItemKind.DISCUSSION, ItemKind.REPLY} <= {i.kind for i in items}
    assert all(len(i.title) <= 500 and len(i.presenter) <= 250 for i in items)


def test_credentials_are_reported_only_where_there_are_delegates():
    english = Texts.of("en")
    plenary = {i.title for i in agenda_template(MeetingForm.PLENARY, 1, english)}
    delegate = {i.title for i in agenda_template(MeetingForm.DELEGATE, 1, english)}
    assert delegate - plenary == {"Report on the credentials of the delegates"}
    assert plenary < delegate
