"""The first half of the session, played by keys in a process that is killed at its end.

`python -m tests.journeys.until_the_kill REGISTER DATA` prints one line a moment after the last key
was pressed, and then waits for the end.
"""

import sys
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from desktop_app.app import Program
from desktop_app.paths import Places
from tests.bench.painting import rest_until
from tests.journeys.hands import Hands
from tests.ui.conftest import Answers

OPINIONS = ("/y @lta\t#nckh Rút ngắn thủ tục thanh toán", "/y @tvd\tTăng lương tối thiểu",
            "/y @lta\tThêm phòng thí nghiệm")
LATEST = 0.3
"""Seconds after which no key may be lost any more."""
HALF = "/k Giao Phòng Tài chính"


def play(hands: Hands) -> None:
    """From the opening until a conclusion is half typed."""
    hands.press("Ctrl+4", "F8", "F7")
    for number in "123":
        hands.type(number)
        hands.press("Return")
    hands.press("Escape", "F8")
    for opinion in OPINIONS:
        hands.type(opinion)
        hands.press("Return")
    hands.press("F7")
    hands.type("4 -1")
    hands.press("Return")
    for number in "23":
        hands.type(number)
        hands.press("Return")
    hands.press("Escape")
    hands.type("/t1,3 Sẽ xem xét cả hai")
    hands.press("Return")
    hands.type(HALF)
    hands.press("Left", "Left")


def main() -> None:
    register, data = map(Path, sys.argv[1:])
    app = QApplication(sys.argv[:1])
    program = Program(app, Places(data), Answers())
    assert program.start(register, demo=False)
    assert program.window
    hands = Hands(program, Answers())
    hands.begin()
    play(hands)
    rest_until(perf_counter() + LATEST)
    print("played", flush=True)
    while True:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


if __name__ == "__main__":
    main()
