"""The table of keystrokes in docs: its keys are played and counted."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.app import Program
from desktop_app.domain import records
from desktop_app.i18n import use_language
from desktop_app.paths import Places
from tests.journeys.hands import Hands
from tests.ui.conftest import Answers

TABLE = Path(__file__).parents[2] / "docs" / "keystrokes.md"
KEY = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)*(?:F\d+|Tab|Return|Up|J|L|T)")
MENTAL, STROKE = 1.35, 0.28
Act = tuple[str, list[str], int, int, float]


def acts() -> list[Act]:
    rows = [line.strip("| ").split(" | ") for line in TABLE.read_text("utf-8").splitlines()
            if line.startswith("| ") and "`" in line]
    return [(name, re.findall(r"`([^`]+)`", keys), int(content), int(beyond), float(seconds))
            for name, keys, content, beyond, seconds in rows]


@pytest.fixture
def hands(qapp, tmp_path: Path) -> Iterator[Hands]:
    """The live page of the demo conference, opened again at its discussion."""
    answers = Answers()
    program = Program(qapp, Places(tmp_path / "data"), answers)
    assert program.start(None, demo=True)
    window = program.window
    assert window is not None
    made = Hands(program, answers)
    made.begin()
    agenda = window.desk.workspace.agenda
    items = agenda.items(window.desk.meeting_id)
    agenda.open_item(next(item for item in items if item.kind == "discussion"))
    window.show_page("live")
    QApplication.processEvents()
    yield made
    window.close()
    program.stop()
    window.deleteLater()
    use_language("vi")


def last(hands: Hands, record_type: type) -> records.Feedback:
    """The record made last, of whatever type."""
    found: records.Feedback = hands.work.register.find(record_type)[-1]
    return found


def name_of(hands: Hands, attendee_id: int | None) -> str:
    return hands.work.register.get(records.Attendee, attendee_id or 0).full_name


def waits(hands: Hands) -> None:
    assert name_of(hands, last(hands, records.FloorRequest).attendee_id) == "Lê Thị Ân"


def speaks(hands: Hands) -> None:
    assert name_of(hands, last(hands, records.SpeakingTurn).attendee_id) == "Trần Văn Đức"


def stands_still(hands: Hands) -> None:
    turn = hands.work.floor.turn(hands.window.desk.meeting_id)
    assert turn
    assert turn.paused_at


def opinion_of_the_speaker(hands: Hands) -> None:
    opinion = last(hands, records.Feedback)
    assert (opinion.text, len(opinion.theme_ids), len(opinion.addressed_ids)) == (
        "rut ngan thu tuc", 1, 1)
    assert name_of(hands, opinion.attendee_id) == "Trần Văn Đức"


def reply(text: str, place: int) -> Callable[[Hands], None]:
    def check(hands: Hands) -> None:
        made = hands.work.register.find(records.Reply)[-1]
        opinions = hands.work.register.find(records.Feedback)
        assert (made.text, made.feedback_ids) == (text, (opinions[place].id,))
    return check


def common_reply(hands: Hands) -> None:
    made = hands.work.register.find(records.Reply)[-1]
    numbers = hands.work.feedback.numbers(made.feedback_ids)
    assert (made.text, set(numbers.values())) == ("giai trinh chung", {1, 2})


def other_opinion(hands: Hands) -> None:
    opinion = last(hands, records.Feedback)
    assert (opinion.text, name_of(hands, opinion.attendee_id)) == ("tang luong", "Lê Thị Ân")


def heard_opinion(hands: Hands) -> None:
    opinion = last(hands, records.Feedback)
    assert (opinion.text, opinion.speaker) == ("cam on", "khach moi")


def same_opinion(hands: Hands) -> None:
    opinion = last(hands, records.Feedback)
    root = hands.work.feedback.numbered(hands.window.desk.meeting_id, 1)
    assert root
    assert (opinion.text, opinion.same_as_id) == ("thanh toan de tai", root.id)


def note(kind: str, text: str) -> Callable[[Hands], None]:
    def check(hands: Hands) -> None:
        made = last(hands, records.Note)
        assert (made.kind, made.text) == (kind, text)
    return check


def parked(hands: Hands) -> None:
    assert last(hands, records.ParkedLine).text == "hoi lai so lieu"


def came_or_left(hands: Hands) -> None:
    now = hands.work.register.journal.undo_label()
    [person] = [p for p in hands.work.session.people(hands.window.desk.meeting_id)
                if p.attendee.number == 8]
    assert now
    assert now.params == {"name": person.attendee.full_name}


def first_speaks(hands: Hands) -> None:
    turn = hands.work.floor.turn(hands.window.desk.meeting_id)
    assert turn
    assert name_of(hands, turn.attendee_id) == "Lê Thị Ân"


def settled(hands: Hands) -> None:
    assert hands.work.open_names.names(hands.window.desk.meeting_id) == []
    assert last(hands, records.Attendee).full_name == "khach moi"  # type: ignore[attr-defined]


def next_item(hands: Hands) -> None:
    current = hands.work.agenda.current(hands.window.desk.meeting_id)
    assert current is None or current.kind != "discussion"


def shown_to_the_public(hands: Hands) -> None:
    assert hands.window.projector.is_showing


CHECKS: list[Callable[[Hands], None]] = [
    waits, speaks, stands_still, opinion_of_the_speaker, reply("se xem xet", -1),
    reply("tiep thu", -2), common_reply, other_opinion, heard_opinion,
    same_opinion, note("note", "nghi giai lao"), note("task", "lap de an"),
    note("vote", "138/138 tan thanh"), parked, came_or_left, first_speaks, settled, next_item,
    shown_to_the_public]


def test_the_keys_of_the_table_do_what_it_says(hands: Hands):
    for (name, keys, _content, _beyond, _seconds), check in zip(acts(), CHECKS, strict=True):
        for key in keys:
            if KEY.fullmatch(key):
                hands.press(key)
            else:
                hands.type(key)
        try:
            check(hands)
        except AssertionError as error:
            raise AssertionError(name) from error
        hands.press("Escape")


@pytest.mark.parametrize(("name", "keys", "content", "beyond", "seconds"), acts())
def test_no_act_takes_more_than_two_keys_beyond_its_content(
        name: str, keys: list[str], content: int, beyond: int, seconds: float):
    pressed = [key for key in keys if KEY.fullmatch(key)]
    typed = sum(len(key) for key in keys if key not in pressed)
    assert (typed, len(pressed)) == (content, beyond), name
    assert beyond <= 2
    assert seconds == pytest.approx(MENTAL + STROKE * (typed + len(pressed)), abs=0.051)
