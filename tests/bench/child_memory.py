"""Child: how much memory the window takes, in megabytes; none where the system does not tell.

Arguments: start, then nothing for a bare window, or register and folder.
"""

import json
import re
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

STATUS = Path("/proc/self/status")


def resident() -> float | None:
    """What is in memory of this process, shared libraries too."""
    if not STATUS.exists():
        return None
    found = re.search(r"VmRSS:\s+(\d+) kB", STATUS.read_text())
    assert found is not None
    return int(found[1]) / 1024


def main() -> None:
    from tests.bench.painting import BareStage, press, rest_until

    if len(sys.argv) == 2:
        shown: Any = BareStage()
    else:
        from tests.bench.stage import Stage

        shown = Stage(Path(sys.argv[2]), Path(sys.argv[3]))
    for stroke in "ghi ":
        press(shown.line, stroke)
    rest_until(perf_counter() + 2)
    print(json.dumps(resident()))


if __name__ == "__main__":
    main()
