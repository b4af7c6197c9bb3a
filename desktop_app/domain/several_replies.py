"""The replies of several units in one cell of our workbook, each begun by "- unit: ".

They are taken apart only where it is certain whose each is.
"""

import re
from collections.abc import Callable, Collection, Mapping

from desktop_app.domain.vietnamese import clean_text, fold

_MARK = re.compile(r"\s*[-–—•]\s*")


def taken_apart(text: str, expected: Collection[str], others: Collection[str],
                is_kind: Callable[[str], bool]) -> Mapping[str, str] | None:
    """The replies in a cell by the folded names of who gave them; None where that is not certain.

    A line begins a reply if it names one of `expected`; or if a kind of reply follows the name:
    then of `others` too, and of anybody else nothing is certain. All names are folded.
    """
    found: dict[str, list[str]] = {}
    whose = ""
    for line in text.split("\n"):
        name, said, unknown = _begun(line, expected, others, is_kind)
        if unknown or (name and name in found) or not (name or whose or not line.strip()):
            return None
        if name:
            whose = name
            found[whose] = [said]
        elif whose:
            found[whose].append(line)
    return {name: clean_text("\n".join(lines)).strip() for name, lines in found.items()} or None


def _begun(line: str, expected: Collection[str], others: Collection[str],
           is_kind: Callable[[str], bool]) -> tuple[str, str, bool]:
    """Whose reply a line begins and what it says; whether it is that of somebody unknown."""
    mark = _MARK.match(line)
    parts = line[mark.end():].split(":") if mark else []
    unknown = False
    for end in range(1, len(parts)):
        name, said = fold(":".join(parts[:end])), ":".join(parts[end:])
        has_kind = end < len(parts) - 1 and is_kind(parts[end].strip())
        if name in expected or (has_kind and name in others):
            return name, said, False
        unknown = unknown or has_kind
    return "", "", unknown
