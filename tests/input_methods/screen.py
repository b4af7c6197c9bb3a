"""A virtual screen with a window manager and ibus with Unikey (Telex), and hands that type on it.

Everything is private to one run: display, session bus, settings. Keys are sent by xdotool as plain
Latin letters, which it never has to remap and so never loses.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

TOOLS = ("Xvfb", "openbox", "xdotool", "dbus-daemon", "ibus-daemon", "ibus")
ENGINE = Path("/usr/share/ibus/component/unikey.xml")
LONGEST = 30.0
_PR_SET_PDEATHSIG = 1
_BETWEEN_KEYS_MS = "15"
_SAMPLES, _APART = 8, 0.025


def missing() -> list[str]:
    """The tools that this machine lacks for these tests."""
    tools = [tool for tool in TOOLS if shutil.which(tool) is None]
    return tools if ENGINE.exists() else [*tools, "ibus-unikey"]


def until(what: str, found: Callable[[], object]) -> None:
    """Waits until something is so; the machine may be busy."""
    end = time.monotonic() + LONGEST
    while not found():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.05)


class Screen:
    """Xvfb, openbox, a session bus and ibus; all end with it."""

    def __init__(self, folder: Path) -> None:
        self._stack = ExitStack()
        self._log = self._stack.enter_context((folder / "screen.log").open("wb"))
        self.env = {
            **os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_CACHE_HOME": str(folder / "cache"), "GSETTINGS_BACKEND": "memory",
            "QT_QPA_PLATFORM": "xcb", "QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus",
            "NO_AT_BRIDGE": "1", "PYTHONUTF8": "1",
        }
        for name in ("WAYLAND_DISPLAY", "QT_IM_MODULES", "IBUS_ENABLE_SYNC_MODE"):
            self.env.pop(name, None)

    def __enter__(self) -> Self:
        try:
            shown = self._first_line("Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24",
                                     "-nolisten", "tcp")
            self.env["DISPLAY"] = f":{shown}"
            self.start("openbox")
            self.env["DBUS_SESSION_BUS_ADDRESS"] = self._first_line(
                "dbus-daemon", "--session", "--print-address", "--nofork", "--nopidfile")
            self.start("ibus-daemon", "-r", "-x", "--panel", "disable")
            until("ibus", lambda: self.run("ibus", "list-engine", check=False).strip())
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._stack.close()

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Starts a program on the screen, which ends with it at the latest."""
        child = subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE, stderr=self._log,
                                 preexec_fn=_die_with_parent)
        self._stack.callback(_end, child)
        return child

    def run(self, *command: str, check: bool = True) -> str:
        """What a program on the screen prints."""
        return subprocess.run(command, env=self.env, check=check, stdout=subprocess.PIPE,
                              stderr=self._log, text=True, timeout=LONGEST).stdout

    def choose_unikey(self) -> None:
        """Makes Unikey the engine; ibus takes the wish only once a window has asked for it."""
        def chosen() -> bool:
            self.run("ibus", "engine", "Unikey", check=False)
            return self.run("ibus", "engine", check=False).strip() == "Unikey"
        until("Unikey", chosen)

    def _first_line(self, *command: str) -> str:
        child = self.start(*command)
        assert child.stdout is not None
        return child.stdout.readline().decode().strip()

    # --- hands -------------------------------------------------------------------------------

    def type(self, telex: str) -> None:
        """Types Latin letters as they stand on the keys."""
        self.run("xdotool", "type", "--delay", _BETWEEN_KEYS_MS, telex)

    def press(self, *keys: str) -> None:
        """Presses keys one after the other, such as `ctrl+4` or `Return`."""
        self.run("xdotool", "key", "--delay", _BETWEEN_KEYS_MS, *keys)

    def click(self, x: int, y: int) -> None:
        """Clicks at a place of the screen."""
        self.run("xdotool", "mousemove", str(x), str(y), "click", "1")


def rest(program: subprocess.Popen[bytes]) -> None:
    """Waits until a program has done what it was told and sleeps.

    Qt asks the input method about a key as soon as the key comes, for the field that has the
    focus then: letters typed ahead of a page that is still being opened stay Latin letters.
    """
    time.sleep(_SAMPLES * _APART)
    sleeping = 0
    while sleeping < _SAMPLES:
        state = Path(f"/proc/{program.pid}/stat").read_text().rpartition(") ")[2][0]
        sleeping = sleeping + 1 if state == "S" else 0
        time.sleep(_APART)


def _die_with_parent() -> None:
    """Asks Linux to end the child should the tests be killed; see prctl(2)."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(5)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    if child.stdout:
        child.stdout.close()
