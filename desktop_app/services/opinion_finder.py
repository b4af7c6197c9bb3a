"""Opinions found by their number or their words, for fields that refer to them."""

from desktop_app.services.feedback import FeedbackService, OpinionFilter
from desktop_app.services.finding import Candidate, Finder

SHOWN = 120


class OpinionFinder(Finder):
    """Looks in the register on each key, because there may be a hundred thousand opinions."""

    def __init__(self, feedback: FeedbackService, meeting_id: int) -> None:
        super().__init__([])
        self._feedback = feedback
        self._meeting_id = meeting_id

    def find(self, query: str, limit: int = 8) -> list[Candidate]:
        """The opinion with the number that is typed, then those that have its words."""
        text = query.strip()
        exact = (self._feedback.numbered(self._meeting_id, int(text))
                 if text.isdecimal() and len(text) < 10 else None)
        keys = self._feedback.ids(self._meeting_id, OpinionFilter(text=text))[:limit]
        found = ([exact] if exact else []) + [
            f for f in self._feedback.load(keys) if exact is None or f.id != exact.id]
        return [Candidate(f.id, str(f.number), (f.gist or f.text)[:SHOWN])
                for f in found[:limit]]
