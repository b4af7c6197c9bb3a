"""What all tests share: a clock to turn, an empty register to write to, a silent log."""

import logging
import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from desktop_app.domain import records
from desktop_app.store.register import Register
from tests.input_methods.screen import missing

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("project", derandomize=True, deadline=None, database=None)
settings.load_profile("project")
_LACKING = [] if os.environ.get("EVERY_TEST") else missing()
collect_ignore = ["input_methods"] if _LACKING else []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says which tests this machine cannot run; .ci/run has everything and runs them all."""
    if _LACKING:
        lacking = ", ".join(_LACKING)
        terminalreporter.write_line(f"not run: tests/input_methods, for want of {lacking}")


class Clock:
    """The time that a register is told; it stands still until it is advanced."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> datetime:
        """Lets time pass and gives the new time; the amount is one of `timedelta`."""
        self.now += timedelta(**amount)
        return self.now


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _silent_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test during which a warning or worse was logged, unless it is marked `logs`."""
    handler = _Warnings()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.lines and not request.node.get_closest_marker("logs"):
        pytest.fail("\n".join(["unexpected in the log:", *handler.lines]))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register, to be copied and never written to."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    Register.create(path).close()
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2023, 6, 30, 7, 30))


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A register file of the test's own."""
    return Path(shutil.copy(template, tmp_path / "hội nghị.db"))


@pytest.fixture
def register(path: Path, clock: Clock) -> Iterator[Register]:
    """An open register that does not wait for the disk; a test need not survive a power cut."""
    with Register.open(path, now=clock) as opened:
        opened._database.execute_sql("PRAGMA synchronous = OFF")
        yield opened


@pytest.fixture
def meeting(register: Register) -> records.Meeting:
    """A delegate conference on 30/6/2023 at 7:30, without people and agenda."""
    with register.operation("Create conference {name}", name="2023"):
        key = register.insert(records.Meeting(
            title="Hội nghị viên chức, người lao động năm học 2023-2024",
            organisation="Trường Đại học Kỹ thuật Công nghiệp",
            starts_at=datetime(2023, 6, 30, 7, 30)))
    return register.get(records.Meeting, key)
