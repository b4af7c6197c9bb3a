"""One open register: reading and writing records, operations, drafts and settings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from peewee import Expression, Query, SqliteDatabase, fn

from desktop_app.domain.changes import Changes, Label
from desktop_app.domain.errors import UserError
from desktop_app.store.backup import copy_database
from desktop_app.store.checkpoints import LONGEST_LOG, Checkpointer
from desktop_app.store.database import create, open_for_reading, open_for_writing
from desktop_app.store.drafts import CONSUME, Pending, put_drafts
from desktop_app.store.failures import told_as_sentences
from desktop_app.store.journal import Journal, Listener
from desktop_app.store.models import LINKS, MODELS, Draft, Link, Setting
from desktop_app.store.place import Place
from desktop_app.store.rows import (
    changing,
    insertion,
    record_of,
    row_of,
    select_by_keys,
    selection,
)

if TYPE_CHECKING:
    import sqlite3

R = TypeVar("R")
_PAGES = 256
"""Copied at once while somebody types: a megabyte."""


def local_now() -> datetime:
    """The PC's local time, to the second: what the room's clock shows."""
    return datetime.now().replace(microsecond=0)


class Register:
    """A register file that is open, for reading and writing or only for reading.

    Not to be shared between threads; a background task opens a reader of its own.
    Every method raises a `UserError` when the disk or the file fails.
    """

    def __init__(self, path: Path, database: SqliteDatabase, *, read_only: bool,
                 now: Callable[[], datetime] = local_now) -> None:
        self.path = path
        self.read_only = read_only
        self.now = now
        self._database = database
        self._connection: sqlite3.Connection | None = database.connection()
        self._place = Place(path)
        self._journal = Journal(database, now)
        self._checkpointer: Checkpointer | None = None

    @classmethod
    def open(cls, path: Path, *, now: Callable[[], datetime] = local_now) -> Self:
        """Opens an existing register for reading and writing."""
        return cls(path, open_for_writing(path), read_only=False, now=now)

    @classmethod
    def create(cls, path: Path, *, now: Callable[[], datetime] = local_now) -> Self:
        """Makes a new register and opens it."""
        create(path)
        return cls.open(path, now=now)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Opens an existing register for reading only, beside whoever else has it open."""
        return cls(path, open_for_reading(path), read_only=True)

    def close(self) -> None:
        """Closes the file; everything committed is on disk already."""
        if self._checkpointer:
            self._checkpointer.close()
        self._database.close()

    def checkpoint_beside(self) -> None:
        """From now on a thread keeps the write-ahead log short, so that commits need not."""
        if self._checkpointer is None and not self.read_only:
            self._leave_checkpoints()
            self._checkpointer = Checkpointer(self.path)

    def _leave_checkpoints(self) -> None:
        self._database.execute_sql(f"PRAGMA wal_autocheckpoint = {LONGEST_LOG}")

    def in_place(self) -> bool:
        """Whether the file that is open still stands where it stood: no, when it was deleted,
        moved or replaced, or its disk was taken away."""
        return self._place.is_kept()

    def reconnect(self) -> None:
        """Opens the file anew. Raises a `UserError` if that fails; later uses try again."""
        self._connection = None
        with told_as_sentences(self.path):
            self._database.close()
            self._database.connect()
            if self._checkpointer:
                self._leave_checkpoints()
        self._connection = self._database.connection()

    def rescue(self, target: Path, drafts: Mapping[str, Pending]) -> None:
        """Copies everything committed, and these drafts, to `target`, also from a file that has
        gone. May be called from another thread while this register is used.

        Raises `disk-full`, `target-unwritable`, or `register-gone` after a vain `reconnect`.
        """
        if self._connection is None:
            raise UserError("register-gone", path=self.path)
        copy_database(self._connection, target, pages_at_once=_PAGES,
                      then=lambda copy: put_drafts(copy, drafts))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- operations --------------------------------------------------------------------------

    def subscribe(self, listener: Listener) -> None:
        """Tells `listener` of every commit, undo and redo."""
        self._journal.subscribe(listener)

    def unsubscribe_all(self) -> None:
        """Nobody is told of changes any more."""
        self._journal.unsubscribe_all()

    @contextmanager
    def operation(self, label: str, *, merge_key: str = "", **params: object) -> Iterator[None]:
        """One undo step in the user's words; `label` is a catalogue text that `params` fill.

        All writes happen inside one. Nothing is kept if the block raises.
        """
        if self.read_only:
            raise UserError("register-read-only", path=self.path)
        with told_as_sentences(self.path), \
                self._journal.operation(Label(label, params), merge_key):
            yield

    def undo(self) -> Changes:
        """Takes the last operation back, also one of an earlier day."""
        with told_as_sentences(self.path):
            return self._journal.undo()

    def redo(self) -> Changes:
        """Does the operation that was last taken back again."""
        with told_as_sentences(self.path):
            return self._journal.redo()

    @property
    def journal(self) -> Journal:
        """Labels and history; changes go through `operation`, `undo` and `redo`."""
        return self._journal

    # --- records -----------------------------------------------------------------------------

    def insert(self, record: Any) -> int:
        """Records something new and gives its key. The record's `id` is not used."""
        record_type = type(record)
        key: int = self._database.execute_sql(*insertion(record)).lastrowid
        for name, link in LINKS.get(record_type, {}).items():
            self._link(link, key, getattr(record, name))
        return key

    def insert_all(self, new: Sequence[Any]) -> list[int]:
        """Records many of one type at once, and gives their keys in the same order."""
        if not new:
            return []
        record_type = type(new[0])
        model = MODELS[record_type]
        first = int(self.rows(model.select(fn.COALESCE(fn.MAX(model.id), 0)))[0][0]) + 1
        keys = list(range(first, first + len(new)))
        for some in _batches(list(zip(keys, new, strict=True))):
            model.insert_many([row_of(record, key) for key, record in some]).execute(self._database)
        for name, link in LINKS.get(record_type, {}).items():
            pairs = [{link.owner: key, link.target: target}
                     for key, record in zip(keys, new, strict=True)
                     for target in _keys(getattr(record, name))]
            for some_pairs in _batches(pairs):
                link.model.insert_many(some_pairs).execute(self._database)
        return keys

    def update(self, record_type: type, key: int, values: Mapping[str, object]) -> None:
        """Changes some fields of a record. Raises `record-gone` if it does not exist."""
        self.update_all(record_type, {key: values})

    def update_all(self, record_type: type, changes: Mapping[int, Mapping[str, object]]) -> None:
        """Changes some fields of many records, by key. Raises `record-gone` if one of them does
        not exist; then nothing is changed."""
        held: list[Any] = self.load(record_type, list(changes))
        if len(held) < len(changes):
            raise UserError("record-gone")
        for record in held:
            self._database.execute_sql(*changing(record, changes[record.id]))
        for name, link in LINKS.get(record_type, {}).items():
            for key, values in changes.items():
                if name in values:
                    self._relink(link, key, values[name])

    def delete(self, record_type: type, keys: Iterable[int]) -> None:
        """Removes records, and what cannot exist without them."""
        model = MODELS[record_type]
        for some in _batches(list(keys)):
            model.delete().where(model.id.in_(some)).execute(self._database)

    def get(self, record_type: type[R], key: int) -> R:
        """One record. Raises `record-gone` if it does not exist."""
        found = self._load_some(record_type, [key])
        if not found:
            raise UserError("record-gone")
        return found[0]

    def find(self, record_type: type[R], *conditions: Expression, order: Sequence[Any] = (),
             limit: int | None = None) -> list[R]:
        """The records for which all conditions hold."""
        model, plain = MODELS[record_type], cast(type, record_type)
        query = model.select(*selection(plain)).order_by(*(order or (model.id,)))
        for condition in conditions:
            query = query.where(condition)
        text, params = (query.limit(limit) if limit else query).sql()
        return [record_of(record_type, row) for row in self.sql(text, params)]

    def load(self, record_type: type[R], keys: Sequence[int]) -> list[R]:
        """The records with these keys, in the order of the keys; missing ones are left out."""
        found = {
            record.id: record  # type: ignore[attr-defined]
            for some in _batches(list(dict.fromkeys(keys)))
            for record in self._load_some(record_type, some)
        }
        return [found[key] for key in keys if key in found]

    def _load_some(self, record_type: type[R], keys: Sequence[int]) -> list[R]:
        """As `find` by keys, with the statement made once: it runs for every line on screen."""
        rows = self.sql(select_by_keys(cast(type, record_type), len(keys)), keys)
        return [record_of(record_type, row) for row in rows]

    def rows(self, query: Query) -> list[tuple[Any, ...]]:
        """The rows of any query as tuples."""
        with told_as_sentences(self.path):
            return list(query.tuples().execute(self._database))

    def sql(self, text: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a reading SQL statement."""
        with told_as_sentences(self.path):
            return list(self._database.execute_sql(text, tuple(params)).fetchall())

    def _link(self, link: Link, owner: int, targets: object) -> None:
        rows = [{link.owner: owner, link.target: target} for target in _keys(targets)]
        if rows:
            link.model.insert_many(rows).execute(self._database)

    def _relink(self, link: Link, owner: int, targets: object) -> None:
        """Keeps the links up to the first that differs, so that the history shows few changes."""
        column = getattr(link.model, link.target)
        is_owner = getattr(link.model, link.owner) == owner
        old = [row[0] for row in self.rows(link.model.select(column).where(is_owner)
                                           .order_by(link.model.id))]
        new = list(_keys(targets))
        same = _same_beginning(old, new)
        if old[same:]:
            link.model.delete().where(is_owner, column.in_(old[same:])).execute(self._database)
        self._link(link, owner, new[same:])

    # --- drafts and settings -----------------------------------------------------------------

    def drafts(self) -> list[Any]:
        """Key, text and caret of everything that was being typed, oldest first."""
        return self.rows(Draft.select(Draft.key, Draft.text, Draft.caret)
                         .where(Draft.text != "").order_by(Draft.saved_at, Draft.seq))

    def consume_draft(self, key: str, seq: int) -> None:
        """Marks a draft as recorded, as part of the running operation.

        A write of the same or older text that is still under way is ignored when it arrives.
        """
        if key:
            self._database.execute_sql(CONSUME, (key, seq, self.now()))

    def setting(self, key: str, default: str = "") -> str:
        """A setting kept in the register itself."""
        rows = self.rows(Setting.select(Setting.value).where(Setting.key == key))
        return str(rows[0][0]) if rows else default

    def set_setting(self, key: str, value: str) -> None:
        """Keeps a setting in the register; settings are no part of undo."""
        with told_as_sentences(self.path):
            Setting.insert(key=key, value=value).on_conflict_replace().execute(self._database)


def _keys(targets: object) -> Iterable[int]:
    return dict.fromkeys(targets) if isinstance(targets, (tuple, list, set, frozenset)) else ()


def _same_beginning(some: Sequence[int], others: Sequence[int]) -> int:
    """How many keys are the same in both before the first that differs."""
    differ = (place for place, pair in enumerate(zip(some, others, strict=False))
              if pair[0] != pair[1])
    return next(differ, min(len(some), len(others)))


def _batches(items: Sequence[R], size: int = 500) -> Iterator[Sequence[R]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
