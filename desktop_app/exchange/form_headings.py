"""Headers and footers of a form: text with codes that begin with &, such as `&14` for a size."""

import re
from collections.abc import Mapping

from desktop_app.domain.form_text import places
from desktop_app.exchange.form_cells import FieldValue, shown

LONGEST = 255
"""More than this Excel takes for a damaged file."""

_SIZE = re.compile(r"&\d+$")
_CUT = "…"


def filled_heading(text: str, fields: Mapping[str, FieldValue]) -> str:
    """A header or footer with its fields filled in; of one that is too long for Excel the longest
    values are cut."""
    values = [shown(fields.get(mark.field.key)) for mark in places(text)]
    kept = list(map(len, values))
    made = _made(text, values)
    while len(made) > LONGEST and any(kept):
        longest = kept.index(max(kept))
        kept[longest] = max(0, kept[longest] - max(1, (len(made) - LONGEST) // 2))
        made = _made(text, [value if length == len(value) else value[:length] + _CUT
                            for value, length in zip(values, kept, strict=True)])
    return made


def _made(text: str, values: list[str]) -> str:
    made, begins = "", 0
    for mark, value in zip(places(text), values, strict=True):
        made += text[begins:mark.start]
        apart = " " if value[:1].isdigit() and _SIZE.search(made) else ""
        made += apart + value.replace("&", "&&")
        begins = mark.end
    return made + text[begins:]
