"""Where a register's file stands, and whether it still stands there."""

from pathlib import Path

from desktop_app.domain.errors import UserError


class Place:
    """The file that is at `path` now; looking costs one call of the operating system."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._identity = _identity(path)

    def is_kept(self) -> bool:
        """Whether the same file is there: no, when it was deleted, moved or replaced, or its disk
        was taken away."""
        return _identity(self.path) == self._identity

    def check(self) -> None:
        """Raises `register-gone` when it is not."""
        if not self.is_kept():
            raise UserError("register-gone", path=self.path)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
