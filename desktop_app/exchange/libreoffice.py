"""Another format of a file by LibreOffice, where that is installed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.domain.errors import UserError

_POLL_SECONDS = 0.1
_NO_CONSOLE: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_LONGEST_SECONDS = 30 * 60
"""A workbook of 100,000 opinions takes minutes."""


def find_program() -> Path | None:
    """LibreOffice's program, if it is on this PC."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return Path(found)
    return next((path for path in _usual_places() if path.is_file()), None)


def convert(source: Path, ending: str, folder: Path, *, cancelled: Callable[[], bool]) -> Path:
    """Writes `source` into `folder` under its name in the format of `ending`, and gives the path.

    Works beside a LibreOffice that is open. Raises `no-libreoffice`, `conversion-failed` or
    `cancelled`.
    """
    program = find_program()
    if program is None:
        raise UserError("no-libreoffice")
    with TemporaryDirectory(prefix="thukyhoinghi-", ignore_cleanup_errors=True) as profile:
        _run([str(program), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
              "--norestore", "--convert-to", ending, "--outdir", str(folder), str(source)],
             cancelled)
    made = folder / f"{source.stem}.{ending}"
    if not made.is_file():
        raise UserError("conversion-failed", path=made.name)
    return made


def _usual_places() -> list[Path]:
    """Where it is on Windows and on macOS, where it is in no search path."""
    folders = filter(None, map(os.environ.get, ("ProgramFiles", "ProgramFiles(x86)")))
    return [*(Path(folder, "LibreOffice", "program", "soffice.exe") for folder in folders),
            Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")]


def _run(command: list[str], cancelled: Callable[[], bool]) -> None:
    """Runs it to its end, or until it is cancelled or takes too long; then with all it started."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, creationflags=_NO_CONSOLE, start_new_session=True)
    except OSError as error:
        raise UserError("no-libreoffice") from error
    deadline = time.monotonic() + _LONGEST_SECONDS
    try:
        while process.poll() is None and time.monotonic() < deadline:
            if cancelled():
                raise UserError("cancelled")
            time.sleep(_POLL_SECONDS)
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """LibreOffice's program only starts the one that works."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False,
                       capture_output=True)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
