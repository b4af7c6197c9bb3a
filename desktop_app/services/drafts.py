"""Text that is being typed and not recorded yet, in every field of every page."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.services.editing import DraftMark
from desktop_app.services.write_state import WriteState
from desktop_app.store.drafts import DraftWriter, Pending
from desktop_app.store.register import Register

_NOTHING: Mapping[str, Pending] = {}


@dataclass(frozen=True)
class Recovered:
    """A draft that the last session left behind."""

    text: str
    caret: int


class Drafts:
    """Keeps drafts on disk from a background thread and gives back those of the last session.

    A draft is known by a key such as `capture:1` or `Attendee:12:position`. `carried` are those
    that another workspace on this register could not write.
    """

    def __init__(self, register: Register, state: WriteState,
                 carried: Mapping[str, Pending] = _NOTHING) -> None:
        left_behind = [*register.drafts(), *((k, p.text, p.caret) for k, p in carried.items())]
        self._found = {key: Recovered(text, caret) for key, text, caret in left_behind if text}
        self._last = left_behind[-1][0] if left_behind else ""
        self._carried = carried
        self._writer: DraftWriter | None = None
        self._register = register
        self._state = state

    def start(self) -> None:
        """Begins writing, and writes what was carried over."""
        self._register.checkpoint_beside()
        if self._register.read_only:
            return
        self._writer = DraftWriter(self._register.path, on_saved=self._state.batch_saved,
                                   on_failure=self._state.batch_failed)
        for key, draft in self._carried.items():
            self._state.typed(self._writer.put(key, draft.text, draft.caret))

    def put(self, key: str, text: str, caret: int) -> DraftMark:
        """Takes over what a field holds now; returns at once."""
        self._found.pop(key, None)
        if self._writer is None:
            return DraftMark(key)
        seq = self._writer.put(key, text, caret)
        self._state.typed(seq)
        return DraftMark(key, seq)

    def leave(self, key: str, text: str, caret: int) -> None:
        """Keeps what stands in a field that goes away unrecorded, for when it comes back."""
        self.put(key, text, caret)
        self._found[key] = Recovered(text, caret)

    def recover(self, key: str) -> Recovered | None:
        """What was being typed in this field when it was left or the last session ended; each is
        given once."""
        return self._found.pop(key, None)

    @property
    def last_typed(self) -> str:
        """The key of the field that was typed in last, for putting the focus back."""
        return self._last

    def unsaved(self) -> Mapping[str, Pending]:
        """What is typed and not on disk yet, by field."""
        return self._writer.unsaved() if self._writer else {}

    def prove(self) -> int:
        """Has something written; the state is told this stroke once that worked."""
        return self._writer.prove() if self._writer else 0

    def flush(self, seconds: float) -> None:
        """Tries at once to write what is left, and waits for the outcome no longer than this."""
        if self._writer:
            self._writer.flush(seconds)

    def close(self) -> None:
        """Writes what is left, if that can be, and stops."""
        if self._writer:
            self._writer.close()
