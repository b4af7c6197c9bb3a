"""What stands behind a form: where it saves, looks names up and keeps what is being typed."""

from collections.abc import Callable, Sequence
from typing import Protocol

from desktop_app.domain.fields import Problem
from desktop_app.domain.snippets import Expansion
from desktop_app.services.drafts import Recovered
from desktop_app.services.editing import DraftMark
from desktop_app.services.finding import Finder
from desktop_app.ui.desk import Desk

BEGUN = "new-"
"""What the keys of drafts have in place of the record's own key while there is none; after it
comes what the record belongs to."""


class FormHost(Protocol):
    """What a form needs from its page."""

    def save(self, name: str, raw: object, draft: DraftMark) -> Sequence[Problem]:
        """Keeps one field of the shown record, or says what is wrong."""

    def finder(self, target: str) -> Finder:
        """Where a reference field looks names up."""

    def names(self, target: str, keys: Sequence[int]) -> Sequence[tuple[int, str]]:
        """The names of the records that a reference field shows."""

    def make(self, target: str, name: str) -> int | None:
        """The key of a new record of this name; None where none may be made."""

    def expand(self, text: str, caret: int) -> Expansion | None:
        """What Tab makes of an abbreviation."""

    def put_draft(self, key: str, text: str, caret: int) -> DraftMark:
        """Keeps what is being typed."""

    def leave_draft(self, key: str, text: str, caret: int) -> None:
        """Keeps what stands unrecorded in a field that goes away."""

    def recover(self, key: str) -> Recovered | None:
        """What was left in this field; given once."""


class DeskHost:
    """Saves the fields of the record with the key `id`; 0 stands for one still to be made."""

    def __init__(self, desk: Desk, record_type: type) -> None:
        self._desk = desk
        self._type = record_type
        self.id = 0

    @property
    def form_key(self) -> str:
        """The key under which the form of this record keeps its drafts."""
        return f"{self._type.__name__}:{self.id or f'{BEGUN}{self._desk.meeting_id}'}"

    def save(self, name: str, raw: object, draft: DraftMark) -> Sequence[Problem]:
        editor = self._desk.workspace.editor
        return self.kept(name, lambda: editor.set_field(self._type, self.id, name, raw, draft))

    def kept(self, name: str, save: Callable[[], Sequence[Problem]]) -> Sequence[Problem]:
        """What is wrong with a value, or that it could not be written now."""
        problems = self._desk.attempt(save)
        return [Problem(name, "not-saved")] if problems is None else problems

    def finder(self, target: str) -> Finder:
        return self._desk.finder(target)

    def names(self, target: str, keys: Sequence[int]) -> Sequence[tuple[int, str]]:
        return self._desk.names(target, keys)

    def make(self, target: str, name: str) -> int | None:
        return self._desk.attempt(lambda: self._desk.make(target, name))

    def expand(self, text: str, caret: int) -> Expansion | None:
        return self._desk.expand(text, caret)

    def put_draft(self, key: str, text: str, caret: int) -> DraftMark:
        return self._desk.workspace.drafts.put(key, text, caret)

    def leave_draft(self, key: str, text: str, caret: int) -> None:
        self._desk.workspace.drafts.leave(key, text, caret)

    def recover(self, key: str) -> Recovered | None:
        """In a register that is open for reading only nothing waits to be saved."""
        return None if self._desk.read_only else self._desk.workspace.drafts.recover(key)
