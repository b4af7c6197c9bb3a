"""What a forked process does until it is killed: it opens the window and types into one field.

It tells what it does as JSON lists: what, text, caret, and the moment in nanoseconds.
`shown`: what stands where the caret is after the start. `due` before a key, `typed` after it.
`recorded`: a new entry is in the register; `changed`: a field of a record is.
"""

import json
import os
import random
import sys
import time
from dataclasses import dataclass
from itertools import count
from operator import attrgetter
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.app import Program
from desktop_app.paths import places
from desktop_app.ui.composed_line import ComposedBox, ComposedLine
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.form import Form
from desktop_app.ui.window import Window
from tests.bench.painting import press, rest_until, wait_until

GAPS_MS = (2, 25)
STEPS_BACK = 0.05
LENGTHS, ENDLESS = (1, 4), 100
"""Words of an entry that is recorded, and of one that is not."""
WORDS = "đề nghị nhà trường rút ngắn thủ tục thanh toán đề tài cấp cơ sở và công khai kết quả"
_CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Place:
    """A field: its page, the command that opens it, its name, and what Enter does there."""

    page: str
    command: str
    name: str
    told: str = ""

    def open(self, window: Window) -> QWidget:
        window.show_page(self.page)
        if self.command:
            attrgetter(self.command)(window.page)()
        now = window.focusWidget()
        field = now if now and now.objectName() == self.name else next(
            w for w in window.findChildren(QWidget, self.name) if w.isVisible())
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        wait_until(field.hasFocus)
        return field


PLACES = {
    "capture line": Place("live", "", "capture_line", "recorded"),
    "attendee": Place("attendees", "edit", "field_position", "changed"),
    "new attendee": Place("attendees", "new", "field_full_name", "recorded"),
    "agenda item": Place("agenda", "edit", "field_title", "changed"),
    "new agenda item": Place("agenda", "new", "field_title", "recorded"),
    "conference": Place("overview", "", "field_venue", "changed"),
    "new conference": Place("overview", "new", "field_venue"),
    "opinion": Place("feedback", "edit", "field_text", "changed"),
    "new opinion": Place("feedback", "new", "field_text", "recorded"),
    "reply": Place("feedback", "pane.reply", "field_text"),
    "pasted people": Place("attendees", "paste_lines", "paste_box"),
    "pasted items": Place("agenda", "paste_lines", "paste_box"),
}


class Told:
    """The pipe to the process that kills; what is in it outlives this one."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def __call__(self, what: str, text: str = "", caret: int = 0) -> None:
        line = json.dumps([what, text, caret, time.time_ns()])
        os.write(self._pipe, f"{line}\n".encode())


def live(register: Path, folder: Path, place: Place, number: int, told: Told) -> None:
    """Opens the program and types until the process is killed."""
    app = QApplication(sys.argv[:1])
    program = Program(app, places(folder), Dialogs())
    if not program.start(register, demo=False) or program.window is None:
        raise RuntimeError("the program did not start")
    window = program.window
    window.activateWindow()
    wait_until(lambda: QApplication.focusWidget() is not None)
    told("shown", *standing(QApplication.focusWidget()))
    rng = random.Random(number)
    for sentence in count():
        field = place.open(window)
        QTest.keyClick(field, Qt.Key.Key_A, _CONTROL)
        told("ready")
        words = rng.choices(WORDS.split(), k=rng.randint(*LENGTHS) if place.told else ENDLESS)
        text = f"K{number}.{sentence} {' '.join(words)}"
        write(field, text, rng, told)
        if place.told:
            finish(field, place, told)


def standing(field: QWidget | None) -> tuple[str, int]:
    """The text of the field with the focus, and the caret in it."""
    if isinstance(field, (ComposedLine, ComposedBox)):
        return field.whole_text()
    return "", 0


def write(field: QWidget, letters: str, rng: random.Random, told: Told) -> None:
    """Types the letters over what is selected, now and then after a step back."""
    text, caret = "", 0
    for letter in letters:
        rest_until(perf_counter() + rng.uniform(*GAPS_MS) / 1000)
        if caret > len("K0000.0") and rng.random() < STEPS_BACK:
            QTest.keyClick(field, Qt.Key.Key_Left)
            caret -= 1
        text, caret = text[:caret] + letter + text[caret:], caret + 1
        told("due", text, caret)
        press(field, letter)
        told("typed", text, caret)


def finish(field: QWidget, place: Place, told: Told) -> None:
    """Records the entry as its field wants it."""
    text = standing(field)[0]
    if place.name == "capture_line":
        QTest.keyClick(field, Qt.Key.Key_Return)
    else:
        QTest.keyClick(field, Qt.Key.Key_Return, _CONTROL)
    if place.told == "recorded" or is_of_a_record(field):
        told(place.told, text)


def is_of_a_record(field: QWidget) -> bool:
    """Whether the field is in the form of a recorded entry: after the last one the page goes on
    with the card for a new one, where what was typed stays a draft until the entry is complete."""
    form: QWidget | None = field
    while form is not None and not isinstance(form, Form):
        form = form.parentWidget()
    return form is None or form._recorded
