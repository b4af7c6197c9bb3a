"""Opinions and the replies to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import lt
from pathlib import Path

from desktop_app.domain import fields, records
from desktop_app.domain.changes import Changes
from desktop_app.domain.fields import Problem
from desktop_app.domain.kinds import FeedbackStatus, ReplyKind
from desktop_app.domain.vietnamese import fold
from desktop_app.i18n import N_
from desktop_app.services import same_as
from desktop_app.services.attendance import moved_in
from desktop_app.services.editing import NO_DRAFT, DraftMark, checked_name, consume
from desktop_app.services.meetings import Created
from desktop_app.store import opinion_queries, queries, returned_queries, similar_queries
from desktop_app.store.opinion_queries import OpinionFilter
from desktop_app.store.register import Register
from desktop_app.store.returned_queries import OfficeProgress

__all__ = ["FeedbackService", "OfficeProgress", "OpinionFilter", "offices_in_background"]

_STATUS_AFTER: Mapping[str, FeedbackStatus] = {
    ReplyKind.ACCEPTED.value: FeedbackStatus.ANSWERED,
    ReplyKind.EXPLAINED.value: FeedbackStatus.ANSWERED,
    ReplyKind.NOTED.value: FeedbackStatus.ANSWERED,
    ReplyKind.FORWARDED.value: FeedbackStatus.FORWARDED,
}


@dataclass(frozen=True)
class _Known:
    """The opinions of a conference that pass a filter without its text, in their order."""

    meeting_id: int = 0
    wanted: OpinionFilter | None = None
    keys: Sequence[int] = ()
    places: Mapping[int, int] = field(default_factory=dict)
    rising: bool = True

    @classmethod
    def of(cls, meeting_id: int, wanted: OpinionFilter, keys: Sequence[int]) -> "_Known":
        places = {key: place for place, key in enumerate(keys)}
        return cls(meeting_id, wanted, keys, places, all(map(lt, keys, keys[1:])))

    def only(self, found: list[int]) -> list[int]:
        """Those of the keys that were found in the conference; `found` must be ascending."""
        everything = self.wanted == OpinionFilter()
        kept = found if everything else [key for key in found if key in self.places]
        return kept if self.rising else sorted(kept, key=self.places.__getitem__)


class FeedbackService:
    """The opinions of the conferences in one register."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._known = _Known()

    def refresh(self, changes: Changes) -> None:
        """Forgets the order that a change made stale."""
        if changes.touches("feedback", "feedback_theme", "feedback_unit", "attendee"):
            self._known = _Known()

    # --- reading -----------------------------------------------------------------------------

    def ids(self, meeting_id: int, wanted: OpinionFilter) -> list[int]:
        """The keys of the opinions that pass the filter, by number.

        The list is kept while only the text of the filter changes, so that each key typed costs
        no more than the search itself.
        """
        frame = meeting_id, replace(wanted, text="")
        if (self._known.meeting_id, self._known.wanted) != frame:
            keys = opinion_queries.ordered_ids(self._register, *frame)
            self._known = _Known.of(*frame, keys)
        if not fold(wanted.text):
            return list(self._known.keys)
        return self._known.only(
            opinion_queries.matching_ids(self._register, meeting_id, wanted.text))

    def few(self, meeting_id: int, text: str, limit: int) -> list[records.Feedback]:
        """At most `limit` opinions: the one whose number is typed, then those that have the words;
        quick on every key, because there may be a hundred thousand."""
        typed = text.strip()
        exact = (self.numbered(meeting_id, int(typed))
                 if typed.isdecimal() and len(typed) < 10 else None)
        keys = opinion_queries.first_matching(self._register, meeting_id, typed, limit)
        others = self.load([key for key in keys if exact is None or key != exact.id])
        return [*([exact] if exact else []), *others][:limit]

    def load(self, keys: Sequence[int]) -> list[records.Feedback]:
        """Opinions in the order of their keys."""
        return self._register.load(records.Feedback, keys)

    def get(self, key: int) -> records.Feedback:
        """One opinion."""
        return self._register.get(records.Feedback, key)

    def replies_to(self, key: int) -> list[records.Reply]:
        """The replies to one opinion, in the order in which they were given."""
        keys = opinion_queries.reply_ids_for(self._register, key)
        return self._register.load(records.Reply, keys)

    def numbers(self, keys: Sequence[int]) -> Mapping[int, int]:
        """The numbers of these opinions."""
        return opinion_queries.numbers_of(self._register, keys)

    def same(self, keys: Sequence[int]) -> Mapping[int, Sequence[int]]:
        """The opinions that are marked the same as each of these, by number."""
        return similar_queries.followers(self._register, keys)

    def count(self, meeting_id: int) -> int:
        """How many opinions there are."""
        return opinion_queries.count(self._register, meeting_id)

    def unanswered(self, meeting_id: int) -> int:
        """How many opinions are still new."""
        return opinion_queries.unanswered(self._register, meeting_id)

    def themes(self, meeting_id: int) -> list[records.Theme]:
        """The themes by rank."""
        return self._register.find(records.Theme, queries.of_meeting(records.Theme, meeting_id),
                                   order=queries.by_rank(records.Theme))

    def offices(self, meeting_id: int) -> list[OfficeProgress]:
        """How far each unit is with the opinions that it is to answer, by rank of the unit."""
        return returned_queries.progress(self._register, meeting_id)

    def numbered(self, meeting_id: int, number: int) -> records.Feedback | None:
        """The opinion with this number."""
        found = self._register.find(
            records.Feedback, queries.of_meeting(records.Feedback, meeting_id),
            queries.numbered(records.Feedback, number))
        return found[0] if found else None

    def group_counts(self, meeting_id: int, by: str) -> Mapping[object, int]:
        """How many opinions each `theme`, `unit` (key) or `status` (value) has; 0 stands for those
        without a theme or unit."""
        return opinion_queries.opinion_groups(self._register, meeting_id, by)

    # --- writing -----------------------------------------------------------------------------

    def add(self, meeting_id: int, raw: Mapping[str, object], *drafts: DraftMark) -> Created:
        """A new opinion with the next number, or what is wrong with it.

        Without a unit it gets that of its speaker.
        """
        values, problems = fields.parse_values(records.Feedback, raw)
        problems = [*problems, *fields.missing(records.Feedback, raw),
                    *same_as.problems(self._register, meeting_id, 0, values)]
        if problems:
            return Created(0, tuple(problems))
        if not values.get("unit_id"):
            values["unit_id"] = self._unit_of(values.get("attendee_id"))
        number = queries.next_number(self._register, "feedback", meeting_id)
        opinion = records.Feedback(**{"at": self._register.now(), **values,  # type: ignore[arg-type]
                                      "meeting_id": meeting_id, "number": number})
        with self._register.operation(N_("Record opinion {number}"), number=number):
            key = self._register.insert(opinion)
            if opinion.same_as_id:
                same_as.gather(self._register, key)
            consume(self._register, drafts)
        return Created(key)

    def reply(self, meeting_id: int, raw: Mapping[str, object], *drafts: DraftMark) -> Created:
        """A reply to the opinions in `feedback_ids`, which become answered or forwarded."""
        values, problems = fields.parse_values(records.Reply, raw)
        problems = [*problems, *fields.missing(records.Reply, raw)]
        if not values.get("feedback_ids"):
            problems.append(Problem("feedback_ids", "blank"))
        if problems:
            return Created(0, tuple(problems))
        reply = records.Reply(**{"at": self._register.now(), **values,  # type: ignore[arg-type]
                                 "meeting_id": meeting_id})
        numbers = ", ".join(str(f.number) for f in self.load(reply.feedback_ids))
        with self._register.operation(N_("Record reply to {numbers}"), numbers=numbers):
            key = self._register.insert(reply)
            for feedback_id in reply.feedback_ids:
                self._answered(feedback_id, reply)
            consume(self._register, drafts)
        return Created(key)

    def relink(self, key: int, feedback_ids: Sequence[int],
               draft: DraftMark = NO_DRAFT) -> list[Problem]:
        """From now on a reply answers these opinions; those that nothing answers are new again."""
        if not feedback_ids:
            return [Problem("feedback_ids", "blank")]
        reply = self._register.get(records.Reply, key)
        with self._register.operation(N_("Edit reply"), merge_key=f"Reply:{key}:feedback_ids"):
            self._register.update(records.Reply, key, {"feedback_ids": tuple(feedback_ids)})
            for feedback_id in feedback_ids:
                if feedback_id not in reply.feedback_ids:
                    self._answered(feedback_id, reply)
            self._reopen(set(reply.feedback_ids) - set(feedback_ids))
            self._register.consume_draft(draft.key, draft.seq)
        return []

    def _answered(self, feedback_id: int, reply: records.Reply) -> None:
        opinion = self.get(feedback_id)
        changes: dict[str, object] = {}
        if opinion.status == FeedbackStatus.NEW:
            changes["status"] = _STATUS_AFTER[reply.kind].value
        if reply.unit_id and reply.unit_id not in opinion.addressed_ids:
            changes["addressed_ids"] = (*opinion.addressed_ids, reply.unit_id)
        if changes:
            self._register.update(records.Feedback, feedback_id, changes)

    def _reopen(self, keys: Iterable[int]) -> None:
        """Opinions that no reply answers any more are new again, unless they were settled."""
        for opinion in self.load(sorted(keys)):
            if opinion.status in _STATUS_AFTER.values() and not self.replies_to(opinion.id):
                self._register.update(records.Feedback, opinion.id,
                                      {"status": FeedbackStatus.NEW.value})

    def _unit_of(self, attendee_id: object) -> int | None:
        if not isinstance(attendee_id, int):
            return None
        return self._register.get(records.Attendee, attendee_id).unit_id

    def delete(self, keys: Iterable[int]) -> None:
        """Removes opinions, and the replies that answer nothing else; the others keep their
        numbers."""
        some = list(keys)
        with self._register.operation(N_("Remove opinions ({count})"), count=len(some)):
            replies = opinion_queries.replies_only_to(self._register, some)
            same_as.hand_on(self._register, set(some))
            self._register.delete(records.Reply, replies)
            self._register.delete(records.Feedback, some)

    def delete_reply(self, key: int) -> None:
        """Removes a reply; opinions that it alone answered are new again."""
        reply = self._register.get(records.Reply, key)
        with self._register.operation(N_("Remove reply")):
            self._register.delete(records.Reply, [key])
            self._reopen(reply.feedback_ids)

    # --- themes ------------------------------------------------------------------------------

    def add_theme(self, meeting_id: int, name: str) -> int:
        """The theme of this name or short key, made now if there is none.

        Raises `nothing-typed` or `text-too-long`.
        """
        name = checked_name(records.Theme, name)
        folded = fold(name)
        known = self.themes(meeting_id)
        for theme in known:
            if folded and folded in (fold(theme.name), fold(theme.short_key)):
                return theme.id
        rank = max((theme.rank for theme in known), default=0) + 1
        with self._register.operation(N_("Add theme {name}"), name=name[:60]):
            return self._register.insert(
                records.Theme(meeting_id=meeting_id, name=name, rank=rank))

    def delete_theme(self, key: int) -> None:
        """Removes a theme; its opinions stay."""
        with self._register.operation(N_("Remove theme")):
            self._register.delete(records.Theme, [key])

    def move_theme(self, meeting_id: int, key: int, places: int) -> None:
        """Moves a theme up (negative) or down in the order of themes."""
        moved = moved_in([theme.id for theme in self.themes(meeting_id)], key, places)
        with self._register.operation(N_("Reorder themes")):
            for rank, theme_id in enumerate(moved, 1):
                self._register.update(records.Theme, theme_id, {"rank": rank})


def offices_in_background(register: Path, meeting_id: int) -> list[OfficeProgress]:
    """As `FeedbackService.offices`, on a reader of its own; for any thread."""
    with Register.read(register) as reader:
        return returned_queries.progress(reader, meeting_id)
