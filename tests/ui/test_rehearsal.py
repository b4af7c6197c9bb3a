"""A rehearsal in the real window: the whole script in virtual time, and what the bar does."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.app import Program
from desktop_app.domain import records
from desktop_app.domain.kinds import ItemState, NoteKind
from desktop_app.i18n import use_language
from desktop_app.paths import Places
from desktop_app.services.rehearsal import LENGTH, START, ActKind, moment, present
from desktop_app.services.rehearsal_script import script
from desktop_app.ui.rehearsal_player import State
from tests.ui.conftest import Answers


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
    assert work.register.find(records.ParkedLine) == []
    assert work.open_names.names(rehearsing.window.desk.meeting_id) == []
