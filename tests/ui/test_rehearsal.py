"""A rehearsal in the real window: the whole script in virtual time, and what the bar does."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.app import Program
from desktop_app.domain import records
from desktop_app.domain.kinds import ItemState, NoteKind
from desktop_app.i18n import use_language
from desktop_app.paths import Places
from desktop_app.services.demo import write_demo
from desktop_app.services.dumping import write_dump
from desktop_app.services.registers import create_register
from desktop_app.services.rehearsal import LENGTH, START, ActKind, moment, present
from desktop_app.services.rehearsal_script import script
from desktop_app.ui.actions import COMMANDS
from desktop_app.ui.rehearsal_bar import KEYS
from desktop_app.ui.rehearsal_player import State
from tests.ui.conftest import Answers
from tests.ui.keys import type_text


class Rehearsing:
    """A program that plays a rehearsal while `seconds` really pass."""

    def __init__(self, qtbot, program: Program) -> None:
        self.seconds = 0.0
        self.program = program
        self._qtbot = qtbot
        assert program.rehearse(1, lambda: self.seconds)
        self.settle()

    def settle(self) -> None:
        self.window.resize(1366, 768)
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)
        self.player.beat()

    @property
    def window(self):
        return self.program.window

    @property
    def player(self):
        return self.program._rehearsal.player

    @property
    def bar(self):
        return self.program._rehearsal.bar

    @property
    def work(self):
        return self.window.desk.workspace

    def play(self, until=lambda: False) -> None:
        """Lets time pass from key to key."""
        player = self.player
        while player.plays and not until():
            self.seconds += player._pace.real_seconds_until(player.due)
            player.beat()
            QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        QApplication.processEvents()


@pytest.fixture
def program(qapp, tmp_path: Path) -> Iterator[Program]:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.json").write_text('{"language": "en", "theme": "light"}')
    made = Program(qapp, Places(tmp_path / "data"), Answers())
    yield made
    if made.window:
        made.window.close()
    made.stop()
    if made.window:
        made.window.deleteLater()
    use_language("vi")


def numbers_in_the_room(work, at) -> set[int]:
    attendees = {a.id: a.number for a in work.register.find(records.Attendee)}
    return {attendees[span.attendee_id] for span in work.register.find(records.PresenceSpan)
            if span.came_at <= at and (span.left_at is None or span.left_at > at)}


def test_what_is_recorded_is_exactly_what_the_script_says(qtbot, program):
    rehearsing = Rehearsing(qtbot, program)
    rehearsing.play()
    assert rehearsing.player.state is State.OVER
    work, acts = rehearsing.work, script()
    assert work.now() <= START + LENGTH
    kinds = Counter(act.kind for act in acts)
    opinions = work.register.find(records.Feedback)
    assert len(opinions) == kinds[ActKind.OPINION]
    assert all(opinion.theme_ids and opinion.addressed_ids for opinion in opinions)
    replies = work.register.find(records.Reply)
    assert [reply.feedback_ids for reply in replies] == [
        (opinions[act.words.params["number"] - 1].id,)
        for act in acts if act.kind is ActKind.REPLY]
    notes = Counter(note.kind for note in work.register.find(records.Note))
    assert notes == {NoteKind.NOTE: kinds[ActKind.NOTE] + kinds[ActKind.EXPAND] + 1,
                     NoteKind.VOTE: kinds[ActKind.VOTE], NoteKind.TASK: kinds[ActKind.TASK],
                     NoteKind.CONCLUSION: kinds[ActKind.CONCLUSION]}
    for clock in ("08:00:30", "08:49:00", "08:51:30", "09:10:00", "10:30:00"):
        at = moment(clock)
        assert numbers_in_the_room(work, START + at) == present(acts, at), clock
    items = work.agenda.items(rehearsing.window.desk.meeting_id)
    assert [item.state for item in items[:9]] == [ItemState.DONE] * 8 + [ItemState.CURRENT]
    speakers = {a.id: a.number for a in work.register.find(records.Attendee)}
    assert [speakers.get(opinion.attendee_id) for opinion in opinions] == [
        4, 3, 6, None, 8, 5, 21, 140]
    assert [speakers.get(turn.attendee_id)
            for turn in work.register.find(records.SpeakingTurn)] == [
        act.people[0] for act in acts if act.kind is ActKind.FLOOR and act.people]
    assert work.register.find(records.ParkedLine) == []
    assert work.open_names.names(rehearsing.window.desk.meeting_id) == []


# --- the bar --------------------------------------------------------------------------------

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def playing(kind: ActKind):
    """The first act of a kind and half of its keys."""
    place = next(place for place, act in enumerate(script()) if act.kind is kind)

    def until(player) -> bool:
        return player.place == place and bool(line_of(player).text())
    return until


def line_of(player):
    return player._window.page.line


def test_no_key_of_the_bar_is_one_of_the_table():
    assert not set(KEYS.values()) & {command.key for command in COMMANDS}


def test_whoever_types_pauses_it_when_the_act_is_done(qtbot, program):
    rehearsing = Rehearsing(qtbot, program)
    player = rehearsing.player
    half = playing(ActKind.NOTE)
    rehearsing.play(lambda: half(player))
    rehearsing.press(Qt.Key.Key_X)
    assert player.state is State.FINISHING
    rehearsing.press(Qt.Key.Key_F8)
    rehearsing.play()
    assert player.state is State.INTERRUPTED
    assert "F12" in rehearsing.bar.keys.text()
    [note] = rehearsing.work.register.find(records.Note)
    assert note.text == player.act.strokes[0]
    before = rehearsing.work.now()
    rehearsing.seconds += 600
    assert rehearsing.work.now() == before


def test_a_click_pauses_it_but_for_one_on_its_bar(qtbot, program):
    rehearsing = Rehearsing(qtbot, program)
    window, player = rehearsing.window, rehearsing.player

    def click(widget) -> None:
        place = widget.mapTo(window, widget.rect().center())
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
        QApplication.processEvents()

    click(rehearsing.bar.words)
    assert player.state is State.PLAYING
    click(window.page.log)
    assert player.state is State.INTERRUPTED
    click(rehearsing.bar._buttons["pause"])
    assert player.state is State.PLAYING


def test_a_line_of_somebodys_own_is_not_mixed_with_what_is_played(qtbot, program):
    rehearsing = Rehearsing(qtbot, program)
    player = rehearsing.player
    half = playing(ActKind.NOTE)
    rehearsing.play(lambda: half(player))
    rehearsing.press(Qt.Key.Key_F12)
    rehearsing.play()
    assert player.state is State.PAUSED
    type_text(QApplication.focusWidget(), "của tôi")
    rehearsing.window.show_page("agenda")
    rehearsing.press(Qt.Key.Key_F12)
    rehearsing.play()
    assert player.state is State.LINE_TAKEN
    rehearsing.press(Qt.Key.Key_Return)
    rehearsing.press(Qt.Key.Key_F12)
    assert player.state is State.PLAYING
    place = player.place
    rehearsing.play(lambda: player.place > place + 1)
    texts = [note.text for note in rehearsing.work.register.find(records.Note)]
    assert texts[1:] == ["của tôi"]


def test_act_by_act_and_faster(qtbot, program):
    rehearsing = Rehearsing(qtbot, program)
    player = rehearsing.player
    rehearsing.press(Qt.Key.Key_F12)
    rehearsing.play()
    place = player.place
    for step in range(1, 4):
        rehearsing.press(Qt.Key.Key_F12, CTRL)
        rehearsing.play()
        assert (player.place, player.state) == (place + step, State.PAUSED)
        assert rehearsing.work.now() >= START + player.act.at
    speeds = []
    for _press in range(4):
        rehearsing.press(Qt.Key.Key_F12, SHIFT)
        speeds.append(program._rehearsal.pace.speed)
    assert speeds == [5, 20, 60, 1]
    rehearsing.press(Qt.Key.Key_F12)
    rehearsing.press(Qt.Key.Key_F12, CTRL)
    rehearsing.play(lambda: player.place > place + 4)
    assert rehearsing.seconds < 120


def test_it_waits_while_another_window_is_in_front(qtbot, program):
    rehearsing = Rehearsing(qtbot, program)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    rehearsing.player.beat()
    assert rehearsing.player.state is State.BEHIND
    rehearsing.settle()
    assert rehearsing.player.state is State.PLAYING


# --- registers ------------------------------------------------------------------------------


def test_the_register_in_use_is_left_alone_and_comes_back(qtbot, program, tmp_path: Path):
    path = tmp_path / "mẫu.db"
    with create_register(path) as register:
        write_demo(register)
    assert program.start(path, demo=False)
    program.window.show_page("agenda")
    before = dump_of(program.window.desk.workspace)
    program.window.actions_by_name["rehearse"].trigger()
    program._rehearsal.player.stop()
    assert program.window.desk.workspace.path.name == "rehearsal.db"
    assert not program.rehearse()
    folder = program._rehearsal.folder
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_F12, CTRL | SHIFT)
    qtbot.waitUntil(lambda: program.window.desk.workspace.path == path)
    assert program.window.page_name == "agenda"
    assert not folder.exists()
    assert dump_of(program.window.desk.workspace) == before
    assert program.settings.registers == [str(path)]


def test_ending_it_twice_leaves_the_window_open(qtbot, program):
    assert program.start(None, demo=True)
    Rehearsing(qtbot, program)
    played = program._rehearsal
    for signal in (played.ended, played.ended, played.again):
        signal.emit()
    qtbot.waitUntil(lambda: program.window is not None and program._rehearsal is None)
    QApplication.processEvents()
    assert program.window.isVisible()
    assert program.window.desk.workspace.path.name == "demo.db"


def test_a_conference_in_session_is_not_covered_by_a_rehearsal(program):
    assert program.start(None, demo=True)
    agenda = program.window.desk.workspace.agenda
    agenda.open_item(agenda.items(program.window.desk.meeting_id)[0])
    assert not program.rehearse()


def test_it_goes_on_in_another_language(qtbot, program):
    rehearsing = Rehearsing(qtbot, program)
    rehearsing.play(lambda: rehearsing.player.place == 2)
    rehearsing.press(Qt.Key.Key_F12)
    rehearsing.play()
    first, place = rehearsing.window, rehearsing.player.place
    first.actions_by_name["language_vi"].trigger()
    qtbot.waitUntil(lambda: rehearsing.window is not first)
    rehearsing.settle()
    assert rehearsing.player.place == place
    rehearsing.press(Qt.Key.Key_F12)
    rehearsing.play(lambda: rehearsing.player.place == place + 1)
    assert "Diễn tập" in rehearsing.bar.words.text()


def test_opening_a_register_ends_it(qtbot, program, tmp_path: Path):
    assert program.start(tmp_path / "a.db", demo=False)
    rehearsing = Rehearsing(qtbot, program)
    folder = program._rehearsal.folder
    rehearsing.window.open_register(tmp_path / "a.db")
    qtbot.waitUntil(lambda: program.window.desk.workspace.path == tmp_path / "a.db")
    assert not folder.exists()
    assert program._rehearsal is None


def test_the_end_tells_what_was_recorded_and_offers_to_play_again(qtbot, program):
    rehearsing = Rehearsing(qtbot, program)
    player, last = rehearsing.player, script()[-1]
    player.place = len(script()) - 2
    player._plan_next()
    rehearsing.play()
    assert player.act is last
    assert "0 opinions" in rehearsing.bar.words.text()
    folder = program._rehearsal.folder
    program._rehearsal.bar._buttons["again"].click()
    qtbot.waitUntil(lambda: program._rehearsal.folder != folder)
    assert not folder.exists()
    assert rehearsing.player.place == -1


def dump_of(work) -> str:
    parts: list[str] = []
    write_dump(work.register, parts.append)
    return "".join(parts)
