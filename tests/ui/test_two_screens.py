"""The public window on a second screen, in a process of its own: only at its start can a program
without a display be told how many screens there are."""

import json
import os
import subprocess
import sys
from pathlib import Path

SCREENS = [{"name": name, "x": x, "y": 0, "width": width, "height": 768, "logicalDpi": 96,
            "logicalBaseDpi": 96, "dpr": 1} for name, x, width in (("own", 0, 1366),
                                                                   ("beamer", 1366, 1024))]


def test_it_fills_the_second_screen_through_a_change_of_language_until_the_end(tmp_path: Path):
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps({"screens": SCREENS}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_screens", str(tmp_path / "data")],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={os.path.relpath(screens)}"},
        capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    first, second, last = json.loads(done.stdout)
    for [public] in (first, second):
        assert (public["screen"], public["full"]) == ("beamer", True)
        assert public["area"] == [1366, 0, 1024, 768]
    assert "bế mạc" in first[0]["said"]
    assert "has closed" in second[0]["said"]
    assert last == []
