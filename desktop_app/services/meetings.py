"""Conferences: creating them from a template, copying last year's, and how far they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from desktop_app.domain import fields, records
from desktop_app.domain.errors import UserError
from desktop_app.domain.fields import Problem
from desktop_app.domain.kinds import ItemState, MeetingForm, MeetingStatus
from desktop_app.domain.rulesets import Quorum, RuleSet, must_be_plenary
from desktop_app.i18n import N_, Texts
from desktop_app.services.editing import DraftMark, conflicts, consume
from desktop_app.services.ending import close_items, end_turns
from desktop_app.services.presence import Presence
from desktop_app.services.templates import agenda_template
from desktop_app.store import opinion_queries, queries
from desktop_app.store.register import Register

CURRENT = "current_meeting"


@dataclass(frozen=True)
class Created:
    """A new record's key (0 if there were problems) and what was wrong."""

    id: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Readiness:
    """How far a conference is."""

    meeting: records.Meeting
    quorum: Quorum
    unanswered: int
    counts: Mapping[str, int]
    rule: RuleSet
    plenary_required: bool


class Meetings:
    """The conferences of one register."""

    def __init__(self, register: Register, presence: Presence | None = None) -> None:
        self._register = register
        self._presence = presence or Presence(register)

    def all(self) -> list[records.Meeting]:
        """Every conference, the latest first."""
        found = self._register.find(records.Meeting)
        return sorted(found, key=lambda m: (m.starts_at or datetime.min, m.id), reverse=True)

    def get(self, meeting_id: int) -> records.Meeting:
        """One conference. Raises `meeting-missing`."""
        try:
            return self._register.get(records.Meeting, meeting_id)
        except UserError as error:
            if error.code != "record-gone":
                raise
            raise UserError("meeting-missing", path=self._register.path,
                            meeting=meeting_id) from error

    def current(self) -> records.Meeting | None:
        """The conference that was open last, or the latest; None in an empty register."""
        found = self.all()
        wanted = self._register.setting(CURRENT)
        return next((m for m in found if str(m.id) == wanted), found[0] if found else None)

    def open(self, meeting_id: int) -> None:
        """Remembers which conference is being worked on, if that is news."""
        wanted = str(meeting_id)
        if not self._register.read_only and self._register.setting(CURRENT) != wanted:
            self._register.set_setting(CURRENT, wanted)

    def create(self, raw: Mapping[str, object], texts: Texts, *, with_agenda: bool = True,
               copy_from: int | None = None, drafts: Iterable[DraftMark] = ()) -> Created:
        """A new conference, with the usual agenda or with people and agenda of an earlier one."""
        values, problems = fields.parse_values(records.Meeting, raw)
        meeting = records.Meeting(**values)  # type: ignore[arg-type]
        problems = [*problems, *fields.missing(records.Meeting, raw),
                    *conflicts(self._register, meeting, values)]
        if problems:
            return Created(0, tuple(problems))
        with self._register.operation(N_("Create conference {name}"), name=meeting.title[:60]):
            key = self._register.insert(meeting)
            if copy_from:
                self._copy(self.get(copy_from).id, key)
            elif with_agenda:
                items = agenda_template(MeetingForm(meeting.form), key, texts)
                self._register.insert_all(items)
            consume(self._register, drafts)
        self.open(key)
        return Created(key)

    def delete(self, meeting_id: int) -> None:
        """Removes a conference with everything in it; undo brings it back."""
        name = self.get(meeting_id).title[:60]
        with self._register.operation(N_("Delete conference {name}"), name=name):
            self._register.delete(records.Meeting, [meeting_id])

    def close(self, meeting_id: int) -> None:
        """Ends the conference now, and with it the current item and the floor."""
        with self._register.operation(N_("Close the conference")):
            close_items(self._register, meeting_id)
            end_turns(self._register, meeting_id)
            self._register.update(records.Meeting, meeting_id, {
                "status": MeetingStatus.CLOSED.value, "closed_at": self._register.now()})

    def readiness(self, meeting_id: int) -> Readiness:
        """Counts, quorum and rule of a conference."""
        meeting = self.get(meeting_id)
        found = self._presence.quorum(meeting)
        must = (meeting.staff_total is not None and meeting.form == MeetingForm.DELEGATE
                and must_be_plenary(found.rule, meeting.staff_total))
        return Readiness(meeting, found, opinion_queries.unanswered(self._register, meeting_id),
                         queries.counts(self._register, meeting_id), found.rule, must)

    def _copy(self, source: int, target: int) -> None:
        """People, units, themes and agenda: never notes, presence or opinions."""
        register = self._register
        units = register.find(records.Unit, queries.of_meeting(records.Unit, source))
        keys = register.insert_all([_copied(unit, target) for unit in units])
        new_unit = dict(zip((unit.id for unit in units), keys, strict=True))
        themes = register.find(records.Theme, queries.of_meeting(records.Theme, source))
        register.insert_all([_copied(theme, target) for theme in themes])
        people = register.find(records.Attendee, queries.of_meeting(records.Attendee, source))
        register.insert_all([
            replace(_copied(p, target), unit_id=new_unit.get(p.unit_id or 0), excused=False,
                    excuse_reason="") for p in people])
        items = register.find(records.AgendaItem, queries.of_meeting(records.AgendaItem, source))
        register.insert_all([
            replace(_copied(i, target), state=ItemState.WAITING.value, state_reason="")
            for i in items])


R = TypeVar("R", records.Unit, records.Theme, records.Attendee, records.AgendaItem)


def _copied(record: R, meeting_id: int) -> R:
    return replace(record, id=0, uid="", meeting_id=meeting_id)
