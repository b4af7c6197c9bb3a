"""What an office is told of its opinions and what the register knows of its answers, in words."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop_app.domain import records
from desktop_app.domain.fields import entry_of
from desktop_app.domain.names import split_titles
from desktop_app.domain.own_rows import NOBODY
from desktop_app.domain.returned_rows import ASKED
from desktop_app.domain.vietnamese import fold
from desktop_app.exchange.sheets import Value
from desktop_app.i18n import Texts
from desktop_app.services.attendance import Attendance
from desktop_app.services.feedback import FeedbackService
from desktop_app.services.report_parts import Context
from desktop_app.store import queries, returned_queries
from desktop_app.store.register import Register
from desktop_app.store.returned_queries import OfficeReply


@dataclass(frozen=True)
class Sent:
    """One row of an office's workbook, by column name."""

    values: Mapping[str, Value]


class OfficeNames:
    """Units, themes, people and replies of a conference, as the exchange with offices needs them.

    A unit's reply to an opinion is the one that it gave last.
    """

    def __init__(self, register: Register, meeting_id: int) -> None:
        self.units = {unit.id: unit for unit in Attendance(register).units(meeting_id)}
        self.themes = {theme.id: theme.name
                       for theme in FeedbackService(register).themes(meeting_id)}
        people = register.find(records.Attendee, queries.of_meeting(records.Attendee, meeting_id))
        self.people = {person.id: person for person in people}
        replies = returned_queries.meeting_replies(register, meeting_id)
        self._replies = {(reply.feedback_id, reply.unit_id or 0): reply for reply in replies}
        self._repliers: dict[int, list[int]] = {}
        for reply in replies:
            self._repliers.setdefault(reply.feedback_id, []).append(reply.unit_id or 0)

    def reply(self, feedback_id: int, unit_id: int) -> OfficeReply | None:
        """What a unit replied to an opinion."""
        return self._replies.get((feedback_id, unit_id))

    def repliers(self, feedback_id: int) -> Collection[int]:
        """The unit of each reply to an opinion; 0 for replies of nobody."""
        return self._repliers.get(feedback_id, ())

    def person(self, attendee_id: object, speaker: object) -> str:
        """Who answered, by name."""
        person = self.people.get(attendee_id) if isinstance(attendee_id, int) else None
        return person.full_name if person else str(speaker or "")

    def said_in(self, reply: OfficeReply) -> Mapping[str, str]:
        """Text, kind (a value of `ReplyKind`) and person of a reply."""
        return {"answer": reply.text, "kind": reply.kind,
                "person": self.person(reply.attendee_id, reply.speaker)}

    def who_is(self, name: str) -> tuple[int | None, str]:
        """Key of the attendee of this name, or no key and the name as it is."""
        key = self._by_name.get(fold(split_titles(name).name))
        return (key, "") if key else (None, name)

    @cached_property
    def _by_name(self) -> Mapping[str, int]:
        times = Counter(fold(person.full_name) for person in self.people.values())
        return {name: person.id for person in self.people.values()
                if times[name := fold(person.full_name)] == 1}


def sent_to(register: Register, context: Context, names: OfficeNames, unit: records.Unit,
            keys: Sequence[int]) -> Iterator[Sent]:
    """The rows of a unit's workbook, in the order of the keys."""
    for opinion in register.load(records.Feedback, keys):
        reply = names.reply(opinion.id, unit.id)
        asked = {**answer_of(names, reply, context.texts), "due": opinion.due}
        yield Sent({
            **_told(context, names, opinion), **asked,
            "uid": opinion.uid, "office": unit.uid, "reply": reply.uid if reply else "",
            **{f"sent {name}": asked[name] for name in ASKED},
        })


def answer_of(names: OfficeNames, reply: OfficeReply | None, texts: Texts) -> dict[str, str]:
    """Text, kind and person of a reply as a workbook in this language shows them."""
    if reply is None:
        return {"answer": "", "kind": "", "person": ""}
    return {"answer": reply.text, "kind": kind_label(reply.kind, texts),
            "person": names.person(reply.attendee_id, reply.speaker)}


def kind_label(kind: str, texts: Texts) -> str:
    """What a kind of reply is called."""
    labels = {choice.value: choice.label for choice in entry_of(records.Reply, "kind").choices}
    return texts.get(labels[kind]) if kind in labels else kind


def _told(context: Context, names: OfficeNames, opinion: records.Feedback) -> dict[str, Value]:
    person = names.people.get(opinion.attendee_id or 0)
    unit = names.units.get(opinion.unit_id or (person.unit_id if person else None) or 0)
    who = person.full_name if person else opinion.speaker
    return {
        "number": opinion.number,
        "who": context.say(NOBODY) if opinion.unnamed or not who else who,
        "unit": "" if opinion.unnamed or not unit else unit.name,
        "themes": "; ".join(names.themes[key] for key in opinion.theme_ids),
        "text": opinion.text,
    }
