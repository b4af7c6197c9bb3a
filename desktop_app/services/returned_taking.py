"""Taking over what offices sent back: replies, due dates and results, all as one undo step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.fields import entry_of
from desktop_app.i18n import Texts
from desktop_app.services.feedback import FeedbackService
from desktop_app.services.office_reading import OfficeNames, kind_label
from desktop_app.services.returned import OF_THE_OPINION, TAKEN, Difference, Target
from desktop_app.services.returned_rivals import exclude_each_other
from desktop_app.store.register import Register

_FIELDS = {"answer": "text", "kind": "kind"}


@dataclass(frozen=True)
class TakenOver:
    """How many replies are new, how many were changed, and of how many opinions due or result."""

    replies: int
    changed: int
    opinions: int


def take_over(register: Register, meeting_id: int, chosen: Iterable[Difference],
              texts: Texts) -> TakenOver:
    """Records the chosen differences. A reply of which only the kind was filled in says just that,
    in the language of `texts`.

    Raises `changed-since` where the register says something else by now than was compared with,
    and `rivals-chosen` where two that exclude each other were chosen; then nothing is recorded.
    """
    some = sorted(chosen, key=lambda difference: difference.key[:2])
    taking = _Taking(register, meeting_id, texts)
    with register.operation(TAKEN, count=len(some)):
        taking.check(some)
        for (opinion_id, unit_id), differences in groupby(some, key=lambda d: d.key[:2]):
            taking.row(opinion_id, unit_id, {each.field: each for each in differences})
    return TakenOver(taking.replies, taking.changed, taking.opinions)


class _Taking:
    """Counts what it records."""

    def __init__(self, register: Register, meeting_id: int, texts: Texts) -> None:
        self._register = register
        self._meeting_id = meeting_id
        self._texts = texts
        self._names = OfficeNames(register, meeting_id)
        self._feedback = FeedbackService(register)
        self.replies = self.changed = self.opinions = 0

    def check(self, chosen: Iterable[Difference]) -> None:
        """Whether the register still says what the differences were found against, and only one
        thing was chosen for each place."""
        rivals: dict[Target, Difference] = {}
        for difference in chosen:
            if exclude_each_other(difference, rivals.setdefault(difference.target, difference)):
                raise UserError("rivals-chosen", number=difference.number)
            if self._now(difference) != (difference.reply_id, difference.now):
                raise UserError("changed-since", number=difference.number)

    def _now(self, difference: Difference) -> tuple[int, str]:
        reply = self._names.reply(difference.opinion_id, difference.unit_id)
        key = reply.id if reply else 0
        if difference.field in OF_THE_OPINION:
            opinion = self._register.get(records.Feedback, difference.opinion_id)
            return difference.reply_id, str(getattr(opinion, difference.field))
        return key, self._names.said_in(reply)[difference.field] if reply else ""

    def row(self, opinion_id: int, unit_id: int, said: Mapping[str, Difference]) -> None:
        """Everything that one row of a workbook says."""
        opinion = {name: said[name].returned for name in OF_THE_OPINION if name in said}
        if opinion:
            self._register.update(records.Feedback, opinion_id, opinion)
            self.opinions += 1
        answer = said.get("answer")
        reply = self._names.reply(opinion_id, unit_id)
        if reply:
            changes = self._changes(said)
            if changes:
                self._change(reply.id, opinion_id, changes, alone=reply.opinions == 1)
        elif answer:
            self._add(opinion_id, unit_id, answer)

    def _changes(self, said: Mapping[str, Difference]) -> dict[str, object]:
        changes: dict[str, object] = {_FIELDS[name]: each.returned for name, each in said.items()
                                      if name in _FIELDS and each.returned}
        if person := said.get("person"):
            changes.update(self._speaker(person.returned))
        return changes

    def _speaker(self, name: str) -> dict[str, object]:
        key, speaker = self._names.who_is(name)
        return {"attendee_id": key, "speaker": speaker}

    def _change(self, key: int, opinion_id: int, changes: Mapping[str, object], *,
                alone: bool) -> None:
        """A reply that answers other opinions too stays theirs as it is."""
        self.changed += 1
        if alone:
            self._register.update(records.Reply, key, changes)
            return
        old = self._register.get(records.Reply, key)
        rest = [each for each in old.feedback_ids if each != opinion_id]
        self._register.insert(records.Reply(**{
            "meeting_id": self._meeting_id, "at": self._register.now(), "unit_id": old.unit_id,
            "attendee_id": old.attendee_id, "speaker": old.speaker, "kind": old.kind,
            "text": old.text, **changes, "feedback_ids": (opinion_id,)}))  # type: ignore[arg-type]
        self._register.update(records.Reply, key, {"feedback_ids": tuple(rest)})

    def _add(self, opinion_id: int, unit_id: int, answer: Difference) -> None:
        kind = answer.kind or str(entry_of(records.Reply, "kind").default)
        created = self._feedback.reply(self._meeting_id, {
            "unit_id": unit_id, "kind": kind, **self._speaker(answer.person),
            "text": answer.returned or kind_label(kind, self._texts),
            "feedback_ids": (opinion_id,)})
        assert not created.problems
        self.replies += 1
