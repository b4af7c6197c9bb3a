"""Names found while they are typed: without marks, by initials, in any word order."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.matching import SearchKey, best, match_spans
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


class Finder:
    """A list of candidates that can be searched. Equal matches stay in the order given."""

    def __init__(self, candidates: Sequence[Candidate], others: Sequence[str] = ()) -> None:
        self._candidates = candidates
        extra = others or [candidate.detail for candidate in candidates]
        self._keys = [SearchKey.of(c.label, more)
                      for c, more in zip(candidates, extra, strict=True)]
        self._last: tuple[str, list[int]] = ("", [])

    @classmethod
    def of_labels(cls, labels: Iterable[tuple[int, str, str]]) -> "Finder":
        """A finder for keys with labels and details."""
        return cls([Candidate(*label) for label in labels])

    def marking(self, marked: Container[int]) -> "Finder":
        """The same names, with these keys marked and first among equal matches."""
        places = sorted(range(len(self._candidates)),
                        key=lambda place: self._candidates[place].key not in marked)
        other = Finder(())
        other._candidates = [replace(c, marked=c.key in marked)
                             for c in map(self._candidates.__getitem__, places)]
        other._keys = [self._keys[place] for place in places]
        return other

    def find(self, query: str, limit: int = 8) -> list[Candidate]:
        """The best matches, best first.

        What goes on after the last query is looked for among the matches of that one only.
        """
        before, places = self._last
        among = sorted(places) if before and query.startswith(before) else None
        found = best(query, self._keys, among=among)
        self._last = (query, found)
        return [self._candidates[place] for place in found[:limit]]


def people_finder(people: Sequence[Person]) -> Finder:
    """Everybody on the list; numbers, positions and units are searched too."""
    terms = {term.key: term.label for term in speaker_terms(people)}
    candidates = [Candidate(p.attendee.id, terms[p.attendee.id], _detail(p)) for p in people]
    others = [f"{p.attendee.number or ''} {_detail(p)} {p.unit.short_name if p.unit else ''}"
              for p in people]
    return Finder(candidates, others)


def _detail(person: Person) -> str:
    unit = person.unit.name if person.unit else ""
    return " · ".join(part for part in (person.attendee.position, unit) if part)
