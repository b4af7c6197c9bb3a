"""A real workspace on a register of the test's own, with dialogs that answer by themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.i18n import use_language
from desktop_app.paths import Places, resource
from desktop_app.services.demo import write_demo
from desktop_app.services.settings import Settings
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register
from desktop_app.ui.bus import Bus
from desktop_app.ui.completion import CompletionPopup
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Theme
from desktop_app.ui.window import Window
from tests.ui.tidying import pytest_runtest_teardown

__all__ = ["pytest_runtest_teardown"]


@dataclass
class Answers(Dialogs):
    """Dialogs that give the answers set beforehand and keep what they were told."""

    path: Path | None = None
    choice: int | None = None
    told: list[str] = field(default_factory=list)

    def open_register(self, parent: QWidget | None, folder: Path) -> Path | None:
        return self.path

    def new_register(self, parent: QWidget, suggested: Path) -> Path | None:
        return self.path

    def open_list(self, parent: QWidget, folder: Path) -> Path | None:
        return self.path

    def open_form(self, parent: QWidget, folder: Path) -> Path | None:
        return self.path

    def export_folder(self, parent: QWidget, folder: Path) -> Path | None:
        return self.path

    def returned_folder(self, parent: QWidget, folder: Path) -> Path | None:
        return self.path

    def backup_file(self, parent: QWidget, suggested: Path) -> Path | None:
        return self.path

    def tell(self, parent: QWidget | None, title: str, text: str) -> None:
        self.told.append(text)

    def choose(self, parent: QWidget | None, title: str, text: str,
               options: list[str]) -> int | None:
        self.told.append(text)
        return self.choice


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Tests read English; those of a language set it themselves."""
    use_language("en")
    yield
    use_language("vi")


@pytest.fixture(scope="session")
def one_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, resource("icons"), "light")


@pytest.fixture
def theme(one_theme: Theme) -> Theme:
    """The light theme; putting a style on every widget is too slow to do for each test."""
    if one_theme.wanted != "light":
        one_theme.choose("light")
    return one_theme


@pytest.fixture
def workspace(register: Register) -> Iterator[Workspace]:
    """A workspace without a conference; drafts are written for real."""
    found = Workspace(register)
    found.drafts.start()
    yield found
    found.drafts.close()


def make_desk(workspace: Workspace, theme: Theme, tmp_path: Path, meeting_id: int = 0) -> Desk:
    """A desk with an empty window, into which `shown` puts a page."""
    window = QWidget()
    popup = CompletionPopup(window, theme)
    bus = Bus()
    workspace.subscribe(bus.changed.emit)
    workspace.writing.subscribe(bus.writing.emit)
    desk = Desk(workspace, bus, theme, Tasks(), Answers(), Settings(),
                Places(tmp_path / "data"), meeting_id)
    desk.popup_of = lambda: popup
    bus.changed.connect(desk.forget)
    return desk


@pytest.fixture
def desk(workspace: Workspace, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    """A desk on an empty register."""
    made = make_desk(workspace, theme, tmp_path)
    yield made
    made.tasks.end()
    made.rest.end()


@pytest.fixture
def demo_desk(workspace: Workspace, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    """A desk on the demo conference."""
    made = make_desk(workspace, theme, tmp_path, write_demo(workspace.register))
    yield made
    made.tasks.end()
    made.rest.end()


@pytest.fixture
def demo_window(qtbot, demo_desk: Desk) -> Iterator[Window]:
    """The whole window on the demo conference."""
    made = Window(demo_desk)
    qtbot.addWidget(made)
    made.showNormal()
    made.resize(1366, 700)
    yield made
    made.close()


def shown(qtbot, desk: Desk, page: QWidget) -> QWidget:
    """Puts a page into the desk's window, as large as pages are in the smallest usual window."""
    window = desk.popup().parentWidget()
    qtbot.addWidget(window)
    window.resize(1166, 672)
    page.setParent(window)
    page.resize(window.size())
    desk.bus.changed.connect(page.refresh)
    window.show()
    page.show()
    page.activate()
    return window
