"""A disk that is really full: a memory disk of two megabytes where the system lets one be made
(as root on Linux), else the same limit put on the register's own file."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.store import drafts
from desktop_app.store.drafts import Pending, put_drafts
from desktop_app.store.register import Register

BLOCK = 4096
LONG = "Rút ngắn thủ tục thanh toán đề tài. " * 600
"""A text that needs room of its own on the disk."""


class SmallDisk:
    """A folder on a disk that can be filled and freed while a register on it is open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, _register: Register) -> None:
        """Takes all the space that is left."""
        with (self.folder / "filler").open("wb", buffering=0) as file:
            for size in (BLOCK, 1):
                try:
                    while True:
                        file.write(b"\xff" * size)
                except OSError:
                    continue

    def free(self, _register: Register) -> None:
        """Gives the space back."""
        (self.folder / "filler").unlink()


class LimitedRegister(SmallDisk):
    """Where no disk can be made: SQLite itself must not enlarge the register."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(folder)
        self._pages = 0
        monkeypatch.setattr(drafts, "put_drafts", self._put)

    def fill(self, register: Register) -> None:
        self._limit(register, 1)

    def free(self, register: Register) -> None:
        self._limit(register, 1_000_000)

    def _limit(self, register: Register, pages: int) -> None:
        self._pages = pages
        register.sql(f"PRAGMA max_page_count = {pages}")

    def _put(self, connection: sqlite3.Connection, batch: Mapping[str, Pending]) -> None:
        if self._pages:
            connection.execute(f"PRAGMA max_page_count = {self._pages}")
        put_drafts(connection, batch)


@contextmanager
def small_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallDisk]:
    """A disk of two megabytes at `folder`, for as long as the block runs."""
    folder.mkdir()
    if not _mounted(folder):
        yield LimitedRegister(folder, monkeypatch)
        return
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mounted(folder: Path) -> bool:
    if os.name != "posix" or os.geteuid() != 0 or os.environ.get("NO_MOUNTS"):
        return False
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0
