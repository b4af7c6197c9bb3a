"""One screen with its input method for all tests, and for each the program on a register."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop_app.services.demo import write_demo
from desktop_app.store.register import Register
from tests.input_methods.screen import LONGEST, Screen, rest, until

ROOT = Path(__file__).resolve().parents[2]
MAIN = [sys.executable, str(ROOT / "main.py")]


@dataclass
class Typist:
    """Hands on the running program, and what its register holds."""

    screen: Screen
    register: Path
    program: subprocess.Popen[bytes]

    def type(self, telex: str) -> None:
        self.screen.type(telex)

    def press(self, *keys: str) -> None:
        """Presses one key after the other, each when what the one before did is done."""
        for key in keys:
            self.screen.press(key)
            rest(self.program)

    def click(self, x: int, y: int) -> None:
        self.screen.click(x, y)
        rest(self.program)

    def dump(self) -> dict[str, Any]:
        """Everything in the register, as another program reads it while this one runs."""
        return json.loads(self.screen.run(*MAIN, "dump", str(self.register)))

    def draft(self, key: str) -> str | None:
        """What is kept of a field that is being typed in; None if nothing is."""
        return next((d["text"] for d in self.dump()["drafts"] if d["key"] == key and d["text"]),
                    None)

    def records(self, kind: str) -> list[dict[str, Any]]:
        """The records of the demo conference."""
        return self.dump()["meetings"][0][kind]

    def expect(self, wanted: object, found: Callable[[], object]) -> None:
        """Waits until the register says what it should, and shows what it says if it never does."""
        try:
            until("the register", lambda: found() == wanted)
        except TimeoutError:
            assert found() == wanted

    def close(self) -> None:
        """Has the window manager close the window, and waits for the end of the program."""
        self.screen.press("alt+F4")
        assert self.program.wait(LONGEST) == 0


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with Screen(tmp_path_factory.mktemp("screen")) as found:
        yield found


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo conference; to be copied and never written to."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with Register.create(path) as register:
        write_demo(register)
    return path


@pytest.fixture
def typist(screen: Screen, demo: Path, tmp_path: Path) -> Iterator[Typist]:
    """The program on a copy of the demo, its live page in front, Telex on."""
    register = Path(shutil.copy(demo, tmp_path / "hội nghị.db"))
    program = screen.start(*MAIN, str(register), "--data-dir", str(tmp_path / "data"))
    found = screen.run("xdotool", "search", "--sync", "--onlyvisible", "--pid", str(program.pid))
    screen.run("xdotool", "windowactivate", "--sync", found.split()[-1])
    screen.press("ctrl+4")
    screen.choose_unikey()
    rest(program)
    yield Typist(screen, register, program)
    program.terminate()
    program.wait(LONGEST)
