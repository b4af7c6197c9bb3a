"""The keys that a Vietnamese keyboard program sends which retypes by backspace, as UniKey does.

Letters pass through as they are typed; when one changes what stands before it, the program takes
back with Backspace what has become wrong and types it anew. Retyped letters carry their text and
no key code (VK_PACKET on Windows).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

BACKSPACE = "\b"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def strokes(text: str, *, whole_words: bool = False) -> Iterator[str]:
    """Key after key for a text in Telex, the tone typed at the end of its word.

    `whole_words`: each change rewrites the word from its first letter, as some programs do.
    """
    for word in re.findall(r"\w+|\W", unicodedata.normalize("NFC", text)):
        shown = ""
        for wanted in _stages(word):
            passes = wanted[:-1] == shown
            kept = shown if passes else "" if whole_words else _common(shown, wanted)
            yield from BACKSPACE * (len(shown) - len(kept))
            yield from wanted[len(kept):]
            shown = wanted


def _common(one: str, other: str) -> str:
    return other[:next((i for i, pair in enumerate(zip(one, other, strict=False))
                        if pair[0] != pair[1]), min(len(one), len(other)))]


def _stages(word: str) -> list[str]:
    """What stands there after each key of a word: v vi vie viê viêt việt."""
    plain = [_toneless(letter) for letter in word]
    stages = [""]
    for letter in plain:
        stages += [stages[-1] + form for form in dict.fromkeys((_base(letter), letter))]
    return [*stages[1:], *([word] if "".join(plain) != word else [])]


def _toneless(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))


def _base(letter: str) -> str:
    return {"đ": "d", "Đ": "D"}.get(letter, unicodedata.normalize("NFD", letter)[0])


def play(stream: Iterable[str]) -> None:
    """Sends the keys to whatever has the focus."""
    for stroke in stream:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            widget = QApplication.focusWidget()
            assert widget is not None
            key = Qt.Key.Key_Backspace if stroke == BACKSPACE else Qt.Key(_code(stroke))
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, stroke)
            QApplication.sendEvent(widget, event)
    QApplication.processEvents()


def _code(stroke: str) -> int:
    return ord(stroke.upper()) if stroke.isascii() else 0

