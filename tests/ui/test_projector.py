"""The public window and its panel, by keys alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop_app.domain import records
from desktop_app.i18n import use_language
from desktop_app.ui.projector import PublicWindow
from desktop_app.ui.projector_panel import ProjectorPanel
from desktop_app.ui.screen_choice import Place, choose_place, public_places
from desktop_app.ui.window import Window
from tests.ui.keys import type_text
from tests.ui.test_layout import cut_texts


@pytest.fixture
def window(qtbot, demo_desk):
    """The demo conference at its discussion, on the live page."""
    work = demo_desk.workspace
    item = next(i for i in work.agenda.items(demo_desk.meeting_id) if i.kind == "discussion")
    work.agenda.open_item(item)
    made = Window(demo_desk, "live")
    qtbot.addWidget(made)
    made.showNormal()
    made.resize(1366, 768)
    made.activateWindow()
    qtbot.waitActive(made)
    yield made
    made.close()


@pytest.fixture
def press(qtbot, window):
    def pressed(*keys: Qt.Key) -> None:
        for key in keys:
            qtbot.keyClick(QApplication.focusWidget() or window, key)
            QApplication.processEvents()
    return pressed


def open_panel(window) -> ProjectorPanel:
    window.actions_by_name["projector"].trigger()
    found = window.findChild(ProjectorPanel)
    assert found is not None
    return found


def public_texts(window) -> str:
    """What the public reads."""
    return "\n".join(piece.text for piece in window.projector.window.view.pieces)


def vote(window, text: str) -> None:
    window.page.line.put(f"/b {text}", 3)
    window.page.line.entered.emit()


# --- showing and taking back ---------------------------------------------------------------------


def test_enter_shows_and_enter_takes_back(window, press):
    panel = open_panel(window)
    assert "nothing yet" in panel.state.text()
    assert panel.toggle.text() == "Show to the public (Enter)"
    press(Qt.Key.Key_Return)
    assert window.projector.is_showing
    assert "sees this" in panel.state.text()
    assert "Thảo luận" in public_texts(window)
    press(Qt.Key.Key_Return)
    assert not window.projector.is_showing
    assert not [w for w in QApplication.topLevelWidgets()
                if isinstance(w, PublicWindow) and w.isVisible()]


def test_the_panel_says_that_there_is_no_second_screen(window):
    assert len(QGuiApplication.screens()) == 1
    panel = open_panel(window)
    assert "second screen was not found" in panel._where.text()
    assert not panel.screens.isVisible()


def test_the_keyboard_stays_in_the_capture_line(window, press):
    press(Qt.Key.Key_F5)
    press(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    public = window.projector.window
    assert window.page.line.hasFocus()
    assert public.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert public.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    type_text(window.page.line, "vẫn gõ")
    assert window.page.line.text() == "vẫn gõ"
    assert not public.isFullScreen()


def test_the_same_key_takes_the_panel_away(window):
    panel = open_panel(window)
    window.actions_by_name["projector"].trigger()
    assert not panel.isVisible()
    assert not window.projector.is_showing


def test_closing_the_public_window_by_mouse_is_taking_back(window):
    window.projector.show()
    panel = open_panel(window)
    window.projector.window.close()
    assert not window.projector.is_showing
    assert panel.toggle.text() == "Show to the public (Enter)"


def test_the_public_window_closes_with_the_register(window):
    window.projector.show()
    public = window.projector.window
    window.close()
    assert not public.isVisible()
    assert not window.projector.is_showing


# --- following ---------------------------------------------------------------------------------


def test_the_public_follows_the_conference(window, demo_desk):
    work, projector = demo_desk.workspace, window.projector
    projector.show()
    work.floor.give("@Trần Văn Đức", demo_desk.context())
    assert "Trần Văn Đức" in public_texts(window)
    assert "Time left" in public_texts(window)
    work.register.now.advance(minutes=4, seconds=45)
    projector._tick()
    assert "Time is nearly up" in public_texts(window)
    work.floor.end(demo_desk.meeting_id)
    assert "Trần Văn Đức" not in public_texts(window)
    quorum = work.presence.quorum(demo_desk.meeting())
    assert f"Present {quorum.present}/{quorum.base}" in public_texts(window)
    work.meetings.close(demo_desk.meeting_id)
    assert "The conference has closed." in public_texts(window)


def test_lines_that_are_typed_are_not_for_the_public(window):
    window.projector.show()
    before = public_texts(window)
    for line in ("/n bí mật", "/y bí mật", "/k bí mật", "/v bí mật", "/b bí mật"):
        window.page.line.put(line, len(line))
        assert "bí mật" not in public_texts(window)
        window.page.line.entered.emit()
    assert public_texts(window) == before


def test_it_reads_nothing_while_nobody_looks(window, demo_desk):
    window.projector.show()
    window.projector.take_back()
    shown = window.projector.projection
    demo_desk.workspace.floor.give("@Trần Văn Đức", demo_desk.context())
    assert window.projector.projection is shown
    assert not window.projector._timer.isActive()
    window.projector.show()
    assert "Trần Văn Đức" in public_texts(window)


def test_it_stays_with_the_conference_that_is_shown(window, demo_desk):
    work, shown = demo_desk.workspace, demo_desk.meeting_id
    with work.register.operation("Another"):
        other = work.register.insert(records.Meeting(
            title="Hội nghị khác", organisation="Trường", starts_at=work.now()))
    window.projector.show()
    window.change_meeting(other)
    assert window.projector.meeting_id == shown
    assert "Hội nghị khác" not in public_texts(window)
    window.projector.take_back()
    window.projector.show()
    assert "Hội nghị khác" in public_texts(window)


def test_it_follows_the_theme(window, demo_desk):
    window.projector.show()
    view = window.projector.window.view
    before = view.grab().toImage().pixelColor(3, 3)
    demo_desk.theme.choose("dark")
    assert view.grab().toImage().pixelColor(3, 3) != before


def test_another_window_takes_over_what_is_shown(window, demo_desk, qtbot):
    vote(window, "138/138 tán thành")
    window.projector.show()
    window.projector.release(
        demo_desk.workspace.projections.results(demo_desk.meeting_id)[0])
    public = window.projector.window
    use_language("vi")
    second = Window(demo_desk, "live")
    qtbot.addWidget(second)
    second.projector.take_over(window.projector)
    assert not public.isVisible()
    assert "Chương trình" in public_texts(second)
    assert "138/138 tán thành" in public_texts(second)
    second.close()


# --- vote results ------------------------------------------------------------------------------


def test_space_releases_a_result_and_takes_it_back(window, press, demo_desk):
    vote(window, "138/138 tán thành")
    steps = len(demo_desk.workspace.history())
    window.projector.show()
    panel = open_panel(window)
    assert panel.results.hasFocus()
    assert "138/138" not in public_texts(window)
    press(Qt.Key.Key_Space)
    assert "138/138 tán thành" in public_texts(window)
    assert panel.results.item(0).text().startswith("●")
    assert panel.release.text() == "Take the result back (Space)"
    press(Qt.Key.Key_Space)
    assert "138/138" not in public_texts(window)
    assert len(demo_desk.workspace.history()) == steps
    press(Qt.Key.Key_Return)
    assert not window.projector.is_showing


def test_a_released_result_changes_only_when_it_is_released_anew(window, press, demo_desk):
    work = demo_desk.workspace
    vote(window, "137/138 tán thành")
    window.projector.show()
    panel = open_panel(window)
    press(Qt.Key.Key_Space)
    note = work.projections.results(demo_desk.meeting_id)[0]
    work.editor.set_field(records.Note, note.id, "text", "136/138 tán th")
    assert "137/138 tán thành" in public_texts(window)
    assert "Changed since" in panel.results.item(0).text()
    press(Qt.Key.Key_Space)
    assert "136/138 tán th" in public_texts(window)
    work.session.delete_note(note.id)
    assert "136/138" not in public_texts(window)
    assert window.projector.released is None
    assert not panel.results.isVisible()


def test_without_a_vote_the_panel_says_how_one_is_recorded(window):
    panel = open_panel(window)
    for result in list(panel.results.results):
        window.desk.workspace.session.delete_note(result.id)
    assert "/b" in panel._hint.text()
    assert not panel.release.isVisible()


# --- screens -----------------------------------------------------------------------------------

OWN = Place(0, "eDP-1", 0, 0, 1366, 768)
BEAMER = Place(1, "HDMI-1", 1366, 0, 1920, 1080)
THIRD = Place(2, "DP-1", -1920, 0, 1920, 1080)


def test_the_public_screen_is_one_where_the_main_window_is_not():
    assert public_places([OWN], 0) == []
    assert public_places([OWN, BEAMER], 0) == [BEAMER]
    assert public_places([OWN, BEAMER], 1) == [OWN]
    assert public_places([OWN, BEAMER, THIRD], 0) == [BEAMER, THIRD]


def test_a_screen_that_repeats_the_own_one_is_none():
    assert public_places([OWN, replace(BEAMER, left=0)], 0) == []


def test_the_choice_among_several_is_remembered_by_name():
    assert choose_place([], "HDMI-1") is None
    assert choose_place([BEAMER, THIRD], "") == BEAMER
    assert choose_place([BEAMER, THIRD], "DP-1") == THIRD
    assert choose_place([BEAMER], "DP-1") == BEAMER


def test_an_unplugged_screen_takes_the_window_back(window, demo_desk, qtbot):
    told: list[str] = []
    demo_desk.bus.said.connect(lambda text, _undoable: told.append(text))
    projector = window.projector
    projector.show()
    screen = QGuiApplication.primaryScreen()
    projector._screen = screen
    QGuiApplication.instance().screenRemoved.emit(screen)
    assert not projector.is_showing
    assert "The second screen is gone" in told[-1]
    QGuiApplication.instance().screenAdded.emit(screen)
    assert "F5" in told[-1]


# --- looks -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("votes", [0, 2])
def test_the_panel_cuts_no_text(window, demo_desk, language, votes):
    use_language(language)
    for number in range(votes):
        vote(window, f"Biểu quyết {number}: 138/138 đại biểu tán thành toàn bộ Nghị quyết")
    panel = open_panel(window)
    for _twice in range(2):
        panel._toggle()
        panel._release()
        QApplication.processEvents()
        assert not cut_texts(window)
        assert panel.results.horizontalScrollBar().maximum() == 0
