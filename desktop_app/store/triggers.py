"""The triggers by which the journal sees every row change, also by cascades and bulk updates.

They are made from the columns that the tables have, after every migration step, so a new column
is recorded without being mentioned here. A write outside an operation is refused by SQLite.
"""

import sqlite3

from desktop_app.store.models import JOURNALLED

_PREFIX = "journal_"
_REFUSE = """
CREATE TRIGGER {prefix}{table}_{event}_guard BEFORE {event} ON {table}
WHEN (SELECT operation_id IS NULL AND NOT replaying FROM journal_state)
BEGIN SELECT RAISE(ABORT, 'journal: write outside an operation'); END
"""
_RECORD = """
CREATE TRIGGER {prefix}{table}_{event} AFTER {event} ON {table}
WHEN (SELECT NOT replaying FROM journal_state) AND {before} IS NOT {after}
BEGIN
  INSERT INTO change(operation_id, table_name, row_id, before, after)
  SELECT operation_id, '{table}', {row}.id, {before}, {after} FROM journal_state;
END
"""


def remove_triggers(connection: sqlite3.Connection) -> None:
    """Lets a migration step change rows and tables without being recorded."""
    old = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE ?", (f"{_PREFIX}%",)
    ).fetchall()
    for (name,) in old:
        connection.execute(f"DROP TRIGGER {name}")


def install_triggers(connection: sqlite3.Connection) -> None:
    """Makes triggers that fit the tables as they are now; later steps may bring more tables."""
    for table in JOURNALLED:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for event in ("INSERT", "UPDATE", "DELETE") if columns else ():
            _install(connection, table, event, columns)


def _install(connection: sqlite3.Connection, table: str, event: str, columns: list[str]) -> None:
    before = "NULL" if event == "INSERT" else _as_json("OLD", columns)
    after = "NULL" if event == "DELETE" else _as_json("NEW", columns)
    row = "OLD" if event == "DELETE" else "NEW"
    for template in (_REFUSE, _RECORD):
        connection.execute(
            template.format(prefix=_PREFIX, table=table, event=event, before=before, after=after,
                            row=row)
        )


def _as_json(row: str, columns: list[str]) -> str:
    pairs = ", ".join(f"'{column}', {row}.{column}" for column in columns)
    return f"json_object({pairs})"
