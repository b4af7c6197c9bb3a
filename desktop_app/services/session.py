"""The conference while it runs: capturing lines, the floor, and the log of what happened."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain import records
from desktop_app.domain.capture import (
    THEME,
    UNIT,
    Captured,
    CaptureKind,
    Vocabulary,
    parse_line,
)
from desktop_app.domain.changes import Changes
from desktop_app.domain.errors import UserError
from desktop_app.domain.fields import TEXT_LIMIT
from desktop_app.domain.kinds import ItemKind, NoteKind
from desktop_app.domain.lexicon import Lexicon, Term
from desktop_app.domain.vietnamese import clean_line
from desktop_app.i18n import N_
from desktop_app.services.attendance import Attendance, Person
from desktop_app.services.editing import NO_DRAFT, DraftMark
from desktop_app.services.feedback import FeedbackService
from desktop_app.services.live_log import LiveLog, LogEntry, with_falls
from desktop_app.services.presence import Presence
from desktop_app.store.register import Register

DEFAULT_KINDS: Mapping[str, CaptureKind] = {
    ItemKind.DISCUSSION.value: CaptureKind.OPINION,
    ItemKind.REPLY.value: CaptureKind.REPLY,
}
NOTES: Mapping[CaptureKind, tuple[NoteKind, str]] = {
    CaptureKind.NOTE: (NoteKind.NOTE, N_("Record note")),
    CaptureKind.CONCLUSION: (NoteKind.CONCLUSION, N_("Record conclusion")),
    CaptureKind.TASK: (NoteKind.TASK, N_("Record task")),
    CaptureKind.VOTE: (NoteKind.VOTE, N_("Record vote")),
}
"""What is recorded as a note: of which kind, and the words for it."""


@dataclass(frozen=True)
class Context:
    """What a line is recorded against: the conference, its open item, the selected opinion,
    whoever has the floor, who speaks if the line names nobody, and the opinion that says the same
    as the line."""

    meeting_id: int
    item: records.AgendaItem | None = None
    selected_opinion: int | None = None
    floor: records.SpeakingTurn | None = None
    same_as_id: int | None = None

    def default_kind(self) -> CaptureKind:
        """What a line without a kind mark is, by the item that is open."""
        kind = DEFAULT_KINDS.get(self.item.kind if self.item else "", CaptureKind.NOTE)
        if kind is CaptureKind.REPLY and self.selected_opinion is None:
            return CaptureKind.NOTE
        return kind


@dataclass(frozen=True)
class Recorded:
    """What a captured line became."""

    kind: CaptureKind
    record_type: type
    id: int


@dataclass(frozen=True)
class Spoken:
    """A speaker: somebody on the list, or somebody else by the name as heard. `label` names both,
    `rest` is what a line said besides."""

    attendee_id: int | None
    speaker: str
    label: str
    rest: str = ""


class Session:
    """Live work on one conference. `refresh` drops what it remembers of names."""

    def __init__(self, register: Register, attendance: Attendance,
                 feedback: FeedbackService, presence: Presence) -> None:
        self._register = register
        self._presence = presence
        self._attendance = attendance
        self._feedback = feedback
        self._log = LiveLog(register)
        self._people: dict[int, Sequence[Person]] = {}
        self._vocabularies: dict[int, Vocabulary] = {}

    def refresh(self, changes: Changes) -> None:
        """Forgets the names that a change made stale; those of thousands of people only if they
        changed themselves."""
        if changes.touches("attendee", "unit"):
            self._people.clear()
            self._vocabularies.clear()
        elif changes.touches("theme"):
            self._vocabularies = {meeting_id: replace(known, themes=self._themes(meeting_id))
                                  for meeting_id, known in self._vocabularies.items()}
        self._log.refresh(changes)

    # --- names -------------------------------------------------------------------------------

    def people(self, meeting_id: int) -> Sequence[Person]:
        """Everybody on the list, as of the last change to names."""
        if meeting_id not in self._people:
            self._people[meeting_id] = self._attendance.people(meeting_id)
        return self._people[meeting_id]

    def vocabulary(self, meeting_id: int) -> Vocabulary:
        """What the marks of a line are looked up in."""
        if meeting_id not in self._vocabularies:
            self._vocabularies[meeting_id] = Vocabulary(
                Lexicon(lambda: speaker_terms(self.people(meeting_id))),
                self._themes(meeting_id),
                Lexicon(lambda: map(office_term, self._attendance.units(meeting_id))))
        return self._vocabularies[meeting_id]

    def _themes(self, meeting_id: int) -> Lexicon:
        return Lexicon(lambda: (Term(t.id, t.short_key or t.name, (t.name,))
                                for t in self._feedback.themes(meeting_id)))

    # --- capture -----------------------------------------------------------------------------

    def understand(self, line: str, context: Context,
                   kind: CaptureKind | None = None) -> Captured:
        """What a line would be recorded as, without recording it; see `capture`."""
        return parse_line(line, self.vocabulary(context.meeting_id),
                          kind or context.default_kind())

    def capture(self, line: str, context: Context, *, kind: CaptureKind | None = None,
                draft: DraftMark = NO_DRAFT) -> Recorded:
        """Records a line. A mark in the line counts before `kind`, `kind` before the default.

        Raises `nothing-typed`, `reply-to-nothing`, `no-such-opinion`, or `text-too-long`; the line
        is kept then.
        """
        captured = self.understand(line, context, kind)
        if not captured.text:
            raise UserError("nothing-typed")
        if len(captured.text) > TEXT_LIMIT:
            raise UserError("text-too-long", length=len(captured.text), limit=TEXT_LIMIT)
        chosen = captured.kind or kind or context.default_kind()
        if chosen is CaptureKind.OPINION:
            return self._opinion(captured, context, draft)
        if chosen is CaptureKind.REPLY:
            return self._reply(captured, context, draft)
        return self._note(captured, context, chosen, draft)

    def _said_by(self, captured: Captured, context: Context) -> dict[str, object]:
        chip = captured.speaker
        item_id = context.item.id if context.item else None
        if chip is None and context.floor:
            return {"item_id": item_id, "attendee_id": context.floor.attendee_id,
                    "speaker": context.floor.speaker}
        heard = chip.label if chip and chip.key is None else ""
        return {"item_id": item_id, "attendee_id": chip.key if chip else None, "speaker": heard}

    def _opinion(self, captured: Captured, context: Context, draft: DraftMark) -> Recorded:
        said_by = self._said_by(captured, context)
        created = self._feedback.add(context.meeting_id, {
            **said_by, "unit_id": self._unit_of(said_by["attendee_id"]),
            "text": captured.text, "theme_ids": captured.keys(THEME),
            "addressed_ids": captured.keys(UNIT), "urgent": captured.urgent,
            "same_as_id": context.same_as_id}, draft)
        assert created.id, created.problems
        return Recorded(CaptureKind.OPINION, records.Feedback, created.id)

    def _reply(self, captured: Captured, context: Context, draft: DraftMark) -> Recorded:
        opinions = self._answered(captured, context)
        said_by = self._said_by(captured, context)
        asked = [key for opinion in opinions for key in opinion.addressed_ids]
        units = (*captured.keys(UNIT), self._unit_of(said_by["attendee_id"]), *asked)
        unit = next((key for key in units if key), None)
        created = self._feedback.reply(context.meeting_id, {
            **said_by, "unit_id": unit, "text": captured.text,
            "feedback_ids": tuple(opinion.id for opinion in opinions)}, draft)
        assert created.id, created.problems
        return Recorded(CaptureKind.REPLY, records.Reply, created.id)

    def _answered(self, captured: Captured, context: Context) -> list[records.Feedback]:
        """The opinions that a reply names by number, else the selected one."""
        if captured.answered:
            return [self._numbered(context.meeting_id, number) for number in captured.answered]
        if context.selected_opinion is None:
            raise UserError("reply-to-nothing")
        return [self._feedback.get(context.selected_opinion)]

    def _numbered(self, meeting_id: int, number: int) -> records.Feedback:
        opinion = self._feedback.numbered(meeting_id, number)
        if opinion is None:
            raise UserError("no-such-opinion", number=number)
        return opinion

    def _note(self, captured: Captured, context: Context, kind: CaptureKind,
              draft: DraftMark) -> Recorded:
        note_kind, label = NOTES[kind]
        note = records.Note(
            meeting_id=context.meeting_id, at=self._register.now(), kind=note_kind.value,
            text=captured.text, urgent=captured.urgent,
            **self._said_by(captured, context))  # type: ignore[arg-type]
        with self._register.operation(label):
            key = self._register.insert(note)
            self._register.consume_draft(draft.key, draft.seq)
        return Recorded(kind, records.Note, key)

    def _unit_of(self, attendee_id: object) -> int | None:
        if not isinstance(attendee_id, int):
            return None
        return self._register.get(records.Attendee, attendee_id).unit_id

    # --- speakers ----------------------------------------------------------------------------

    def speaker(self, said: records.SpeakingTurn | records.FloorRequest
                ) -> tuple[str, records.Unit | None]:
        """The name and the unit of who speaks or waits, as far as they are known."""
        found = self._register.load(records.Attendee, [said.attendee_id or 0])
        if not found:
            return said.speaker, None
        units = self._register.load(records.Unit, [found[0].unit_id or 0])
        return found[0].full_name, units[0] if units else None

    def named(self, line: str, context: Context) -> Spoken:
        """Whom a line names as the speaker; without a colon all of it is the name of somebody who
        is not on the list. Raises `nobody-named`."""
        captured = self.understand(line if ":" in line else f"{line}:", context)
        chip = captured.speaker
        if chip is None:
            raise UserError("nobody-named")
        return Spoken(chip.key, "" if chip.key else chip.label, chip.label,
                      captured.text.removesuffix(":"))

    # --- notes -------------------------------------------------------------------------------

    def note(self, key: int) -> records.Note:
        """One note."""
        return self._register.get(records.Note, key)

    def reply(self, key: int) -> records.Reply:
        """One reply."""
        return self._register.get(records.Reply, key)

    def delete_note(self, key: int) -> None:
        """Removes a note."""
        with self._register.operation(N_("Remove note")):
            self._register.delete(records.Note, [key])

    # --- the log -----------------------------------------------------------------------------

    def log(self, meeting: records.Meeting, limit: int) -> list[LogEntry]:
        """The last things that happened, oldest first."""
        entries = self._log.read(meeting, limit)
        return with_falls(entries, self._presence.falls(meeting), limit)


def office_term(unit: records.Unit) -> Term:
    """How a unit is written after `>`; one that answers opinions also without what its short name
    begins with: `KH-TC` is P.KH-TC."""
    _kind, dot, bare = unit.short_name.partition(".")
    spellings = (unit.name, bare) if dot and bare and unit.answers else (unit.name,)
    return Term(unit.id, unit.short_name or unit.name, spellings)


def speaker_terms(people: Sequence[Person]) -> list[Term]:
    """How each person is written after `@`; namesakes carry their number."""
    names = Counter(_letters(p.attendee.full_name) for p in people)
    numbers = Counter(p.attendee.number for p in people)
    return [Term(a.id, _label(a, names, numbers), (a.full_name, str(a.number or "")))
            for a in (p.attendee for p in people)]


def _label(attendee: records.Attendee, names: Counter[str], numbers: Counter[int | None]) -> str:
    name = attendee.full_name
    if names[_letters(name)] == 1:
        return name
    own_number = attendee.number and numbers[attendee.number] == 1
    return f"{name} ({attendee.number if own_number else f'#{attendee.id}'})"


def _letters(name: str) -> str:
    return clean_line(name).casefold()
