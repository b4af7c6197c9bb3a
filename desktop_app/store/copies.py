"""Register files as a whole: what is wrong with one, and a complete copy of one."""

from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.store.backup import copy_database, problems_of
from desktop_app.store.database import open_for_reading

COMPANIONS = ("-wal", "-shm", "-journal")


def problems_in(path: Path) -> list[str]:
    """What SQLite finds wrong with the content of a register; empty if it is sound.

    Raises a `UserError` for a file that is missing, foreign, newer, or cannot be opened at all.
    """
    database = open_for_reading(path)
    try:
        return problems_of(database.connection())
    finally:
        database.close()


def copy_register(source: Path, target: Path) -> None:
    """Copies a register as it is now, also while it is written to, and replaces `target`.

    Raises as `problems_in`, and `target-unwritable` or `disk-full`.
    """
    database = open_for_reading(source)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_database(database.connection(), target)
    except OSError as error:
        raise UserError("target-unwritable", path=target) from error
    except UserError as error:
        if error.code == "register-read-only":
            raise UserError("target-unwritable", path=target) from error
        raise
    finally:
        database.close()


def companions_of(path: Path) -> list[Path]:
    """The files that SQLite keeps beside a database, and that belong to no other."""
    beside = [path.with_name(f"{path.name}{ending}") for ending in COMPANIONS]
    return [file for file in beside if file.exists()]
