"""Child: the time from each key of a name after `@` to the completion list on the screen.

Arguments: start, what is typed as a JSON file, register, folder.
"""

import json
import sys
from functools import partial
from pathlib import Path
from time import perf_counter

from PySide6.QtWidgets import QListView

from desktop_app.ui.completion import CandidateModel
from tests.bench.painting import Painting, press, rest_until
from tests.bench.stage import Stage

GAP = 0.03


def list_times(stage: Stage, queries: list[str]) -> list[float]:
    """Milliseconds for each key until the list for what has been typed so far is painted."""
    view = stage.window.desk.popup().findChild(QListView)
    assert view is not None
    model = view.model()
    assert isinstance(model, CandidateModel)
    painting = Painting(view.viewport())
    times = []
    for query in queries:
        stage.line.clear()
        press(stage.line, "@")
        for end in range(1, len(query) + 1):
            rest_until(perf_counter() + GAP)
            painting.begin()
            begun = perf_counter()
            press(stage.line, query[end - 1])
            painted = painting.end(partial(answers, model, query[:end]))
            times.append((painted - begun) * 1000)
    return times


def answers(model: CandidateModel, query: str) -> bool:
    return model.query == query


def main() -> None:
    _start, queries, register, folder = sys.argv[1:]
    stage = Stage(Path(register), Path(folder))
    rest_until(perf_counter() + 0.5)
    print(json.dumps(list_times(stage, json.loads(Path(queries).read_text(encoding="utf-8")))))
    stage.end()


if __name__ == "__main__":
    main()
