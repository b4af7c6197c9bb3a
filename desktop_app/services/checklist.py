"""What is ready, what is missing, and the next step of a conference."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.domain import records
from desktop_app.domain.kinds import MeetingStatus
from desktop_app.domain.timeline import planned_end
from desktop_app.i18n import N_
from desktop_app.services.agenda import DROPPED, Agenda, planned_items
from desktop_app.services.attendance import Attendance
from desktop_app.services.meetings import Meetings, Readiness
from desktop_app.services.open_names import OpenNames

READY, MISSING, NOTICE, WARNING = "ready", "missing", "notice", "warning"


@dataclass(frozen=True)
class Check:
    """One line: its state, what it is about, the facts to fill in, and the page to go to."""

    state: str
    title: str
    detail: str
    page: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now: its words, and the command that does it."""

    text: str
    command: str


class Checklist:
    """Looks over a conference."""

    def __init__(self, meetings: Meetings, attendance: Attendance, agenda: Agenda,
                 open_names: OpenNames) -> None:
        self._open_names = open_names
        self._meetings = meetings
        self._attendance = attendance
        self._agenda = agenda

    def of(self, meeting_id: int) -> tuple[Readiness, Sequence[Check], NextStep]:
        """The conference's counts, its checklist and the next step."""
        ready = self._meetings.readiness(meeting_id)
        items = self._agenda.items(meeting_id)
        checks = [_facts(ready.meeting), self._people(ready), _agenda(ready.meeting, items),
                  self._offices(ready), _themes(ready), _quorum(ready)]
        if ready.plenary_required:
            checks.append(Check(WARNING, N_("Form"), N_(
                "With {staff} people the conference must be plenary ({rule})."), "overview",
                {"staff": ready.meeting.staff_total, "rule": ready.rule.title}))
        checks.append(_opinions(ready))
        if names := len(self._open_names.names(meeting_id)):
            checks.append(Check(NOTICE, N_("Open names"), N_(
                "speakers who are not on the list: {count}; Ctrl+Shift+L settles them"), "live",
                {"count": names}))
        return ready, checks, _next_step(ready)

    def _people(self, ready: Readiness) -> Check:
        count = ready.counts["attendees"]
        detail = N_("people: {count}, units: {units}") if count else N_("nobody yet")
        return Check(READY if count else MISSING, N_("Attendees"), detail, "attendees",
                     {"count": count, "units": ready.counts["units"]})

    def _offices(self, ready: Readiness) -> Check:
        offices = sum(unit.answers for unit in self._attendance.units(ready.meeting.id))
        detail = N_("marked as answering opinions: {count}") if offices else N_(
            "no unit is marked as answering opinions")
        return Check(READY if offices else MISSING, N_("Replying offices"), detail, "attendees",
                     {"count": offices})


def _facts(meeting: records.Meeting) -> Check:
    if meeting.venue and meeting.place:
        return Check(READY, N_("Facts of the conference"), N_("complete"), "overview")
    detail = N_("the venue is missing") if not meeting.venue else N_("the place name is missing")
    return Check(MISSING, N_("Facts of the conference"), detail, "overview")


def _agenda(meeting: records.Meeting, items: Sequence[records.AgendaItem]) -> Check:
    kept = [item for item in items if item.state not in DROPPED]
    end = planned_end(meeting.starts_at, planned_items(items))
    if not kept:
        return Check(MISSING, N_("Agenda"), N_("no items yet"), "agenda")
    detail = N_("items: {count}, until {time}") if end else N_("items: {count}")
    return Check(READY, N_("Agenda"), detail, "agenda",
                 {"count": len(kept), "time": end.strftime("%H:%M") if end else ""})


def _themes(ready: Readiness) -> Check:
    count = ready.counts["themes"]
    detail = N_("themes: {count}") if count else N_("none yet; opinions can do without")
    return Check(READY if count else NOTICE, N_("Themes"), detail, "feedback", {"count": count})


def _quorum(ready: Readiness) -> Check:
    """What the rule asks for; before there is a list, as a part of those summoned."""
    quorum = ready.quorum
    if not quorum.base:
        part, whole = quorum.rule.quorum
        return Check(NOTICE, N_("Quorum"), N_("{part}/{whole} of those summoned ({rule})"),
                     "attendees", {"part": part, "whole": whole, "rule": quorum.rule.title})
    return Check(READY if quorum.met else NOTICE, N_("Quorum"), N_("{quorum} · {rule}"),
                 "attendees", {"quorum": quorum, "rule": quorum.rule.title})


def _opinions(ready: Readiness) -> Check:
    count, left = ready.counts["opinions"], ready.unanswered
    if not count:
        return Check(NOTICE, N_("Feedback"), N_("none yet"), "feedback")
    if left:
        return Check(MISSING, N_("Feedback"), N_("{left} of {count} without a reply"), "feedback",
                     {"left": left, "count": count})
    return Check(READY, N_("Feedback"), N_("{count}, all dealt with"), "feedback",
                 {"count": count})


def _next_step(ready: Readiness) -> NextStep:
    status = ready.meeting.status
    if status == MeetingStatus.LIVE:
        return NextStep(N_("Go to the session"), "page_live")
    if status == MeetingStatus.CLOSED:
        if ready.unanswered:
            return NextStep(N_("Complete the replies"), "page_feedback")
        return NextStep(N_("Export the workbook"), "export_workbook")
    if not ready.counts["attendees"]:
        return NextStep(N_("Add attendees"), "page_attendees")
    if not ready.counts["items"]:
        return NextStep(N_("Write the agenda"), "page_agenda")
    return NextStep(N_("Go to the session"), "page_live")
