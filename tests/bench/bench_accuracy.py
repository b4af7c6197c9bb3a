"""How right the lists of the corpus are read: by format, by field, by shape where not perfect.

`SEEDS` different people, headings and draws for each shape; old formats are made by LibreOffice.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.bench.table import Row
from tests.corpus.files import BY_LIBRE_OFFICE, FORMATS, TEXT_FORMATS, Written, converted, write
from tests.corpus.pages import Made
from tests.corpus.scoring import Score, score, table_of, table_of_fields
from tests.corpus.shapes import corpus

TARGET = 0.99
SEEDS = (1, 2, 3)
_SHOWN = 3


def run(folder: Path, seeds: Sequence[int] = SEEDS) -> list[Row]:
    by_format: dict[str, Score] = {}
    by_shape: dict[str, Score] = {}
    people, files = Score(), 0
    for seed in seeds:
        for written in write_all(corpus(seed), folder / str(seed)):
            files += 1
            found = score(written)
            by_format.setdefault(written.format, Score()).add(found)
            by_shape.setdefault(written.made.name, Score()).add(found)
            if written.made.kind == "attendees":
                people.add(found)
            _tell_wrong(written, found)
    _print(by_format, by_shape)
    return [_row(f"persons with name and unit right, {what} ({files} files)", value)
            for what, value in (("precision", people.precision), ("recall", people.recall))]


def write_all(lists: Iterable[Made], folder: Path) -> list[Written]:
    """Each list in every format that can hold it."""
    folder.mkdir(parents=True, exist_ok=True)
    made = list(lists)
    written = [write(each, kind, folder) for each in made for kind in FORMATS
               if can_hold(each, kind)]
    workbooks = [each for each in written if each.format == "xlsx"]
    return written + [each for kind in BY_LIBRE_OFFICE
                      for each in converted(workbooks, kind, folder)]


def can_hold(made: Made, kind: str) -> bool:
    """A text file holds one sheet and no fonts, code page 1258 no other old code."""
    if kind not in TEXT_FORMATS:
        return True
    return made.plain and not (kind == "csv, cp1258" and "without font" in made.name)


def _tell_wrong(written: Written, found: Score) -> None:
    for line in found.wrong[:_SHOWN]:
        print(f"{written.path.name}: {line}", file=sys.stderr)


def _print(by_format: dict[str, Score], by_shape: dict[str, Score]) -> None:
    whole = Score()
    for each in by_format.values():
        whole.add(each)
    wrong = {name: each for name, each in by_shape.items()
             if each.precision < 1 or each.recall < 1}
    print(table_of({**by_format, "all": whole}), table_of(wrong), table_of_fields(whole),
          sep="\n\n", end="\n\n")


def _row(what: str, value: float) -> Row:
    return Row(what, f"{value:.2%}", "", "", f"≥ {TARGET:.0%}", value >= TARGET)
