"""Workbooks that come back from replying offices: reading them, and what is found in them."""


from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.domain.returned_rows import ReturnedSheet
from desktop_app.exchange.returned import files_in, read_returned
from desktop_app.i18n import N_

TAKEN = N_("Take over replies of offices ({count})")
"""The step that takes returned workbooks over; what it wrote last is known to come from them."""

OF_THE_OPINION = ("due", "result")
"""The fields that an opinion has once, whichever unit answers it."""

Target = tuple[int, int, str]
"""What a difference is about: an opinion, the unit (0: of no unit), and the field or the reply."""

Source = tuple[Path, str, int]
"""Where it stands: file, sheet, row."""


@dataclass(frozen=True)
class ReturnedFile:
    """One file as it was read: its sheets, or why it could not be."""

    path: Path
    sheets: tuple[ReturnedSheet, ...] = ()
    error: UserError | None = None


@dataclass(frozen=True)
class Problem:
    """Something to say about a row of a file (row 0: about the whole file). `code` is a key of
    `returned_texts.PROBLEMS`."""

    file: Path
    sheet: str
    row: int
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """One value that a file says otherwise than the register.

    `field` is answer, kind, person, due or result; `kind` is always a value of `ReplyKind`, for a
    reply that is new (`reply_id` is 0) it comes with its kind and person. `sent` is None where the
    hidden copy is lost. With `conflict` the register changed too since; with `rival` another row
    says something else of the same `target`, and at most one of their rows can be taken over.
    """

    file: Path
    sheet: str
    row: int
    opinion_id: int
    number: int
    unit_id: int
    unit: str
    field: str
    sent: str | None
    returned: str
    now: str
    conflict: bool
    reply_id: int = 0
    kind: str = ""
    person: str = ""
    rival: bool = False

    @property
    def key(self) -> tuple[int, int, str, Source]:
        """What tells differences apart."""
        return self.opinion_id, self.unit_id, self.field, self.source

    @property
    def target(self) -> Target:
        """What is to be changed: a field of the opinion, or a unit's reply as a whole."""
        if self.field in OF_THE_OPINION:
            return self.opinion_id, 0, self.field
        return self.opinion_id, self.unit_id, "reply"

    @property
    def source(self) -> Source:
        """The row that says it."""
        return self.file, self.sheet, self.row


@dataclass(frozen=True)
class Comparison:
    """Everything that returned files say: what differs, what is wrong, and how much was read."""

    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]
    files: int
    rows: int


def read_files(place: Path, progress: Callable[[int, int], None] = lambda _done, _total: None,
               cancelled: Callable[[], bool] = lambda: False) -> list[ReturnedFile]:
    """Reads a file, or all tables of a folder, the oldest first; touches no register.

    A file of a folder that cannot be read says why. Raises `folder-empty`, `cancelled`, and for
    one file why it cannot be read.
    """
    if not place.is_dir():
        return [ReturnedFile(place, read_returned(place, cancelled))]
    paths = files_in(place)
    if not paths:
        raise UserError("folder-empty", path=place)
    found = []
    for done, path in enumerate(paths):
        progress(done, len(paths))
        found.append(_read(path, cancelled))
    progress(len(paths), len(paths))
    return found


def _read(path: Path, cancelled: Callable[[], bool]) -> ReturnedFile:
    try:
        return ReturnedFile(path, read_returned(path, cancelled))
    except UserError as error:
        if error.code == "cancelled":
            raise
        return ReturnedFile(path, error=error)
