"""What the public may see of a conference, and nothing else.

A projection holds exactly what is drawn on the public screen: no note, opinion, remark or personal
datum of anybody can reach the screen, because none is in here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desktop_app.domain import records
from desktop_app.domain.changes import Changes
from desktop_app.domain.floor import TurnClock, turn_clock
from desktop_app.domain.kinds import ItemState, MeetingStatus, NoteKind
from desktop_app.services.agenda import Agenda
from desktop_app.services.floor import Floor
from desktop_app.services.presence import Presence
from desktop_app.services.session import Session
from desktop_app.store import floor_queries
from desktop_app.store.register import Register

RESULTS = 20
"""So many of the latest vote results can be chosen from."""
_TOUCHING = ("agenda_item", "speaking_turn", "attendee", "unit", "presence_span")


@dataclass(frozen=True)
class PublicHead:
    """The conference as its invitation names it."""

    title: str = ""
    organisation: str = ""
    place: str = ""
    starts_at: datetime | None = None
    status: MeetingStatus = MeetingStatus.PREPARING


@dataclass(frozen=True)
class PublicItem:
    """One agenda item as the printed agenda has it, and whether it is over."""

    number: int
    title: str
    presenter: str
    state: ItemState


@dataclass(frozen=True)
class PublicSpeaker:
    """Who has the floor, and since when."""

    name: str
    position: str
    unit: str
    began_at: datetime | None
    paused_at: datetime | None
    paused_seconds: int
    limit_minutes: int | None

    def clock(self, now: datetime) -> TurnClock:
        """The clock of the turn."""
        turn = records.SpeakingTurn(began_at=self.began_at, paused_at=self.paused_at,
                                    paused_seconds=self.paused_seconds)
        return turn_clock(turn, self.limit_minutes, now)


@dataclass(frozen=True)
class PublicQuorum:
    """How many of those summoned are present, and whether they are enough."""

    present: int
    base: int
    met: bool


@dataclass(frozen=True)
class Projection:
    """All that the public screen shows. Without anything it is that of no conference.

    `result` is the text of the vote result that was released, empty while none is.
    """

    head: PublicHead = PublicHead()
    items: tuple[PublicItem, ...] = ()
    speaker: PublicSpeaker | None = None
    quorum: PublicQuorum | None = None
    result: str = ""

    @property
    def in_session(self) -> bool:
        """Whether there is a course of events to follow."""
        return self.head.status is MeetingStatus.LIVE

    @property
    def current(self) -> PublicItem | None:
        """The item that is open now."""
        return next((i for i in self.items if i.state is ItemState.CURRENT), None)

    @property
    def next(self) -> PublicItem | None:
        """The first waiting item after all that took place; the first of all waiting if there is
        none."""
        waiting = [i for i in self.items if i.state is ItemState.WAITING]
        reached = max((i.number for i in self.items if i.state in (ItemState.DONE,
                                                                    ItemState.CURRENT)), default=0)
        return next((i for i in waiting if i.number > reached), waiting[0] if waiting else None)


@dataclass(frozen=True)
class VoteResult:
    """A vote result as it was recorded."""

    id: int
    at: datetime | None
    text: str


class Projections:
    """What the public may see of the conferences in one register. It only reads: releasing a
    result leaves no trace in the register."""

    def __init__(self, register: Register, agenda: Agenda, floor: Floor, session: Session,
                 presence: Presence) -> None:
        self._register = register
        self._agenda = agenda
        self._floor = floor
        self._session = session
        self._presence = presence

    def read(self, meeting_id: int) -> Projection:
        """The projection of a conference, without a vote result; of none if it is gone."""
        found = self._register.load(records.Meeting, [meeting_id])
        if not found:
            return Projection()
        meeting = found[0]
        return Projection(_head(meeting), self._items(meeting_id), self._speaker(meeting),
                          self._quorum(meeting))

    def renewed(self, shown: Projection, meeting_id: int, changes: Changes) -> Projection:
        """The projection after a change; only what was touched is read again."""
        if changes.touches("meeting"):
            return replace(self.read(meeting_id), result=shown.result)
        found = self._register.load(records.Meeting, [meeting_id]) \
            if changes.touches(*_TOUCHING) else []
        if not found:
            return shown
        if changes.touches("agenda_item"):
            shown = replace(shown, items=self._items(meeting_id))
        if changes.touches("speaking_turn", "attendee", "unit"):
            shown = replace(shown, speaker=self._speaker(found[0]))
        if changes.touches("presence_span", "attendee"):
            shown = replace(shown, quorum=self._quorum(found[0]))
        return shown

    def _items(self, meeting_id: int) -> tuple[PublicItem, ...]:
        return tuple(PublicItem(item.number, item.title, item.presenter, ItemState(item.state))
                     for item in self._agenda.items(meeting_id))

    def _speaker(self, meeting: records.Meeting) -> PublicSpeaker | None:
        turn = self._floor.turn(meeting.id)
        if turn is None:
            return None
        name, unit = self._session.speaker(turn)
        people = self._register.load(records.Attendee, [turn.attendee_id or 0])
        return PublicSpeaker(
            name, people[0].position if people else "", unit.name if unit else "", turn.began_at,
            turn.paused_at, turn.paused_seconds, meeting.turn_minutes)

    def _quorum(self, meeting: records.Meeting) -> PublicQuorum | None:
        quorum = self._presence.quorum(meeting)
        return PublicQuorum(quorum.present, quorum.base, quorum.met) if quorum.base else None

    # --- vote results ------------------------------------------------------------------------

    def results(self, meeting_id: int) -> Sequence[VoteResult]:
        """The vote results recorded last, the latest first."""
        keys = floor_queries.votes(self._register, meeting_id, RESULTS)
        return [VoteResult(note.id, note.at, note.text)
                for note in self._register.load(records.Note, keys)]

    def stands(self, result: VoteResult) -> bool:
        """Whether the record behind a result is still there, as a vote."""
        notes = self._register.load(records.Note, [result.id])
        return bool(notes) and notes[0].kind == NoteKind.VOTE


def _head(meeting: records.Meeting) -> PublicHead:
    place = ", ".join(part for part in (meeting.venue, meeting.place) if part)
    return PublicHead(meeting.title, meeting.organisation, place, meeting.starts_at,
                      MeetingStatus(meeting.status))
