"""A list of 5,000 people, each with another telephone, merged into the register, and how long the
window's thread stands still meanwhile.

The reference are the bare updates of the same cells in one transaction, which the triggers of the
journal record as well: they make the merge one undo step.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter

from desktop_app.domain.list_table import ListKind, ListRows, ListTable
from desktop_app.exchange.lists import FileLists
from desktop_app.services.importing import ListMerge, Preview, compare, merge_list
from desktop_app.store.register import Register
from tests.bench import children
from tests.bench.registers import LARGE_IN_ONE, Registers
from tests.bench.table import Row, ratio

BUDGET, STALL_MS, TIMES = 3.0, 50.0, 5
PHONE = "0911111111"


def run(registers: Registers, folder: Path) -> list[Row]:
    """Both rows."""
    path = registers.copy(LARGE_IN_ONE, "merge")
    ours = [_merged(path) for _ in range(TIMES)]
    theirs = [_updated(path, folder / "bare.db") for _ in range(TIMES)]
    gaps = children.run("child_merge", path, folder)
    return [ratio("merge of 5,000 changed people", median(ours), median(theirs), BUDGET, "s"),
            ratio("longest stall of the window meanwhile", max(gaps["ms"]), STALL_MS, 1, "ms",
                  f"while they are shown {gaps['shown_ms']:.0f} ms")]


def changed_people(register: Register, meeting_id: int) -> ListMerge:
    """The comparison of a list in which everybody has another telephone."""
    rows = ListRows()
    names = dict(register.sql("SELECT id, name FROM unit"))
    for number, (name, unit, uid) in enumerate(register.sql(
            "SELECT full_name, unit_id, uid FROM attendee WHERE meeting_id = ?", (meeting_id,)), 2):
        rows.add(number, {"full_name": name, "phone": PHONE, "unit": names.get(unit, ""),
                          "uid": uid})
    table = ListTable("list", 1, {"full_name": (1,), "phone": (2,), "unit": (3,)}, rows)
    return compare(register, meeting_id,
                   Preview(Path("list.xlsx"), ListKind.ATTENDEES, FileLists((table,))))


def _merged(path: Path) -> float:
    with Register.open(path) as register:
        merge = changed_people(register, 1)
        begun = perf_counter()
        merge_list(register, 1, merge)
        spent = perf_counter() - begun
        register.undo()
    return spent


def _updated(path: Path, copy: Path) -> float:
    """Seconds for the bare updates, on a copy."""
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, \
            closing(sqlite3.connect(copy, isolation_level=None)) as bare:
        source.backup(bare)
        bare.execute("PRAGMA journal_mode = WAL")
        keys = bare.execute("SELECT id FROM attendee WHERE meeting_id = 1").fetchall()
        begun = perf_counter()
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO operation(label, params, merge_key, at, state) "
                     "VALUES ('Import', '{}', '', '2026-01-01 00:00:00', 'open')")
        bare.execute("UPDATE journal_state SET operation_id = last_insert_rowid()")
        for (key,) in keys:
            bare.execute("UPDATE attendee SET phone = ? WHERE id = ?", (PHONE, key))
        bare.execute("COMMIT")
        return perf_counter() - begun
