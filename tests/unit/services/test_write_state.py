"""What is said about saving, as a secretary may rely on it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import UserError
from desktop_app.services.write_state import PATIENCE, Failing, WriteState, Writing, concerns
from tests.conftest import Clock

HERE = Path("hội nghị.db")
COPY = Path("backups", "hội nghị (rescued).db")
FULL = UserError("disk-full", path=HERE)
BUSY = UserError("register-busy", path=HERE)
GONE = UserError("register-gone", path=HERE)


@pytest.fixture
def state(clock: Clock) -> WriteState:
    return WriteState(clock)


def test_nothing_typed_is_saved(state: WriteState, clock: Clock):
    assert state.view().saved_at == clock.now


def test_typing_is_saved_when_its_own_batch_is(state: WriteState, clock: Clock):
    state.typed(1)
    state.typed(2)
    state.batch_saved(1)
    assert state.view().saved_at is None
    state.batch_saved(2)
    assert state.view().saved_at == clock.now


def test_a_batch_that_was_quicker_than_the_telling(state: WriteState):
    state.batch_saved(1)
    state.typed(1)
    assert state.is_saved


def test_a_step_does_not_hide_that_typing_is_not_written(state: WriteState, clock: Clock):
    state.typed(1)
    state.batch_failed(FULL)
    began = clock.now
    clock.advance(seconds=3)
    state.step_done()
    seen = state.view()
    assert (seen.failing, seen.error, seen.since) == (Failing.TYPING, FULL, began)
    state.batch_saved(1)
    assert state.view() == Writing(clock.now)


def test_a_step_that_failed_is_told_until_one_is_recorded(state: WriteState, clock: Clock):
    state.step_failed(FULL)
    failed = clock.now
    clock.advance(seconds=1)
    state.typed(1)
    state.batch_saved(1)
    assert state.view() == Writing(clock.now, Failing.STEP, FULL, failed, unrecorded=True)
    state.step_done()
    assert state.view() == Writing(clock.now)


def test_a_step_that_failed_needs_no_copy_while_typing_is_written(state: WriteState):
    state.step_failed(FULL)
    assert not state.copy_is_due
    state.batch_failed(FULL)
    assert state.copy_is_due
    assert (state.view().failing, state.view().unrecorded) == (Failing.TYPING, True)


def test_the_file_was_written_to_before_that_was_told(state: WriteState):
    state.file_gone(GONE)
    state.batch_saved(6)
    state.file_back(proof=6)
    assert state.is_saved


def test_a_file_that_is_gone_counts_as_back_when_it_has_been_written_to(state: WriteState):
    state.file_gone(GONE)
    state.batch_saved(5)
    assert (state.is_saved, state.is_file_gone) == (False, True)
    state.file_back(proof=6)
    assert (state.is_saved, state.is_file_gone) == (False, False)
    state.batch_saved(6)
    assert state.is_saved


def test_the_gravest_is_told_and_the_time_of_the_first(state: WriteState, clock: Clock):
    state.batch_failed(FULL)
    began = clock.now
    clock.advance(seconds=5)
    state.file_gone(GONE)
    assert (state.view().error, state.view().since) == (GONE, began)


def test_another_write_under_way_is_no_failure_at_once(state: WriteState, clock: Clock):
    state.typed(1)
    state.batch_failed(BUSY)
    assert (state.view().failing, state.view().saved_at) == (None, None)
    clock.advance(seconds=PATIENCE.total_seconds())
    state.batch_failed(BUSY)
    assert state.view().failing is Failing.TYPING


def test_read_only_meanwhile_is_told_as_such(state: WriteState):
    state.batch_failed(UserError("register-read-only", path=HERE, reason=""))
    assert state.view().error.code == "register-unwritable"


def test_the_copy_is_due_until_it_holds_everything(state: WriteState, clock: Clock):
    assert not state.copy_is_due
    state.typed(1)
    state.batch_failed(FULL)
    assert state.copy_is_due
    state.copied(COPY, state.mark)
    assert (state.copy_is_due, state.view().copy) == (False, COPY)
    for tell in (lambda: state.typed(2), state.step_done):
        tell()
        assert state.copy_is_due
        state.copied(COPY, state.mark)
    state.copy_failed()
    assert (state.view().copy, state.view().copy_failed) == (COPY, True)
    state.batch_saved(2)
    assert (state.copy_is_due, state.view().copy) == (False, None)


def test_the_next_failure_has_no_copy_yet(state: WriteState):
    state.batch_failed(FULL)
    state.copied(COPY, state.mark)
    state.batch_saved(1)
    state.batch_failed(FULL)
    assert (state.copy_is_due, state.view().copy) == (True, None)


def test_news_is_told_once_for_many_keys(state: WriteState):
    told = []
    state.subscribe(lambda: told.append(state.is_saved))
    for stroke in range(1, 100):
        state.typed(stroke)
    state.batch_saved(99)
    assert told == [False, True]


@pytest.mark.parametrize(("error", "is_ours"), [
    (FULL, True), (GONE, True), (UserError("disk-full", path=Path("elsewhere.db")), False),
    (UserError("nothing-to-undo"), False), (UserError("target-unwritable", path=HERE), False)])
def test_whose_failure_it_is(error: UserError, is_ours: bool):
    assert concerns(error, HERE) is is_ours


STEPS = st.lists(st.sampled_from(["type", "snap", "written", "failed", "step", "step failed",
                                  "gone", "back"]), max_size=60)


class World:
    """A disk and a writer that takes a batch at one moment and has written it at a later one."""

    def __init__(self) -> None:
        self.now = datetime(2023, 6, 30)
        self.state = WriteState(lambda: self.now)
        self.stroke = self.on_disk = self.taken = 0
        self.gone = False

    def next(self) -> int:
        self.stroke += 1
        return self.stroke

    def act(self, step: str) -> None:
        self.now += timedelta(seconds=1)
        if step == "type":
            self.state.typed(self.next())
        elif step == "snap":
            self.taken = self.stroke
        elif step == "written" and not self.gone:
            self.on_disk = max(self.on_disk, self.taken)
            self.state.batch_saved(self.taken)
        elif step in ("written", "failed"):
            self.state.batch_failed(GONE if self.gone else FULL)
        elif step == "step":
            self.state.step_done()
        elif step == "step failed":
            self.state.step_failed(FULL)
        elif step == "gone":
            self.gone = True
            self.state.file_gone(GONE)
        elif step == "back" and self.gone:
            self.gone = False
            self.state.file_back(self.next())


@given(STEPS)
def test_saved_is_never_said_of_something_that_is_not_on_disk(steps: list[str]):
    world = World()
    for step in steps:
        world.act(step)
        seen = world.state.view()
        if seen.saved_at is not None:
            assert world.on_disk >= world.stroke
            assert not world.gone
            assert seen.failing in (None, Failing.STEP)
        if step == "failed":
            assert seen.failing is not None


@given(STEPS)
def test_whatever_happened_it_is_saved_once_writing_works(steps: list[str]):
    world = World()
    for step in [*steps, "back", "snap", "written"]:
        world.act(step)
    assert world.state.view().saved_at == world.now
