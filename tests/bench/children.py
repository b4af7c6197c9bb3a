"""Child processes: everything with a window is measured in a process of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 300


def environment(**more: str) -> dict[str, str]:
    """What a child with a window needs; without a display it draws off screen.

    Compiled modules are kept, as on any PC where the program has been started before.
    """
    env = {**os.environ, "PYTHONUTF8": "1", **more}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    if not (env.get("DISPLAY") or env.get("WAYLAND_DISPLAY")) and sys.platform == "linux":
        env["QT_QPA_PLATFORM"] = "offscreen"
    return env


def command(module: str, *arguments: object) -> list[str]:
    """How to start a module of this package as a program."""
    return [sys.executable, "-m", f"tests.bench.{module}", *map(str, arguments)]


def run(module: str, *arguments: object, env: Mapping[str, str] | None = None) -> Any:
    """Runs a module of this package to its end and gives the JSON that it printed last.

    The first argument of the child is the moment of its start in nanoseconds.
    """
    full = environment(**(env or {}))
    done = subprocess.run(command(module, time.time_ns(), *arguments), cwd=ROOT, env=full,
                          capture_output=True, text=True, encoding="utf-8", timeout=LONGEST,
                          check=False)
    if done.returncode:
        raise RuntimeError(f"{module} ended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])
