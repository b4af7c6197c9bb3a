"""Child: seconds to the preview of a roster, and seconds to its cells alone, in turn.

Arguments: start, roster. Nothing is loaded before the program runs, as in main.py, because each
process that is started from here loads this module too.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

TIMES = 7


def main(path: Path) -> None:
    from desktop_app.domain.errors import UserError
    from desktop_app.exchange.isolated import Limits, run_isolated
    from desktop_app.services.importing import preview
    from tests.bench.cells_alone import count_cells

    failed = UserError("file-too-large", path=path)
    limits = Limits(died=failed, too_slow=failed, seconds=None, megabytes=None)
    ours, theirs = [], []
    for _ in range(TIMES):
        ours.append(_seconds(lambda: preview(path, "attendees")))
        theirs.append(_seconds(lambda: run_isolated(count_cells, path, limits=limits)))
    rows = sum(len(table.rows) for table in preview(path, "attendees").tables)
    print(json.dumps({"ours": ours, "theirs": theirs, "rows": rows}))


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


if __name__ == "__main__":
    main(Path(sys.argv[2]))
