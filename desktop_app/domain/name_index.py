"""Thousands of names searched at every key: by the words they have, without looking at each name.

It finds what `matching.best` finds. Source: DOMAIN 4.5.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from desktop_app.domain.matching import FOLDED_ONLY, Query, SearchKey, folded_rank, has_marks

_AFTER_ALL = "\U0010ffff"


class _Places:
    """Where each text stands, found by its beginning."""

    def __init__(self, texts: Iterable[tuple[str, int]]) -> None:
        self._places: dict[str, list[int]] = {}
        for text, place in texts:
            self._places.setdefault(text, []).append(place)
        self._texts = sorted(self._places)

    def exactly(self, text: str) -> Collection[int]:
        return self._places.get(text, ())

    def beginning(self, text: str) -> set[int]:
        first = bisect_left(self._texts, text)
        last = bisect_left(self._texts, text + _AFTER_ALL, first)
        return set[int]().union(*map(self._places.__getitem__, self._texts[first:last]))


class NameIndex:
    """The places in `keys` of those that match a query. Made once for a list of names."""

    def __init__(self, keys: Sequence[SearchKey]) -> None:
        names = [key.name.split() for key in keys]
        self._keys = keys
        self._words = _Places((w, p) for p, key in enumerate(keys) for w in key.all_words.split())
        self._of_name = _Places((w, p) for p, words in enumerate(names) for w in words)
        self._first = _Places((words[0], p) for p, words in enumerate(names) if words)
        self._last = _Places((words[-1], p) for p, words in enumerate(names) if words)
        self._initials = _Places((key.initials, p) for p, key in enumerate(keys) if key.initials)

    def best(self, text: str, limit: int | None, order: Sequence[Any]) -> list[int]:
        """The places that match, best first, at most `limit` of them.

        Those that match equally well come by `order`, what each place is sorted by.
        """
        query = Query.of(text)
        if not query.words:
            return sorted(range(len(self._keys)), key=order.__getitem__)[:limit]
        ranks = self._of_word(query) if len(query.words) == 1 else self._of_words(query)
        in_order = (sorted(places, key=order.__getitem__) for places in ranks)
        return list(islice(self._marked_first(query, in_order), limit))

    def _marked_first(self, query: Query, ranks: Iterable[Sequence[int]]) -> Iterator[int]:
        """All ranks, then those names again of which the marks differ from those typed."""
        differ: list[int] = []
        for place in chain.from_iterable(ranks):
            if has_marks(query, self._keys[place]):
                yield place
            else:
                differ.append(place)
        yield from differ

    def _of_word(self, query: Query) -> Iterator[Collection[int]]:
        """What matches one word, rank after rank; the next rank is made only if it is wanted."""
        word, seen = query.run_together, set[int]()
        whole = [place for place in self._last.exactly(word)
                 if self._keys[place].name == query.phrase]
        ranks: Iterable[Callable[[], Collection[int]]] = (
            lambda: whole,
            lambda: self._last.exactly(word),
            lambda: self._last.beginning(word),
            lambda: self._initials.exactly(word),
            lambda: self._first.beginning(word),
            lambda: self._of_name.beginning(word),
            lambda: self._initials.beginning(word),
            lambda: self._words.exactly(word),
            lambda: self._words.beginning(word),
        )
        for places in ranks:
            new = set(places()) - seen
            seen |= new
            yield new

    def _of_words(self, query: Query) -> Iterator[Collection[int]]:
        """What matches several words, rank after rank."""
        of_each = sorted((self._words.beginning(word[1:]) for word in query.words), key=len)
        found = of_each[0].intersection(*of_each[1:]) | self._initials.beginning(query.run_together)
        ranked: Mapping[int, list[int]] = {rank: [] for rank in range(FOLDED_ONLY)}
        for place in found:
            ranked[folded_rank(query, self._keys[place])].append(place)
        yield from ranked.values()
