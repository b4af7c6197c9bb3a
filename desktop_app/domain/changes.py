"""What one operation touched: the value that travels from the journal to everything on screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from desktop_app.i18n import Texts


@dataclass(frozen=True)
class Label:
    """The user's words for an operation: an English original and what fills it."""

    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def say(self, texts: Texts) -> str:
        """The label in the language of `texts`."""
        return texts.get(self.text).format(**self.params)


@dataclass(frozen=True)
class Touched:
    """Keys of the rows of one table that were inserted, updated or deleted."""

    inserted: frozenset[int] = frozenset()
    updated: frozenset[int] = frozenset()
    deleted: frozenset[int] = frozenset()

    @property
    def all(self) -> frozenset[int]:
        return self.inserted | self.updated | self.deleted


@dataclass(frozen=True)
class Changes:
    """Everything one committed operation (or its undoing) touched, by table name."""

    label: Label
    tables: Mapping[str, Touched]
    at: datetime

    def touched(self, table: str) -> Touched:
        """What happened to `table`; nothing if it was not touched."""
        return self.tables.get(table, Touched())

    def touches(self, *tables: str) -> bool:
        """Whether any of `tables` changed."""
        return any(table in self.tables for table in tables)


@dataclass(frozen=True)
class Step:
    """One line of the history: an operation that was done, undone or overtaken."""

    id: int
    label: Label
    at: datetime
    rows: int
    state: str
