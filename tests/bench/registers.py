"""The registers that are measured: made once, kept in the system's folder for temporary files."""

import hashlib
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop_app.services.demo import write_synthetic
from desktop_app.store.checkpoints import merge_some
from desktop_app.store.register import Register


@dataclass(frozen=True)
class Size:
    """So many people and opinions, spread evenly over so many conferences."""

    attendees: int
    opinions: int
    meetings: int


EMPTY = Size(0, 0, 1)
LARGE = Size(5_000, 100_000, 20)
LARGE_IN_ONE = Size(5_000, 100_000, 1)


class Registers:
    """Gives copies of registers; what is measured may write to them."""

    def __init__(self, folder: Path, *, quick: bool) -> None:
        self._folder = folder
        self._shrink = 10 if quick else 1

    def copy(self, size: Size, name: str) -> Path:
        """A register of this size (a tenth of it when quick), all to the caller's own."""
        return Path(shutil.copy(self._made(size), self._folder / f"{name}.db"))

    def _made(self, size: Size) -> Path:
        attendees, opinions = size.attendees // self._shrink, size.opinions // self._shrink
        store = Path(tempfile.gettempdir()) / "thukyhoinghi-bench" / _schema(self._folder)
        path = store / f"{attendees}-{opinions}-{size.meetings}.db"
        if not path.exists():
            store.mkdir(parents=True, exist_ok=True)
            print(f"writing {opinions} opinions in {size.meetings} conferences …", flush=True)
            partial = self._folder / path.name
            with Register.create(partial) as register:
                write_synthetic(register, attendees, opinions, size.meetings)
            _rest(partial)
            shutil.move(partial, path)
        return path


def _rest(path: Path) -> None:
    """What the program does at the first rest after so much was written."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        while merge_some(connection):
            pass


def _schema(folder: Path) -> str:
    """A name that changes with the schema of a new register."""
    path = folder / "schema.db"
    if not path.exists():
        Register.create(path).close()
    with closing(sqlite3.connect(path)) as connection:
        statements = "\n".join(connection.iterdump())
    return hashlib.sha256(f"{statements} at rest".encode()).hexdigest()[:12]
