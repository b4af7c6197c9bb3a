"""Opinions and the replies to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain import fields, records
from desktop_app.domain.changes import Changes
from desktop_app.domain.kinds import FeedbackStatus, ReplyKind
from desktop_app.domain.vietnamese import clean_line, fold
from desktop_app.i18n import N_
from desktop_app.services.editing import NO_DRAFT, DraftMark
from desktop_app.services.meetings import Created
from desktop_app.store import opinion_queries, queries
from desktop_app.store.opinion_queries import OpinionFilter
from desktop_app.store.register import Register

__all__ = ["FeedbackService", "OpinionFilter"]

_STATUS_AFTER: Mapping[str, FeedbackStatus] = {
    ReplyKind.ACCEPTED.value: FeedbackStatus.ANSWERED,
    ReplyKind.EXPLAINED.value: FeedbackStatus.ANSWERED,
    ReplyKind.NOTED.value: FeedbackStatus.ANSWERED,
    ReplyKind.FORWARDED.value: FeedbackStatus.FORWARDED,
}


@dataclass(frozen=True)
class Group:
    """One heading of the grouped list: its name, the filter value behind it, how many opinions."""

    name: str
    value: int | str
    count: int


class FeedbackService:
    """The opinions of the conferences in one register."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._ordered: tuple[object, dict[int, int]] = (None, {})

    def refresh(self, changes: Changes) -> None:
        """Forgets the order that a change made stale."""
        if changes.touches("feedback", "feedback_theme", "feedback_unit", "attendee"):
            self._ordered = (None, {})

    # --- reading -----------------------------------------------------------------------------

    def ids(self, meeting_id: int, wanted: OpinionFilter) -> list[int]:
        """The keys of the opinions that pass the filter, in its order.

        The order is kept while only the text of the filter changes, so that each key typed costs
        no more than the search itself.
        """
        frame = (meeting_id, replace(wanted, text=""))
        if self._ordered[0] != frame:
            keys = opinion_queries.ordered_ids(self._register, *frame)
            self._ordered = (frame, {key: place for place, key in enumerate(keys)})
        places = self._ordered[1]
        if not fold(wanted.text):
            return list(places)
        found = opinion_queries.matching_ids(self._register, meeting_id, wanted.text)
        return sorted(found & places.keys(), key=places.__getitem__)

    def load(self, keys: Sequence[int]) -> list[records.Feedback]:
        """Opinions in the order of their keys."""
        return self._register.load(records.Feedback, keys)

    def get(self, key: int) -> records.Feedback:
        """One opinion."""
        return self._register.get(records.Feedback, key)

    def replies_to(self, key: int) -> list[records.Reply]:
        """The replies to one opinion, in the order in which they were given."""
        return self._register.load(records.Reply, opinion_queries.reply_ids_for(self._register, key))

    def numbers(self, keys: Sequence[int]) -> Mapping[int, int]:
        """The numbers of these opinions."""
        return opinion_queries.numbers_of(self._register, keys)

    def unanswered(self, meeting_id: int) -> int:
        """How many opinions are still new."""
        return opinion_queries.unanswered(self._register, meeting_id)

    def themes(self, meeting_id: int) -> list[records.Theme]:
        """The themes by rank."""
        return self._register.find(records.Theme, queries.of_meeting(records.Theme, meeting_id),
                                   order=queries.by_rank(records.Theme))

    def group_counts(self, meeting_id: int, by: str) -> Mapping[object, int]:
        """How many opinions each `theme`, `unit` (key) or `status` (value) has."""
        return opinion_queries.opinion_groups(self._register, meeting_id, by)

    # --- writing -----------------------------------------------------------------------------

    def add(self, meeting_id: int, raw: Mapping[str, object],
            draft: DraftMark = NO_DRAFT) -> Created:
        """A new opinion with the next number, or what is wrong with it."""
        values, problems = fields.parse_values(records.Feedback, raw)
        problems = [*problems, *fields.missing(records.Feedback, raw)]
        if problems:
            return Created(0, tuple(problems))
        number = queries.next_number(self._register, "feedback", meeting_id)
        opinion = records.Feedback(**{"at": self._register.now(), **values,  # type: ignore[arg-type]
                                      "meeting_id": meeting_id, "number": number})
        with self._register.operation(N_("Record opinion {number}"), number=number):
            key = self._register.insert(opinion)
            self._register.consume_draft(draft.key, draft.seq)
        return Created(key)

    def reply(self, meeting_id: int, raw: Mapping[str, object],
              draft: DraftMark = NO_DRAFT) -> Created:
        """A reply to the opinions in `feedback_ids`, which become answered or forwarded."""
        values, problems = fields.parse_values(records.Reply, raw)
        problems = [*problems, *fields.missing(records.Reply, raw)]
        if problems:
            return Created(0, tuple(problems))
        reply = records.Reply(**{"at": self._register.now(), **values,  # type: ignore[arg-type]
                                 "meeting_id": meeting_id})
        numbers = ", ".join(str(f.number) for f in self.load(reply.feedback_ids))
        with self._register.operation(N_("Record reply to {numbers}"), numbers=numbers):
            key = self._register.insert(reply)
            for feedback_id in reply.feedback_ids:
                self._answered(feedback_id, reply)
            self._register.consume_draft(draft.key, draft.seq)
        return Created(key)

    def _answered(self, feedback_id: int, reply: records.Reply) -> None:
        opinion = self.get(feedback_id)
        changes: dict[str, object] = {}
        if opinion.status == FeedbackStatus.NEW:
            changes["status"] = _STATUS_AFTER[reply.kind].value
        if reply.unit_id and reply.unit_id not in opinion.addressed_ids:
            changes["addressed_ids"] = (*opinion.addressed_ids, reply.unit_id)
        if changes:
            self._register.update(records.Feedback, feedback_id, changes)

    def delete(self, keys: Iterable[int]) -> None:
        """Removes opinions; the others keep their numbers."""
        some = list(keys)
        with self._register.operation(N_("Remove {count} opinions"), count=len(some)):
            self._register.delete(records.Feedback, some)

    def delete_reply(self, key: int) -> None:
        """Removes a reply."""
        with self._register.operation(N_("Remove reply")):
            self._register.delete(records.Reply, [key])

    def add_theme(self, meeting_id: int, name: str) -> int:
        """The theme of this name, made now if there is none."""
        known = self.themes(meeting_id)
        for theme in known:
            if fold(name) in (fold(theme.name), fold(theme.short_key)):
                return theme.id
        rank = max((theme.rank for theme in known), default=0) + 1
        with self._register.operation(N_("Add theme {name}"), name=name[:60]):
            return self._register.insert(
                records.Theme(meeting_id=meeting_id, name=clean_line(name), rank=rank))

    def delete_theme(self, key: int) -> None:
        """Removes a theme; its opinions stay."""
        with self._register.operation(N_("Remove theme")):
            self._register.delete(records.Theme, [key])
