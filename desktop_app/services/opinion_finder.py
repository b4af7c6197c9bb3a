"""Opinions found by their number or their words, for fields that refer to them."""

from desktop_app.services.feedback import FeedbackService
from desktop_app.services.finding import Candidate, Finder

SHOWN = 120


class OpinionFinder(Finder):
    """Looks in the register on each key."""

    def __init__(self, feedback: FeedbackService, meeting_id: int) -> None:
        super().__init__([])
        self._feedback = feedback
        self._meeting_id = meeting_id

    def find(self, query: str, limit: int = 8) -> list[Candidate]:
        """The opinion with the number that is typed, then those that have its words."""
        return [Candidate(f.id, str(f.number), (f.gist or f.text)[:SHOWN])
                for f in self._feedback.few(self._meeting_id, query, limit)]
