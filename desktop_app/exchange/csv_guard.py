"""The apostrophe before text in a CSV file that a spreadsheet would take for a formula."""

import re

_GUARD = "'"
_GUARDED = re.compile("'*[=+\\-@\x00-\x1f＝＋－＠]")
"""What a spreadsheet may take for a formula (also behind line ends and controls), and the same
behind apostrophes that stand already."""


def guarded(text: str) -> str:
    """The text as it is written: with an apostrophe in front where a formula would begin."""
    return _GUARD + text if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """What stood in a cell before an apostrophe was put in front of it."""
    return text[1:] if text.startswith(_GUARD) and _GUARDED.match(text) else text
