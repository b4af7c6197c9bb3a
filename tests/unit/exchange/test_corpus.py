"""The lists of the corpus, in the formats that Python writes, are read nearly without a mistake."""

from pathlib import Path

import pytest

from desktop_app.domain.list_table import ListKind
from desktop_app.exchange.lists import lists_in
from tests.bench.bench_accuracy import can_hold
from tests.corpus.files import FORMATS, write
from tests.corpus.pages import Made
from tests.corpus.scoring import Score, score
from tests.corpus.shapes import SHAPES, corpus

SEED = 11
MADE = {made.name: made for made in corpus(SEED)}


def test_the_corpus_is_wide() -> None:
    assert len(MADE) > len(SHAPES) >= 55
    assert sum(can_hold(made, kind) for made in MADE.values() for kind in FORMATS) >= 60


@pytest.mark.parametrize("name", MADE)
def test_each_shape_is_read(tmp_path: Path, name: str) -> None:
    found = score(write(MADE[name], "xlsx", tmp_path))
    assert min(found.precision, found.recall) >= 0.95, found.wrong[:5]


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_is_read(tmp_path: Path, kind: str) -> None:
    whole = Score()
    for made in list(MADE.values())[::6]:
        if can_hold(made, kind):
            whole.add(score(write(made, kind, tmp_path)))
    assert min(whole.precision, whole.recall) >= 0.99, whole.wrong[:5]


def _codes(made: Made, tmp_path: Path, kind: str) -> set[str]:
    tables = lists_in(write(made, kind, tmp_path).path, ListKind.ATTENDEES).tables
    return {remark.code for table in tables for remark in (*table.problems, *table.repairs)}


@pytest.mark.parametrize(("name", "code"), [
    ("no header", "column-by-content"), ("unknown headings", "column-by-content"),
    ("tcvn3 by font", "old-code"), ("vni without font", "old-code-guessed"),
    ("phones as numbers", "zero-added"), ("titles before names", "title-moved"),
    ("nfd", "text-tidied"), ("unit said once", "filled-down")])
def test_doubts_and_repairs_are_said(tmp_path: Path, name: str, code: str) -> None:
    assert code in _codes(MADE[name], tmp_path, "xlsx")


def test_what_a_font_tells_is_no_doubt(tmp_path: Path) -> None:
    assert "old-code-guessed" not in _codes(MADE["tcvn3 by font"], tmp_path, "xlsx")


def test_every_repair_shows_before_and_after(tmp_path: Path) -> None:
    for name in ("untidy", "phones as numbers", "tcvn3 by font", "titles before names"):
        for table in lists_in(write(MADE[name], "xlsx", tmp_path).path, ListKind.ATTENDEES).tables:
            for repair in table.repairs:
                assert repair.params["before"] != repair.params["after"]
                assert repair.params["after"]
