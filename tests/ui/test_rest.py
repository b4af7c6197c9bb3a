"""Work that waits for a rest, and the garbage that is collected then."""

import gc
import weakref
from functools import partial
from threading import Thread, get_ident

import pytest

from desktop_app.ui import rest
from desktop_app.ui.rest import Garbage, Rest


@pytest.fixture
def resting(qapp, monkeypatch):
    monkeypatch.setattr(rest, "QUIET_MS", 1)
    made = Rest()
    yield made
    made.end()


def test_each_job_is_done_once_in_the_order_of_first_asking(qtbot, resting):
    done = []
    for name, said in (("one", "early"), ("two", "then"), ("one", "late")):
        resting.do(name, partial(done.append, said))
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["late", "then"]


def test_jobs_wait_while_somebody_types(resting, monkeypatch):
    resting.do("first", lambda: None)
    monkeypatch.setattr(rest, "QUIET_MS", 3_600_000)
    resting.put_off()
    assert resting._timer.remainingTime() > 1_000_000


def test_a_job_may_ask_for_another(qtbot, resting):
    done = []
    resting.do("first", lambda: resting.do("second", lambda: done.append("second")))
    qtbot.waitUntil(lambda: done == ["second"])


def test_what_is_over_is_not_done(resting):
    resting.do("first", lambda: None)
    resting.end()
    assert not resting._timer.isActive()
    resting.put_off()
    assert not resting._timer.isActive()


class Ring:
    """Something that only the collector can find."""

    def __init__(self) -> None:
        self.itself = self


def test_no_other_thread_collects_garbage(qtbot, monkeypatch):
    monkeypatch.setattr(rest, "LOOK_MS", 1)
    where: list[int] = []
    garbage = Garbage()
    try:
        gone = weakref.ref(Ring(), lambda _gone: where.append(get_ident()))
        thread = Thread(target=lambda: [[] for _new in range(100_000)])
        thread.start()
        thread.join()
        assert where == []
        assert gone() is not None
        kept = [[] for _new in range(rest.MANY)]
        qtbot.waitUntil(lambda: bool(where))
        assert where == [get_ident()]
        assert len(kept) == rest.MANY
    finally:
        garbage.end()


def test_garbage_goes_at_a_rest_and_what_stays_is_left_out(qapp):
    collects = gc.isenabled()
    garbage = Garbage()
    try:
        kept, gone = Ring(), weakref.ref(Ring())
        garbage.collect()
        assert gone() is None
        assert gc.get_freeze_count() > 0
        later = weakref.ref(kept)
        del kept
        garbage.collect()
        assert later() is not None
        garbage.look_at_all()
        garbage.collect()
        assert later() is None
    finally:
        garbage.end()
    assert gc.isenabled() == collects
    assert gc.get_freeze_count() == 0
