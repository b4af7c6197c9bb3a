"""kill −9 at random moments, in every kind of field: see tests/kills."""

from pathlib import Path

from desktop_app.services.demo import write_demo
from desktop_app.store.register import Register
from tests.bench.table import Row
from tests.kills import harness


def run(folder: Path, kills: int) -> list[Row]:
    """All recorded entries must be there again, what had been typed up to 300 ms before, and the
    caret where it was."""
    register = folder / "kills.db"
    with Register.create(register) as opened:
        write_demo(opened)
    found = harness.run(register, folder / "kills", kills)
    entries = sum(kill.recorded for kill in found.kills)
    letters = sum(kill.letters for kill in found.kills)
    elsewhere = len(found.not_resumed)
    return [Row(f"kill −9 while typing, {kills} times", f"{found.entries} lost, "
                f"{found.worst_ms:.0f} ms", "", "", f"0 lost, ≤ {harness.BUDGET_MS} ms",
                found.keeps_the_promise(),
                f"{found.worst_beyond_ms:.0f} ms without the PC's own stalls; {entries} entries "
                f"recorded, {letters} letters typed, {elsewhere} times not gone on at the caret"
                + "".join(f"; gone: {lost}" for lost in found.lost))]
