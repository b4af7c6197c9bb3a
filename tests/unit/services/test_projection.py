"""The public screen: what is on it, and what never is."""

from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from enum import Enum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain import kinds, records
from desktop_app.domain.kinds import ItemState, MeetingStatus, NoteKind
from desktop_app.services import projection
from desktop_app.services.projection import Projection, PublicItem
from desktop_app.services.session import Context
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register
from tests.conftest import Clock

PUBLIC = {
    "head": {"title", "organisation", "place", "starts_at", "status"},
    "items": {"number", "title", "presenter", "state"},
    "speaker": {"name", "position", "unit", "began_at", "paused_at", "paused_seconds",
                "limit_minutes"},
    "quorum": {"present", "base", "met"},
    "result": set(),
}
"""Every fact that may be on the public screen; one more is a decision, not an accident."""
SECRET = "bí mật 0912345678"


@pytest.fixture
def context(work: Workspace, meeting: records.Meeting, people) -> Context:
    for title in ("Khai mạc", "Thảo luận", "Bế mạc"):
        work.agenda.add(meeting.id, {"title": title, "kind": "discussion", "minutes": 30})
    work.agenda.open_next(meeting.id)
    work.agenda.open_next(meeting.id)
    return Context(meeting.id, work.agenda.current(meeting.id))


def leaves(value: object) -> list[object]:
    """All values in a projection, however deep."""
    if is_dataclass(value):
        return [leaf for f in fields(value) for leaf in leaves(getattr(value, f.name))]
    if isinstance(value, tuple):
        return [leaf for part in value for leaf in leaves(part)]
    return [value]


def vote(work: Workspace, context: Context, text: str) -> projection.VoteResult:
    work.session.capture(f"/b {text}", context)
    return work.projections.results(context.meeting_id)[0]


def test_it_has_no_field_that_is_not_public():
    kept = {f.name: f.type for f in fields(Projection)}
    assert kept.keys() == PUBLIC.keys()
    for name, wanted in PUBLIC.items():
        part = getattr(projection, f"Public{name.rstrip('s').capitalize()}", None)
        assert {f.name for f in fields(part)} == wanted if part else not wanted


def test_what_the_public_sees(work: Workspace, context: Context, people, clock: Clock):
    for who in ("Đức", "Ân", "An", "Ánh"):
        work.attendance.toggle(people[who].id)
    work.floor.give("@Trần Văn Đức", context)
    shown = work.projections.read(context.meeting_id)
    assert shown.in_session
    assert [(i.number, i.state) for i in shown.items] == [
        (1, ItemState.DONE), (2, ItemState.CURRENT), (3, ItemState.WAITING)]
    assert (shown.current, shown.next) == (shown.items[1], shown.items[2])
    speaker = shown.speaker
    assert speaker
    assert (speaker.name, speaker.position, speaker.unit) == (
        "Trần Văn Đức", "Trưởng khoa", "Khoa Cơ khí")
    now = clock.advance(minutes=2)
    assert speaker.clock(now) == work.floor.state(
        work.meetings.get(context.meeting_id), None).clock(now)
    quorum = work.presence.quorum(work.meetings.get(context.meeting_id))
    assert shown.quorum
    assert (shown.quorum.present, shown.quorum.base, shown.quorum.met) == (
        quorum.present, quorum.base, quorum.met) == (4, 5, True)


def test_a_conference_that_is_not_there_shows_nothing(work: Workspace):
    assert work.projections.read(7) == Projection()
    assert not Projection().in_session


def test_the_next_item_is_the_first_after_what_took_place():
    def items(*states: ItemState) -> Projection:
        return Projection(items=tuple(PublicItem(n, str(n), "", state)
                                      for n, state in enumerate(states, 1)))

    done, waiting, dropped = ItemState.DONE, ItemState.WAITING, ItemState.SKIPPED
    assert items(waiting, done, dropped, waiting).next == PublicItem(4, "4", "", waiting)
    assert items(waiting, done).next == PublicItem(1, "1", "", waiting)
    assert items(done, dropped).next is None


def test_only_what_was_touched_is_read_again_and_all_of_it(work: Workspace, context: Context,
                                                           people):
    """After each step the renewed projection is the one that would be read anew."""
    shown = work.projections.read(context.meeting_id)
    seen: list[object] = []
    work.subscribe(seen.append)
    steps = [
        lambda: work.attendance.toggle(people["Đức"].id),
        lambda: work.floor.give("@Trần Văn Đức", context),
        lambda: work.floor.pause(context.meeting_id),
        lambda: work.editor.set_field(records.Attendee, people["Đức"].id, "position", "Phó khoa"),
        lambda: work.editor.set_field(records.Meeting, context.meeting_id, "turn_minutes", "3"),
        lambda: work.agenda.open_next(context.meeting_id),
        lambda: work.attendance.delete([people["Ổn"].id]),
        lambda: work.floor.end(context.meeting_id),
        lambda: work.meetings.close(context.meeting_id),
        work.undo, work.undo, work.undo, work.redo,
    ]
    for place, step in enumerate(steps):
        step()
        shown = work.projections.renewed(shown, context.meeting_id, seen.pop())
        assert shown == work.projections.read(context.meeting_id), place


def test_a_note_reads_nothing_again(work: Workspace, context: Context):
    shown = replace(work.projections.read(context.meeting_id), result="đã công bố")
    seen: list[object] = []
    work.subscribe(seen.append)
    work.session.capture("/n ghi riêng", context)
    renewed = work.projections.renewed(shown, context.meeting_id, seen[0])
    assert (renewed, renewed.items) == (shown, shown.items)
    assert renewed.items is shown.items


# --- vote results -----------------------------------------------------------------------------


def test_the_latest_results_come_first_and_none_is_released(work: Workspace, context: Context,
                                                            clock: Clock):
    vote(work, context, "138/138 tán thành")
    clock.advance(minutes=1)
    latest = vote(work, context, "Nghị quyết: 137/138")
    results = work.projections.results(context.meeting_id)
    assert [r.text for r in results] == ["Nghị quyết: 137/138", "138/138 tán thành"]
    assert work.projections.read(context.meeting_id).result == ""
    assert work.projections.stands(latest)
    steps = len(work.history())
    work.projections.read(context.meeting_id)
    assert len(work.history()) == steps
    work.undo()
    assert not work.projections.stands(latest)
    work.redo()
    work.editor.set_field(records.Note, latest.id, "kind", NoteKind.NOTE.value)
    assert not work.projections.stands(latest)


# --- what never is on the screen --------------------------------------------------------------


def secrets(work: Workspace, context: Context, person: records.Attendee) -> None:
    """A secret in every field that is not public."""
    meeting_id = context.meeting_id
    for line in ("/n", "/y", "/k", "/v", "/b"):
        work.session.capture(f"{line} {SECRET}", context)
    opinion = work.feedback.load([1])[0]
    work.session.capture(f"/t {SECRET}", replace(context, selected_opinion=opinion.id))
    work.parking.park(SECRET, context)
    work.floor.ask(f"@{SECRET}", context)
    work.drafts.put(f"capture:{meeting_id}", SECRET, 0)
    with work.register.operation("Secrets"):
        work.register.update(records.Attendee, person.id, {
            "phone": SECRET, "email": SECRET, "note": SECRET, "staff_code": SECRET,
            "excuse_reason": SECRET, "birth_year": 1971, "degree": SECRET, "academic_rank": SECRET,
            "honorific": SECRET, "gender": kinds.Gender.FEMALE.value})
        for item in work.agenda.items(meeting_id):
            work.register.update(records.AgendaItem, item.id,
                                 {"note": SECRET, "state_reason": SECRET})
        for record in work.feedback.load([opinion.id]):
            work.register.update(records.Feedback, record.id, {"gist": SECRET})


def test_no_secret_reaches_it(work: Workspace, context: Context, people):
    secrets(work, context, people["Đức"])
    work.floor.give("@Trần Văn Đức", context)
    found = leaves(work.projections.read(context.meeting_id))
    assert not [leaf for leaf in found if SECRET in str(leaf) or leaf == 1971]
    assert {type(leaf) for leaf in found if not isinstance(leaf, Enum)} <= {
        str, int, bool, type(None), datetime}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(line=st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=60))
def test_no_line_that_is_typed_changes_it(work: Workspace, register: Register, context: Context,
                                          line: str):
    before = work.projections.read(context.meeting_id)
    work.session.capture(f"/n x{line}", context)
    assert work.projections.read(context.meeting_id) == before


def test_the_status_is_known(work: Workspace, context: Context):
    work.meetings.close(context.meeting_id)
    shown = work.projections.read(context.meeting_id)
    assert (shown.head.status, shown.in_session) == (MeetingStatus.CLOSED, False)
