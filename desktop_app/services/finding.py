"""Names found while they are typed: without marks, by initials, in any word order."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.matching import SearchKey, match_spans, run_together
from desktop_app.domain.name_index import NameIndex
from desktop_app.domain.telex import from_telex
from desktop_app.services.attendance import Person
from desktop_app.services.session import speaker_terms


@dataclass(frozen=True)
class Candidate:
    """One line of a completion list: what is put in, what stands muted beside it."""

    key: int
    label: str
    detail: str = ""
    marked: bool = False

    def spans(self, query: str) -> list[tuple[int, int]]:
        """The characters of the label that the query matched."""
        return match_spans(query, self.label)


_NOT_AT_ALL = sys.maxsize


class Finder:
    """A list of candidates that can be searched. Of equal matches those that wait come first, then
    those that are marked, then those that were recent; the others stay in the order given."""

    def __init__(self, candidates: Sequence[Candidate], others: Sequence[str] = ()) -> None:
        extra = others or [candidate.detail for candidate in candidates]
        self._candidates = list(candidates)
        self._places = {candidate.key: place for place, candidate in enumerate(candidates)}
        self._waiting: Mapping[int, int] = {}
        self._recent: Mapping[int, int] = {}
        self._order = [self._standing(c.key) for c in self._candidates]
        self._index = NameIndex([SearchKey.of(c.label, more)
                                 for c, more in zip(candidates, extra, strict=True)])

    @classmethod
    def of_labels(cls, labels: Iterable[tuple[int, str, str]]) -> "Finder":
        """A finder for keys with labels and details."""
        return cls([Candidate(*label) for label in labels])

    def mark(self, marks: Mapping[int, bool]) -> None:
        """Marks keys, or takes their marks off; the others stay as they are."""
        for key, marked in marks.items():
            place = self._places.get(key)
            if place is not None:
                self._candidates[place] = replace(self._candidates[place], marked=marked)
        self._arrange(marks)

    def unmark_all(self) -> None:
        """Takes all marks off."""
        self.mark({c.key: False for c in self._candidates if c.marked})

    def put_first(self, waiting: Sequence[int]) -> None:
        """These keys wait, in this order, and no others."""
        before, self._waiting = self._waiting, _places_in(waiting)
        self._arrange([*before, *waiting])

    def put_recent(self, recent: Sequence[int]) -> None:
        """These keys were recent, the latest first, and no others."""
        before, self._recent = self._recent, _places_in(recent)
        self._arrange([*before, *recent])

    def _arrange(self, keys: Iterable[int]) -> None:
        for key in keys:
            if key in self._places:
                self._order[self._places[key]] = self._standing(key)

    def _standing(self, key: int) -> tuple[int, bool, int, int]:
        """What equal matches are sorted by."""
        place = self._places[key]
        return (self._waiting.get(key, _NOT_AT_ALL), not self._candidates[place].marked,
                self._recent.get(key, _NOT_AT_ALL), place)

    def of_keys(self, keys: Iterable[int]) -> list[Candidate]:
        """The candidates with these keys, in their order."""
        return [self._candidates[self._places[key]] for key in keys if key in self._places]

    def find(self, query: str, limit: int = 8) -> list[Candidate]:
        """The best matches, best first; if there is none, those of what Telex would have made."""
        found = (self._index.best(query, limit, self._order)
                 or self._index.best(from_telex(query), limit, self._order))
        return [self._candidates[place] for place in found]


def _places_in(keys: Sequence[int]) -> Mapping[int, int]:
    return {key: place for place, key in enumerate(dict.fromkeys(keys))}


def people_finder(people: Sequence[Person]) -> Finder:
    """Everybody on the list; numbers, positions and units are searched too, units also as words
    run together: "cokhi" finds Khoa Cơ khí."""
    together = {unit.id: run_together(unit.name) for p in people if (unit := p.unit)}
    terms = {term.key: term.label for term in speaker_terms(people)}
    candidates = [Candidate(p.attendee.id, terms[p.attendee.id], _detail(p)) for p in people]
    others = [" ".join([str(p.attendee.number or ""), _detail(p), p.unit.short_name,
                        together[p.unit.id]] if p.unit else
                       [str(p.attendee.number or ""), _detail(p)]) for p in people]
    return Finder(candidates, others)


def _detail(person: Person) -> str:
    unit = person.unit.name if person.unit else ""
    return " · ".join(part for part in (person.attendee.position, unit) if part)
