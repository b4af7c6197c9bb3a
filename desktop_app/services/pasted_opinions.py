"""Opinions as they are pasted: one line each."""

import re
from dataclasses import dataclass

from desktop_app.domain import fields, records
from desktop_app.domain.list_table import ListRow, ListTable
from desktop_app.domain.vietnamese import clean_line
from desktop_app.i18n import N_
from desktop_app.services.editing import DraftMark, consume
from desktop_app.services.import_items import OpinionWriter
from desktop_app.store.register import Register

_LEADING = re.compile(r"(?:\d{1,4}[.)]|[-–•*+])\s+")


@dataclass(frozen=True)
class PastedOpinion:
    """What one pasted line says."""

    text: str
    speaker: str
    unit: str
    rest: str


def pasted_opinions(text: str) -> list[PastedOpinion]:
    """One opinion per line that is not blank, whatever number or bullet stands in front of it.

    After a tab: who said it, then the unit; what follows, and what is too long for its field,
    becomes the remark, or is put behind the opinion where it is too long for that too.
    """
    return [found for line in text.splitlines() if (found := _opinion_of(line))]


def paste_opinions(register: Register, meeting: records.Meeting, text: str,
                   *drafts: DraftMark) -> int:
    """Records the opinions of `pasted_opinions` as an import would, and gives how many there were,
    as one step."""
    lines = pasted_opinions(text)
    with register.operation(N_("Paste opinions ({count})"), count=len(lines)):
        rows = [ListRow(place, _values(line)) for place, line in enumerate(lines, 1)]
        table = ListTable("", 1, {}, rows)
        register.insert_all(OpinionWriter(register, meeting).records([(table, r) for r in rows]))
        consume(register, drafts)
    return len(lines)


def _opinion_of(line: str) -> PastedOpinion | None:
    cells = [clean_line(cell) for cell in line.split("\t")]
    while cells and (not cells[0] or cells[0].rstrip(".)").isdecimal()):
        cells = cells[1:]
    if not cells:
        return None
    text, speaker, unit, *others = [_LEADING.sub("", cells[0], count=1), *cells[1:], "", ""]
    spoken, named = fields.LINE_LIMIT, fields.entry_of(records.Unit, "name").limit
    rest = " ".join(filter(None, [speaker[spoken:], unit[named:], *others]))
    if len(rest) > fields.entry_of(records.Feedback, "remark").limit:
        text, rest = f"{text} {rest}", ""
    return PastedOpinion(text, speaker[:spoken], unit[:named], rest)


def _values(line: PastedOpinion) -> dict[str, object]:
    said = {"text": line.text, "speaker": line.speaker, "unit": line.unit, "remark": line.rest}
    return {name: value for name, value in said.items() if value}
