"""Speakers who were typed as heard and are on no list: who they are is settled afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import DelegateKind
from desktop_app.domain.vietnamese import clean_line
from desktop_app.i18n import N_
from desktop_app.services.attendance import Attendance
from desktop_app.services.finding import Candidate, Finder
from desktop_app.services.meetings import Created
from desktop_app.store import queries, speaker_queries
from desktop_app.store.register import Register


@dataclass(frozen=True)
class OpenName:
    """A name that is on no list: how it was written, in how many records, the text of one."""

    name: str
    spellings: tuple[str, ...]
    count: int
    example: str


class OpenNames:
    """The open names of the conferences in one register."""

    def __init__(self, register: Register, attendance: Attendance) -> None:
        self._register = register
        self._attendance = attendance

    def names(self, meeting_id: int) -> list[OpenName]:
        """Every open name, those with most records first; capitals make no difference, marks do:
        Hùng and Hưng are two people."""
        found: dict[str, OpenName] = {}
        for heard in speaker_queries.heard(self._register, meeting_id):
            key = clean_line(heard.name).casefold()
            known = found.get(key, OpenName(heard.name, (), 0, ""))
            found[key] = OpenName(
                known.name, tuple(dict.fromkeys((*known.spellings, heard.name))),
                known.count + heard.count, known.example or heard.example)
        return sorted(found.values(), key=lambda name: (-name.count, name.name.casefold()))

    def settle(self, meeting_id: int, name: OpenName, attendee_id: int) -> int:
        """Everything that was said under this name was said by this person, as one step; how many
        records that were. Opinions without a unit get the person's."""
        with self._register.operation(N_("Settle the name {name}"), name=name.name[:60]):
            return self._give(meeting_id, name, self._register.get(records.Attendee, attendee_id))

    def add_guest(self, meeting: records.Meeting, name: OpenName) -> Created:
        """Puts the name on the list as a guest and settles it, as one step."""
        with self._register.operation(N_("Add {name} as a guest"), name=name.name[:60]):
            created = self._attendance.add(
                meeting, {"full_name": name.name, "kind": DelegateKind.GUEST.value,
                          "summoned": False})
            if created.id:
                self.settle(meeting.id, name, created.id)
        return created

    def _give(self, meeting_id: int, name: OpenName, person: records.Attendee) -> int:
        known: dict[str, object] = {"attendee_id": person.id, "speaker": ""}
        count = 0
        for record_type in speaker_queries.SPEAKING:
            keys = speaker_queries.said_as(self._register, record_type, meeting_id, name.spellings)
            said: list[Any] = self._register.load(record_type, keys)
            for record in said:
                unit = isinstance(record, records.Feedback) and record.unit_id is None
                values = {**known, "unit_id": person.unit_id} if unit else known
                self._register.update(record_type, record.id, values)
            count += len(keys)
        if not count:
            raise UserError("record-gone")
        self._wait_once(meeting_id, person.id)
        return count

    def _wait_once(self, meeting_id: int, attendee_id: int) -> None:
        """Whoever now waits twice on an item keeps the better place."""
        waiting = self._register.find(
            records.FloorRequest, queries.of_meeting(records.FloorRequest, meeting_id),
            order=queries.by_rank(records.FloorRequest))
        places: set[int | None] = set()
        for request in (w for w in waiting if w.attendee_id == attendee_id):
            if request.item_id in places:
                self._register.delete(records.FloorRequest, [request.id])
            places.add(request.item_id)


def likely_people(people: Finder, name: str, limit: int = 8) -> list[Candidate]:
    """Who may be meant by a name as heard: those with all of its words, then those with fewer of
    them, so that a title too many or one word heard wrongly does not hide anybody."""
    found: dict[int, Candidate] = {}
    for part in _parts(name.split()):
        for candidate in people.find(part, limit):
            found.setdefault(candidate.key, candidate)
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def _parts(words: list[str]) -> Iterable[str]:
    """The words together, then fewer of them, the last ones first: a given name stands last."""
    few = words[-6:]
    for length in range(len(few), 0, -1):
        for start in range(len(few) - length, -1, -1):
            yield " ".join(few[start : start + length])
