"""The one door for changes: an operation is a transaction, an undo step and a line of history.

Triggers (see `triggers.py`) write before and after of every row into `change`; undo and redo play
those rows back. Both survive restarts.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from peewee import SqliteDatabase

from desktop_app.domain.changes import Changes, Label, Step, Touched
from desktop_app.domain.errors import UserError
from desktop_app.store.models import LINK_OWNERS

MERGE_WITHIN = timedelta(seconds=60)
_STAMP = "%Y-%m-%d %H:%M:%S"

Listener = Callable[[Changes], None]


class Journal:
    """Operations, undo, redo and history of one open register."""

    def __init__(self, database: SqliteDatabase, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._depth = 0
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> None:
        """Calls `listener` once after every commit, undo and redo, with what was touched."""
        self._listeners.append(listener)

    def unsubscribe_all(self) -> None:
        """Nobody is told of changes any more."""
        self._listeners.clear()

    def announce(self, changes: Changes) -> None:
        """Tells the listeners of a step, also of one that another connection has committed."""
        for listener in self._listeners:
            listener(changes)

    @contextmanager
    def operation(self, label: Label, merge_key: str = "") -> Iterator[None]:
        """Everything written inside is kept together or not at all, and undone together.

        Inside another operation it joins that one. With a `merge_key`, it becomes part of the
        last step if that has the same key and is less than a minute old. An operation that
        changes nothing leaves no trace.
        """
        if self._depth:
            yield
            return
        self._depth = 1
        try:
            with self._database.atomic("IMMEDIATE"):
                step, first_change = self._begin(label, merge_key)
                yield
                changes = self._finish(step, first_change, label)
        finally:
            self._depth = 0
        if changes.tables:
            self.announce(changes)

    def undo(self) -> Changes:
        """Takes the last step back. Raises `nothing-to-undo`."""
        step = self._one("SELECT id FROM operation WHERE state = 'done' ORDER BY id DESC LIMIT 1")
        if step is None:
            raise UserError("nothing-to-undo")
        return self._replay(step[0], "undone")

    def redo(self) -> Changes:
        """Does the last step that was taken back again. Raises `nothing-to-redo`."""
        step = self._one("SELECT id FROM operation WHERE state = 'undone' ORDER BY id LIMIT 1")
        if step is None:
            raise UserError("nothing-to-redo")
        return self._replay(step[0], "done")

    def undo_label(self) -> Label | None:
        """What `undo` would take back, in the user's words."""
        return self._label("SELECT label, params FROM operation WHERE state = 'done' "
                           "ORDER BY id DESC LIMIT 1")

    def redo_label(self) -> Label | None:
        """What `redo` would do again, in the user's words."""
        return self._label("SELECT label, params FROM operation WHERE state = 'undone' "
                           "ORDER BY id LIMIT 1")

    def history(self, limit: int = 500) -> list[Step]:
        """The latest steps, newest first, with how many row changes each made."""
        rows = self._database.execute_sql(
            "SELECT id, label, params, at, state, "
            "(SELECT count(*) FROM change WHERE operation_id = operation.id) "
            "FROM operation ORDER BY id DESC LIMIT ?", (limit,))
        return [
            Step(key, Label(label, json.loads(params)), datetime.strptime(at, _STAMP), count, state)
            for key, label, params, at, state, count in rows
        ]

    # --- recording ---------------------------------------------------------------------------

    def _begin(self, label: Label, merge_key: str) -> tuple[int, int]:
        now = self._now().replace(microsecond=0)
        last_change = self._one("SELECT max(id) FROM change")
        step = self._mergeable(merge_key, now)
        if step is None:
            step = self._database.execute_sql(
                "INSERT INTO operation(label, params, merge_key, at, state) "
                "VALUES (?, ?, ?, ?, 'open')",
                (label.text, json.dumps(dict(label.params), ensure_ascii=False, default=str),
                 merge_key, now.strftime(_STAMP)),
            ).lastrowid
        self._database.execute_sql("UPDATE journal_state SET operation_id = ?", (step,))
        return step, (last_change[0] or 0) if last_change else 0

    def _mergeable(self, merge_key: str, now: datetime) -> int | None:
        if not merge_key:
            return None
        last = self._one("SELECT id, merge_key, at, state FROM operation ORDER BY id DESC LIMIT 1")
        if last is None or last[1] != merge_key or last[3] != "done":
            return None
        age = now - datetime.strptime(last[2], _STAMP)
        return int(last[0]) if timedelta(0) <= age < MERGE_WITHIN else None

    def _finish(self, step: int, first_change: int, label: Label) -> Changes:
        rows = self._database.execute_sql(
            "SELECT table_name, row_id, before IS NOT NULL, after IS NOT NULL FROM change "
            "WHERE operation_id = ? AND id > ? ORDER BY id", (step, first_change)).fetchall()
        if rows:
            self._database.execute_sql("UPDATE operation SET state = 'overtaken' "
                                       "WHERE state = 'undone'")
            self._database.execute_sql("UPDATE operation SET state = 'done' WHERE id = ?", (step,))
        else:
            self._database.execute_sql("DELETE FROM operation WHERE id = ? AND state = 'open'",
                                       (step,))
        self._database.execute_sql("UPDATE journal_state SET operation_id = NULL")
        return Changes(label, self._with_owners(_summary(rows), step, first_change), self._now())

    def _with_owners(self, tables: dict[str, Touched], step: int,
                     first_change: int = 0) -> dict[str, Touched]:
        """A record whose links changed counts as updated itself."""
        for links, (owner, column) in LINK_OWNERS.items():
            if links in tables:
                rows = self._database.execute_sql(
                    "SELECT DISTINCT json_extract(coalesce(after, before), ?) FROM change "
                    "WHERE operation_id = ? AND id > ? AND table_name = ?",
                    (f"$.{column}", step, first_change, links)).fetchall()
                known = tables.get(owner, Touched())
                keys = {key for (key,) in rows} - known.inserted - known.deleted
                if keys:
                    tables[owner] = replace(known, updated=known.updated | keys)
        return tables

    # --- playing back ------------------------------------------------------------------------

    def _replay(self, step: int, state: str) -> Changes:
        back = state == "undone"
        label = self._label("SELECT label, params FROM operation WHERE id = ?", step)
        assert label is not None
        with self._database.atomic("IMMEDIATE"):
            self._database.execute_sql("PRAGMA defer_foreign_keys = ON")
            self._database.execute_sql("UPDATE journal_state SET replaying = 1")
            rows = self._database.execute_sql(
                "SELECT table_name, row_id, before, after FROM change WHERE operation_id = ? "
                f"ORDER BY id {'DESC' if back else 'ASC'}", (step,)).fetchall()
            for table, key, before, after in rows:
                self._put(table, key, *((after, before) if back else (before, after)))
            self._database.execute_sql("UPDATE operation SET state = ? WHERE id = ?", (state, step))
            self._database.execute_sql("UPDATE journal_state SET replaying = 0")
        flags = [(t, k, (after if back else before) is not None,
                  (before if back else after) is not None) for t, k, before, after in rows]
        changes = Changes(label, self._with_owners(_summary(flags), step), self._now())
        self.announce(changes)
        return changes

    def _put(self, table: str, key: int, old: str | None, new: str | None) -> None:
        """Makes the row what `new` says; `table` comes from our own triggers, never from users."""
        if new is None:
            self._database.execute_sql(f"DELETE FROM {table} WHERE id = ?", (key,))
            return
        values = json.loads(new)
        if old is None:
            names, marks = ", ".join(values), ", ".join("?" * len(values))
            self._database.execute_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})",
                                       tuple(values.values()))
            return
        held = json.loads(old)
        changed = {n: v for n, v in values.items() if v != held.get(n, v)}
        if changed:
            places = ", ".join(f"{name} = ?" for name in changed)
            self._database.execute_sql(f"UPDATE {table} SET {places} WHERE id = ?",
                                       (*changed.values(), key))

    # --- helpers -----------------------------------------------------------------------------

    def _one(self, sql: str, *params: object) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._database.execute_sql(sql, params).fetchone()
        return found

    def _label(self, sql: str, *params: object) -> Label | None:
        row = self._one(sql, *params)
        return Label(row[0], json.loads(row[1])) if row else None


def _summary(rows: Iterable[tuple[str, int, bool, bool]]) -> dict[str, Touched]:
    """The net effect by table: a row that came and went inside one operation is not mentioned."""
    first_had: dict[tuple[str, int], bool] = {}
    last_has: dict[tuple[str, int], bool] = {}
    for table, key, had, has in rows:
        first_had.setdefault((table, key), bool(had))
        last_has[table, key] = bool(has)
    sorted_rows: dict[str, dict[str, set[int]]] = {}
    for (table, key), has in last_has.items():
        had = first_had[table, key]
        if had or has:
            kind = "updated" if had and has else "inserted" if has else "deleted"
            sorted_rows.setdefault(table, {}).setdefault(kind, set()).add(key)
    return {
        table: Touched(**{kind: frozenset(keys) for kind, keys in kinds.items()})
        for table, kinds in sorted_rows.items()
    }
