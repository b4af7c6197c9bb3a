"""The program in English on an empty register."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.app import Program
from desktop_app.i18n import use_language
from desktop_app.paths import Places
from tests.journeys.hands import Hands
from tests.ui.conftest import Answers
from tests.ui.tidying import pytest_runtest_teardown

__all__ = ["pytest_runtest_teardown"]


@pytest.fixture
def hands(qapp, tmp_path: Path) -> Iterator[Hands]:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.json").write_text('{"language": "en", "theme": "light"}')
    answers = Answers(path=tmp_path / "out")
    program = Program(qapp, Places(tmp_path / "data"), answers)
    assert program.start(tmp_path / "hội nghị.db", demo=False)
    assert program.window is not None
    made = Hands(program, answers)
    made.begin()
    yield made
    program.window.close()
    program.stop()
    program.window.deleteLater()
    use_language("vi")
