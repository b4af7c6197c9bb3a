"""Text that is being typed and not recorded yet, in every field of every page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.errors import UserError
from desktop_app.services.editing import DraftMark
from desktop_app.store.drafts import DraftWriter
from desktop_app.store.register import Register


@dataclass(frozen=True)
class Recovered:
    """A draft that the last session left behind."""

    text: str
    caret: int


class Drafts:
    """Keeps drafts on disk from a background thread and gives back those of the last session.

    A draft is known by a key such as `capture:1` or `Attendee:12:position`.
    """

    def __init__(self, register: Register) -> None:
        left_behind = register.drafts()
        self._found = {key: Recovered(text, caret) for key, text, caret in left_behind}
        self._last = left_behind[-1][0] if left_behind else ""
        self._writer: DraftWriter | None = None
        self._register = register

    def start(self, *, on_saved: Callable[[datetime], None],
              on_failure: Callable[[UserError], None]) -> None:
        """Begins writing. The callbacks come from the background thread."""
        self._register.checkpoint_beside()
        if not self._register.read_only:
            self._writer = DraftWriter(self._register.path, on_saved=on_saved,
                                       on_failure=on_failure)

    def put(self, key: str, text: str, caret: int) -> DraftMark:
        """Takes over what a field holds now; returns at once."""
        self._found.pop(key, None)
        seq = self._writer.put(key, text, caret) if self._writer else 0
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

    def unsaved_count(self) -> int:
        """How many fields hold text that is not on disk yet."""
        return len(self._writer.unsaved()) if self._writer else 0

    def close(self) -> list[UserError]:
        """Writes what is left and stops; what could not be written is told."""
        if self._writer is None:
            return []
        self._writer.close()
        left = self._writer.unsaved()
        return [UserError("drafts-unsaved", count=len(left))] if left else []
