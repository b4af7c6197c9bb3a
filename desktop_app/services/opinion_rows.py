"""Opinions as a list shows them: loaded page by page, with the names behind their keys."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desktop_app.domain import records
from desktop_app.services.attendance import Person
from desktop_app.services.feedback import FeedbackService
from desktop_app.services.session import Session

PAGE = 50
PAGES_KEPT = 40


@dataclass(frozen=True)
class OpinionRow:
    """One opinion of the list. `themes` and `offices` are short names. `same_as` is the number of
    the opinion that it says the same as, `others` say the same as it."""

    id: int
    number: int
    at: datetime | None
    who: str
    unit: str
    text: str
    themes: tuple[str, ...]
    offices: tuple[str, ...]
    status: str
    urgent: bool
    unnamed: bool
    same_as: int | None = None
    others: int = 0


class OpinionNames:
    """The names that opinions and replies of one conference refer to, as of now."""

    def __init__(self, session: Session, meeting_id: int) -> None:
        vocabulary = session.vocabulary(meeting_id)
        self._people = {p.attendee.id: p for p in session.people(meeting_id)}
        self._themes = {t.key: t.label for t in vocabulary.themes.terms}
        self._units = {t.key: t.label for t in vocabulary.units.terms}
        self._unit_names = {t.key: t.spellings[0] for t in vocabulary.units.terms}

    def row(self, opinion: records.Feedback) -> OpinionRow:
        """An opinion with its names."""
        person = self._people.get(opinion.attendee_id or 0)
        return OpinionRow(
            opinion.id, opinion.number, opinion.at,
            person.attendee.full_name if person else opinion.speaker,
            self._unit(person, opinion.unit_id), opinion.gist or opinion.text,
            _known(self._themes, opinion.theme_ids), _known(self._units, opinion.addressed_ids),
            opinion.status, opinion.urgent, opinion.unnamed)

    def replier(self, reply: records.Reply) -> str:
        """Who replied: the office and, where one is known, the person."""
        person = self._people.get(reply.attendee_id or 0)
        name = person.attendee.full_name if person else reply.speaker
        unit = self._unit_names.get(reply.unit_id or 0, "")
        return " · ".join(part for part in (unit, name) if part)

    def _unit(self, person: Person | None, unit_id: int | None) -> str:
        if unit_id is None and person and person.unit:
            return person.unit.name
        return self._unit_names.get(unit_id or 0, "")


def _known(names: Mapping[int, str], keys: Sequence[int]) -> tuple[str, ...]:
    return tuple(names[key] for key in keys if key in names)


class OpinionRows:
    """The rows behind a list of keys. Only pages that are looked at are read."""

    def __init__(self, feedback: FeedbackService, names: OpinionNames) -> None:
        self._feedback = feedback
        self._names = names
        self._keys: Sequence[int] = ()
        self._pages: OrderedDict[int, Mapping[int, OpinionRow]] = OrderedDict()

    @property
    def keys(self) -> Sequence[int]:
        return self._keys

    def show(self, keys: Sequence[int]) -> None:
        """Another list of opinions."""
        self._keys = keys
        self._pages.clear()

    def rename(self, names: OpinionNames) -> None:
        """Reads everything again when it is next looked at, with other names."""
        self._names = names
        self._pages.clear()

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, place: int) -> OpinionRow | None:
        """The opinion at a place; None for one that has gone meanwhile."""
        number = place // PAGE
        if number not in self._pages:
            self._pages[number] = self._read(number)
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number].get(self._keys[place])

    def _read(self, number: int) -> Mapping[int, OpinionRow]:
        keys = self._keys[number * PAGE : (number + 1) * PAGE]
        opinions = self._feedback.load(keys)
        same = self._feedback.same(keys)
        numbers = self._feedback.numbers([o.same_as_id for o in opinions if o.same_as_id])
        return {o.id: replace(self._names.row(o), same_as=numbers.get(o.same_as_id or 0),
                              others=len(same.get(o.id, ()))) for o in opinions}
