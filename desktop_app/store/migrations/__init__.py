"""Numbered steps from an empty file to today's schema.

Each step is one transaction together with its version number; a register with content is backed
up before the first step. A new register takes the same steps, so fresh and migrated schemas can
not drift apart.
"""

import sqlite3
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.store.backup import copy_database
from desktop_app.store.triggers import install_triggers, remove_triggers

Step = Callable[[sqlite3.Connection], None]

STEP_NAMES = ("step_0001_first_schema", "step_0002_live_session")
STEPS: tuple[Step, ...] = tuple(
    import_module(f"{__name__}.{name}").upgrade for name in STEP_NAMES
)
LATEST = len(STEPS)


def version_of(connection: sqlite3.Connection) -> int:
    """How many steps the file has taken."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, path: Path, steps: tuple[Step, ...] = STEPS) -> None:
    """Takes the missing steps. Raises `register-newer` for a file from a later program.

    The connection must be in autocommit mode. After a failed step the file is as it was before
    that step.
    """
    version = version_of(connection)
    if version > len(steps):
        raise UserError("register-newer", path=path)
    if 0 < version < len(steps):
        copy_database(connection, path.with_name(f"{path.name}.before-version-{len(steps)}.bak"))
    for number, step in enumerate(steps[version:], version + 1):
        _take(connection, step, number)


def _take(connection: sqlite3.Connection, step: Step, number: int) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        remove_triggers(connection)
        step(connection)
        install_triggers(connection)
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
