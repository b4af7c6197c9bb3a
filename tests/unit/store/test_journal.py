import sqlite3
from datetime import timedelta
from pathlib import Path

import peewee
import pytest

from desktop_app.domain import records
from desktop_app.domain.changes import Changes, Touched
from desktop_app.domain.errors import UserError
from desktop_app.i18n import Texts
from desktop_app.store.journal import MERGE_WITHIN
from desktop_app.store.register import Register
from tests.conftest import Clock


def _add_unit(register: Register, meeting: records.Meeting, name: str) -> int:
    with register.operation("Add unit {name}", name=name):
        return register.insert(records.Unit(meeting_id=meeting.id, name=name))


def _rename(register: Register, unit: int, name: str, merge_key: str = "") -> None:
    with register.operation("Edit unit {name}", merge_key=merge_key, name=name):
        register.update(records.Unit, unit, {"name": name})


def _names(register: Register) -> list[str]:
    return [unit.name for unit in register.find(records.Unit)]


def _undone(register: Register) -> int:
    """Undoes everything and says how many steps that took."""
    count = 0
    while register.journal.undo_label():
        register.undo()
        count += 1
    return count


# --- undo and redo -------------------------------------------------------------------------------


def test_undo_and_redo_one_step_after_the_other(register: Register, meeting: records.Meeting):
    unit = _add_unit(register, meeting, "Khoa Điện")
    _rename(register, unit, "Khoa Cơ khí")
    register.undo()
    assert _names(register) == ["Khoa Điện"]
    register.undo()
    assert _names(register) == []
    register.redo()
    assert _names(register) == ["Khoa Điện"]
    register.redo()
    assert _names(register) == ["Khoa Cơ khí"]


def test_there_is_an_end_in_both_directions(register: Register, meeting: records.Meeting):
    with pytest.raises(UserError, match="nothing-to-redo"):
        register.redo()
    register.undo()
    with pytest.raises(UserError, match="nothing-to-undo"):
        register.undo()
    register.redo()
    assert register.find(records.Meeting) == [meeting]


def test_a_record_comes_back_as_it_was(register: Register, meeting: records.Meeting):
    unit = _add_unit(register, meeting, "Khoa Điện")
    with register.operation("Add {name}", name="An"):
        key = register.insert(records.Attendee(
            meeting_id=meeting.id, number=1, full_name="Hoàng An", unit_id=unit, summoned=False,
            birth_year=1980, note='Dấu " và \\ và \u2028 và 👩‍🏫'))
    person = register.get(records.Attendee, key)
    with register.operation("Remove"):
        register.delete(records.Attendee, [key])
    register.undo()
    assert register.get(records.Attendee, key) == person


def test_a_new_operation_overtakes_what_was_undone(register: Register, meeting: records.Meeting):
    _add_unit(register, meeting, "A")
    _add_unit(register, meeting, "B")
    register.undo()
    register.undo()
    _add_unit(register, meeting, "C")
    with pytest.raises(UserError, match="nothing-to-redo"):
        register.redo()
    states = [step.state for step in register.journal.history()]
    assert states == ["done", "overtaken", "overtaken", "done"]
    register.undo()
    assert _names(register) == []
    register.redo()
    assert _names(register) == ["C"]
    assert _undone(register) == 2
    assert register.find(records.Meeting) == []


def test_history_survives_reopening(path: Path, clock: Clock):
    with Register.open(path, now=clock) as register:
        with register.operation("Create conference {name}", name="2023"):
            meeting = register.insert(records.Meeting(title="2023"))
        _add_unit(register, register.get(records.Meeting, meeting), "A")
        register.undo()
    with Register.open(path, now=clock) as register:
        register.redo()
        assert _names(register) == ["A"]
        register.undo()
        register.undo()
        assert register.find(records.Meeting) == []


# --- what belongs to one step --------------------------------------------------------------------


def test_edits_under_one_key_within_a_minute_are_one_step(register: Register, clock: Clock,
                                                          meeting: records.Meeting):
    unit = _add_unit(register, meeting, "A")
    for name in ("AB", "ABC", "ABCD"):
        _rename(register, unit, name, "name")
        clock.advance(seconds=20)
    assert len(register.journal.history()) == 3
    _rename(register, unit, "later", "name")
    assert len(register.journal.history()) == 4
    register.undo()
    assert _names(register) == ["ABCD"]
    register.undo()
    assert _names(register) == ["A"]
    register.redo()
    assert _names(register) == ["ABCD"]


@pytest.mark.parametrize("away", [MERGE_WITHIN, timedelta(seconds=-1)])
def test_edits_at_other_times_are_steps_of_their_own(away: timedelta, register: Register,
                                                     clock: Clock, meeting: records.Meeting):
    unit = _add_unit(register, meeting, "A")
    _rename(register, unit, "B", "name")
    clock.advance(seconds=away.total_seconds())
    _rename(register, unit, "C", "name")
    register.undo()
    assert _names(register) == ["B"]


def test_edits_are_not_merged_over_another_step(register: Register, meeting: records.Meeting):
    unit = _add_unit(register, meeting, "A")
    _rename(register, unit, "B", "name")
    _rename(register, unit, "C")
    _rename(register, unit, "D", "name")
    register.undo()
    assert _names(register) == ["C"]


def test_edits_are_not_merged_into_a_step_that_was_undone(register: Register,
                                                          meeting: records.Meeting):
    unit = _add_unit(register, meeting, "A")
    _rename(register, unit, "B", "name")
    register.undo()
    _rename(register, unit, "C", "name")
    assert [s.state for s in register.journal.history()][:2] == ["done", "overtaken"]
    register.undo()
    assert _names(register) == ["A"]


def test_edits_are_merged_into_a_step_that_was_redone(register: Register,
                                                      meeting: records.Meeting):
    unit = _add_unit(register, meeting, "A")
    _rename(register, unit, "B", "name")
    register.undo()
    register.redo()
    _rename(register, unit, "C", "name")
    register.undo()
    assert _names(register) == ["A"]


def test_an_operation_inside_another_joins_it(register: Register, meeting: records.Meeting):
    with register.operation("Outer"):
        _add_unit(register, meeting, "A")
        _add_unit(register, meeting, "B")
    assert register.journal.undo_label().text == "Outer"
    register.undo()
    assert _names(register) == []


@pytest.mark.parametrize("merge_key", ["", "name"])
def test_an_operation_that_changes_nothing_leaves_no_trace(merge_key: str, register: Register,
                                                           meeting: records.Meeting):
    unit = _add_unit(register, meeting, "A")
    register.undo()
    register.redo()
    _rename(register, unit, "B", merge_key)
    register.undo()
    before = register.journal.history()
    seen: list[Changes] = []
    register.subscribe(seen.append)
    _rename(register, unit, "A", merge_key)
    with register.operation("Nothing"):
        pass
    assert register.journal.history() == before
    assert seen == []
    register.redo()
    assert _names(register) == ["B"]


# --- failures ------------------------------------------------------------------------------------


def test_a_failing_block_leaves_nothing(register: Register, meeting: records.Meeting):
    seen: list[Changes] = []
    register.subscribe(seen.append)
    before = register.journal.history()
    with pytest.raises(ZeroDivisionError), register.operation("Fails"):  # noqa: PT012
        register.insert(records.Unit(meeting_id=meeting.id, name="A"))
        register.update(records.Meeting, meeting.id, {"title": "other"})
        raise ZeroDivisionError
    assert _names(register) == []
    assert register.find(records.Meeting) == [meeting]
    assert register.journal.history() == before
    assert seen == []
    _add_unit(register, meeting, "B")
    assert _names(register) == ["B"]


def test_a_failing_block_inside_another_takes_it_along(register: Register,
                                                       meeting: records.Meeting):
    with pytest.raises(ZeroDivisionError), register.operation("Outer"):  # noqa: PT012
        _add_unit(register, meeting, "A")
        with register.operation("Inner"):
            raise ZeroDivisionError
    assert _names(register) == []


@pytest.mark.parametrize("write", [
    lambda r, m: r.insert(records.Unit(meeting_id=m.id, name="A")),
    lambda r, m: r.update(records.Meeting, m.id, {"title": "other"}),
    lambda r, m: r.delete(records.Meeting, [m.id]),
])
def test_a_write_outside_an_operation_is_refused(write, register: Register,
                                                 meeting: records.Meeting):
    with pytest.raises(peewee.IntegrityError, match="outside an operation"):
        write(register, meeting)
    assert register.find(records.Meeting) == [meeting]
    assert _names(register) == []


def test_a_write_of_another_program_is_refused(path: Path, register: Register,
                                               meeting: records.Meeting):
    other = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="outside an operation"):
        other.execute("DELETE FROM meeting")
    other.close()


def test_a_reference_to_what_is_gone_is_told(register: Register, meeting: records.Meeting):
    unit = _add_unit(register, meeting, "A")
    register.undo()
    for write in (lambda: register.insert(records.Attendee(meeting_id=meeting.id, full_name="An",
                                                           unit_id=unit)),
                  lambda: register.update(records.Unit, unit, {"name": "B"})):
        with pytest.raises(UserError, match="record-gone"), register.operation("Fails"):
            write()
    assert register.find(records.Attendee) == []


# --- what others do to rows ----------------------------------------------------------------------


def test_cascades_are_recorded_and_undone(register: Register, meeting: records.Meeting):
    with register.operation("Fill"):
        unit = register.insert(records.Unit(meeting_id=meeting.id, name="Khoa"))
        theme = register.insert(records.Theme(meeting_id=meeting.id, name="Lương"))
        person = register.insert(records.Attendee(meeting_id=meeting.id, full_name="An",
                                                  unit_id=unit))
        register.insert(records.PresenceSpan(attendee_id=person, came_at=register.now()))
        opinion = register.insert(records.Feedback(
            meeting_id=meeting.id, number=1, text="Tăng lương", attendee_id=person, unit_id=unit,
            theme_ids=(theme,), addressed_ids=(unit,)))
        register.insert(records.Feedback(meeting_id=meeting.id, number=2, text="Cũng vậy",
                                         same_as_id=opinion))
        register.insert(records.Reply(meeting_id=meeting.id, text="Sẽ xem",
                                      feedback_ids=(opinion,)))
    before = {t: register.find(t) for t in records.RECORD_TYPES}
    for record_type, key in ((records.Unit, unit), (records.Theme, theme),
                             (records.Attendee, person), (records.Feedback, opinion),
                             (records.Meeting, meeting.id)):
        with register.operation("Remove"):
            register.delete(record_type, [key])
        after = {t: register.find(t) for t in records.RECORD_TYPES}
        assert after != before
        register.undo()
        assert {t: register.find(t) for t in records.RECORD_TYPES} == before
        register.redo()
        assert {t: register.find(t) for t in records.RECORD_TYPES} == after
        register.undo()


def test_changes_of_many_rows_at_once_are_recorded_and_undone(register: Register,
                                                              meeting: records.Meeting):
    _add_unit(register, meeting, "A")
    _add_unit(register, meeting, "B")
    with register.operation("Rank"):
        register._database.execute_sql("UPDATE unit SET rank = 7, name = name || '!'")
    assert register.journal.history()[0].rows == 2
    register.undo()
    assert [(u.name, u.rank) for u in register.find(records.Unit)] == [("A", 0), ("B", 0)]


# --- what listeners are told ---------------------------------------------------------------------


@pytest.fixture
def told(register: Register, meeting: records.Meeting) -> list[Changes]:
    seen: list[Changes] = []
    register.subscribe(seen.append)
    return seen


def test_changes_name_what_was_touched(register: Register, meeting: records.Meeting,
                                       told: list[Changes], clock: Clock):
    unit = _add_unit(register, meeting, "A")
    _rename(register, unit, "B")
    with register.operation("Remove"):
        register.delete(records.Unit, [unit])
    added = Touched(inserted=frozenset({unit}))
    updated = Touched(updated=frozenset({unit}))
    deleted = Touched(deleted=frozenset({unit}))
    assert [c.tables for c in told] == [{"unit": added}, {"unit": updated}, {"unit": deleted}]
    assert told[0].at == clock.now
    assert told[0].label.say(Texts.of("en")) == "Add unit A"
    told.clear()
    for _ in range(3):
        register.undo()
    for _ in range(3):
        register.redo()
    assert [c.tables["unit"] for c in told] == [added, updated, deleted, added, updated, deleted]


def test_a_record_whose_links_changed_counts_as_updated(register: Register,
                                                        meeting: records.Meeting,
                                                        told: list[Changes]):
    with register.operation("Add"):
        theme = register.insert(records.Theme(meeting_id=meeting.id, name="Nghiên cứu"))
        opinion = register.insert(records.Feedback(meeting_id=meeting.id, number=1, text="a",
                                                   theme_ids=(theme,)))
    with register.operation("Edit"):
        register.update(records.Feedback, opinion, {"theme_ids": ()})
    register.undo()
    with register.operation("Remove"):
        register.delete(records.Feedback, [opinion])
    key = frozenset({opinion})
    assert [c.tables["feedback"] for c in told] == [
        Touched(inserted=key), Touched(updated=key), Touched(updated=key), Touched(deleted=key)]


def test_changes_tell_the_net_effect(register: Register, meeting: records.Meeting,
                                     told: list[Changes]):
    kept = _add_unit(register, meeting, "kept")
    with register.operation("Mixed"):
        gone = register.insert(records.Unit(meeting_id=meeting.id, name="gone"))
        new = register.insert(records.Unit(meeting_id=meeting.id, name="new"))
        register.update(records.Unit, new, {"name": "newer"})
        register.update(records.Unit, kept, {"name": "changed"})
        register.delete(records.Unit, [gone, kept])
    assert told[-1].touched("unit") == Touched(inserted=frozenset({new}), deleted=frozenset({kept}))
    assert told[-1].touched("unit").all == {new, kept}
    assert told[-1].touched("note") == Touched()
    assert told[-1].touches("note", "unit")
    assert not told[-1].touches("note")


def test_merged_edits_are_told_each_for_itself(register: Register, meeting: records.Meeting,
                                               told: list[Changes]):
    first, second = _add_unit(register, meeting, "A"), _add_unit(register, meeting, "B")
    told.clear()
    _rename(register, first, "AA", "names")
    _rename(register, second, "BB", "names")
    assert [c.touched("unit").all for c in told] == [{first}, {second}]
    register.undo()
    assert told[-1].touched("unit").all == {first, second}


def test_a_listener_sees_what_is_committed(register: Register, meeting: records.Meeting):
    seen: list[list[str]] = []
    register.subscribe(lambda _: seen.append(_names(register)))
    _add_unit(register, meeting, "A")
    register.undo()
    assert seen == [["A"], []]


# --- history -------------------------------------------------------------------------------------


def test_history_tells_each_step_in_the_users_words(register: Register, meeting: records.Meeting,
                                                    clock: Clock):
    clock.advance(minutes=1)
    unit = _add_unit(register, meeting, "Khoa {name} “Điện” \"%s\"")
    _rename(register, unit, "B")
    register.undo()
    edit, add, create = register.journal.history()
    english = Texts.of("en")
    assert edit.label.say(english) == "Edit unit B"
    assert add.label.say(english) == "Add unit Khoa {name} “Điện” \"%s\""
    assert create.label.say(english) == "Create conference 2023"
    assert [s.state for s in (edit, add, create)] == ["undone", "done", "done"]
    assert [s.rows for s in (edit, add, create)] == [1, 1, 1]
    assert add.at == clock.now == create.at + timedelta(minutes=1)
    assert register.journal.undo_label() == add.label
    assert register.journal.redo_label() == edit.label
    assert register.journal.history(limit=1) == [edit]


def test_an_empty_register_has_no_history(register: Register):
    assert register.journal.history() == []
    assert register.journal.undo_label() is None
    assert register.journal.redo_label() is None
