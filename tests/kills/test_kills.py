"""kill −9 while somebody types: nothing recorded is gone, and at most 300 ms of typing."""

import pytest

from desktop_app.services.demo import write_demo
from desktop_app.store.register import Register
from tests.kills import harness

KILLS = 24


@pytest.mark.journey
def test_nothing_is_lost_by_kills(tmp_path):
    register = tmp_path / "demo.db"
    with Register.create(register) as opened:
        write_demo(opened)
    summary = harness.run(register, tmp_path, KILLS)
    assert len(summary.kills) == KILLS
    assert sum(kill.letters for kill in summary.kills) > KILLS
    assert sum(kill.recorded for kill in summary.kills) > 0
    assert summary.entries == 0
    assert summary.worst_beyond_ms <= harness.BUDGET_MS
    assert summary.not_resumed == []
