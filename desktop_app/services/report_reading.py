"""The opinions of a conference for the workbook: streamed in batches, references put into words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from desktop_app.domain import records
from desktop_app.domain.fields import entry_of
from desktop_app.domain.own_rows import FULL_TEXT, NOBODY, SAME_AS
from desktop_app.i18n import N_
from desktop_app.services.report_parts import Context
from desktop_app.store import report_queries
from desktop_app.store.register import Register
from desktop_app.store.report_queries import Answer

_BATCH = 500
_KEPT = 100_000  # some hundred megabytes; the ones beyond are read anew for each sheet
FITS_A_ROW = 900
"""Characters of a text that Excel's tallest row (409 points) surely shows in its column."""

_LINE = report_queries.CHARACTERS_A_LINE
_BEGINNING, _FIRST_LINES = 600, 10


@dataclass(frozen=True)
class Names:
    """What references are called in this workbook; unit and theme names are all different."""

    units: Mapping[int, str]
    themes: Mapping[int, str]
    people: Mapping[int, records.Attendee]
    items: Mapping[int, str]


@dataclass(frozen=True)
class Told:
    """An opinion with the replies to it."""

    opinion: records.Feedback
    answers: Sequence[Answer]


class OpinionReader:
    """Reads the opinions of one conference, a batch at a time."""

    def __init__(self, register: Register, context: Context, names: Names) -> None:
        self._register = register
        self._context = context
        self.names = names
        meeting_id = context.meeting.id
        self.keys = report_queries.opinion_keys(register, meeting_id)
        self.by_theme = report_queries.keys_by_theme(register, meeting_id)
        self.by_unit = report_queries.keys_by_unit(register, meeting_id)
        self.long = report_queries.long_opinion_keys(register, meeting_id, FITS_A_ROW)
        self.no_theme = context.say(N_("(no theme given)"))
        self.no_unit = context.say(N_("(no answering unit given)"))
        self._see_full_text = context.say(FULL_TEXT,
                                          sheet=context.sheet_name("full_texts"))
        self._long = frozenset(self.long)
        self._reply_kinds = {choice.value: context.texts.get(choice.label)
                             for choice in entry_of(records.Reply, "kind").choices}
        self._numbers: dict[int, int] = {}
        self._kept: dict[int, Told] = {}

    def told(self, keys: Iterable[int]) -> Iterator[Told]:
        """The opinions with these keys, in this order; a key may come more than once."""
        rest = iter(keys)
        while some := list(islice(rest, _BATCH)):
            new = [key for key in dict.fromkeys(some) if key not in self._kept]
            found = self._read(new)
            for key in some:
                yield found.get(key) or self._kept[key]

    def _read(self, keys: Sequence[int]) -> dict[int, Told]:
        """These opinions from the register; the first ones are kept for the other sheets."""
        answers = report_queries.answers(self._register, keys)
        found = {opinion.id: Told(opinion, answers.get(opinion.id, ()))
                 for opinion in self._register.load(records.Feedback, keys)}
        if len(self._kept) < _KEPT:
            self._kept.update(found)
        return found

    # --- in words ------------------------------------------------------------------------------

    def who(self, told: Told) -> str:
        """Name and unit of who said it; neither if the name is to be left out on papers."""
        opinion = told.opinion
        nobody = self._context.say(NOBODY)
        if opinion.unnamed:
            return nobody
        person = self.names.people.get(opinion.attendee_id or 0)
        name = person.full_name if person else opinion.speaker
        unit_id = opinion.unit_id or (person.unit_id if person else None)
        lines = [name, self.names.units.get(unit_id or 0, "")]
        return "\n".join(line for line in lines if line) or nobody

    def item(self, key: object) -> str | None:
        """The agenda item with this key."""
        return self.names.items.get(key) if isinstance(key, int) else None

    def number(self, key: object) -> int | None:
        """The number of the opinion with this key."""
        return self._number_of(key) or None if isinstance(key, int) else None

    def themes(self, told: Told) -> str:
        names = (self.names.themes[key] for key in told.opinion.theme_ids)
        return "; ".join(names)

    def units(self, told: Told) -> str:
        """The units that are to answer or did, in this order."""
        replied = (a.unit_id for a in told.answers if a.unit_id)
        keys = dict.fromkeys([*told.opinion.addressed_ids, *replied])
        return "; ".join(self.names.units[key] for key in keys)

    def replies(self, told: Told) -> str:
        """What was replied; with several replies each says whose it is."""
        if len(told.answers) < 2:
            return "".join(self._reply(answer) for answer in told.answers)
        return "\n".join(self._reply_of(answer) for answer in told.answers)

    def replies_of(self, told: Told, unit_id: int | None) -> str:
        """What one unit replied."""
        return "\n".join(self._reply(a) for a in told.answers if a.unit_id == unit_id)

    def remark(self, told: Told) -> str:
        """The remark, which opinion it repeats, and where the full text is."""
        opinion = told.opinion
        parts = [opinion.remark]
        number = self.number(opinion.same_as_id)
        if number:
            parts.append(self._context.say(SAME_AS, number=number))
        if opinion.id in self._long:
            parts.append(self._see_full_text)
        return "; ".join(part for part in parts if part)

    def brief(self, text: str) -> str:
        """`text`, or its beginning and where the rest is if it is too long for a row."""
        if len(text) + _LINE * text.count("\n") <= FITS_A_ROW:
            return text
        lines = "\n".join(text.split("\n", _FIRST_LINES)[:_FIRST_LINES])
        return f"{lines[:_BEGINNING].rsplit(' ', 1)[0]} … ({self._see_full_text})"

    def _reply(self, answer: Answer) -> str:
        """The reply after its kind, unless it says so itself."""
        kind = self._reply_kinds.get(answer.kind, answer.kind)
        said = answer.text.casefold().startswith(kind.casefold())
        return answer.text if said else f"{kind}: {answer.text}"

    def _reply_of(self, answer: Answer) -> str:
        person = self.names.people.get(answer.attendee_id or 0)
        whose = (self.names.units.get(answer.unit_id or 0) or answer.speaker
                 or (person.full_name if person else ""))
        return f"- {whose}: {self._reply(answer)}" if whose else f"- {self._reply(answer)}"

    def _number_of(self, key: int) -> int:
        if not self._numbers:
            self._numbers = report_queries.opinion_numbers(self._register, self._context.meeting.id)
        return self._numbers.get(key, 0)
