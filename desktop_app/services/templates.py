"""The usual agenda of a staff conference, as a start that every item of may be changed.

The frame is the ceremony as practised, the core is article 51(4) of Law 10/2022 in its order
(DOMAIN 1.4); the order of the last items is custom, not law.
"""

from dataclasses import dataclass

from desktop_app.domain.kinds import ItemKind, MeetingForm
from desktop_app.domain.records import AgendaItem
from desktop_app.i18n import N_, Texts


@dataclass(frozen=True)
class _Line:
    title: str
    minutes: int
    kind: ItemKind
    presenter: str = ""
    legal_tag: int | None = None
    delegates_only: bool = False


_LINES = (
    _Line(N_("Reception and roll-call"), 30, ItemKind.CEREMONY, N_("Organising committee")),
    _Line(N_("Flag salute, statement of purpose, introduction of delegates"), 10,
          ItemKind.CEREMONY, N_("Organising committee")),
    _Line(N_("Election of the presidium, appointment of the secretariat"), 5, ItemKind.VOTE,
          N_("Organising committee")),
    _Line(N_("Report on the credentials of the delegates"), 5, ItemKind.REPORT,
          N_("Credentials board"), delegates_only=True),
    _Line(N_("Adoption of the agenda"), 5, ItemKind.VOTE, N_("Presidium")),
    _Line(N_("Opening address"), 10, ItemKind.CEREMONY, N_("Presidium")),
    _Line(N_("Report on the past year; review of the head's responsibility"), 30,
          ItemKind.REPORT, N_("Head of the unit"), 1),
    _Line(N_("Report on the previous resolution and the democracy regulation"), 15,
          ItemKind.REPORT, N_("Union chair"), 2),
    _Line(N_("Directions and tasks of the coming year"), 20, ItemKind.REPORT,
          N_("Head of the unit"), 1),
    _Line(N_("Discussion, opinions and proposals"), 60, ItemKind.DISCUSSION, N_("Presidium"), 3),
    _Line(N_("Replies to questions and proposals"), 30, ItemKind.REPLY,
          N_("Head of the unit, union chair, functional offices"), 4),
    _Line(N_("Report of the People's Inspection Board"), 10, ItemKind.REPORT,
          N_("Head of the People's Inspection Board"), 5),
    _Line(N_("Election of the People's Inspection Board (when due)"), 20, ItemKind.VOTE,
          N_("Vote-counting board"), 6),
    _Line(N_("Commendation, launch of emulation, signing of the emulation pact"), 15,
          ItemKind.CEREMONY, N_("Head of the unit, union chair"), 6),
    _Line(N_("Adoption of the resolution"), 10, ItemKind.VOTE, N_("Secretariat"), 6),
    _Line(N_("Closing"), 5, ItemKind.CEREMONY, N_("Presidium")),
)


def agenda_template(form: MeetingForm, meeting_id: int, texts: Texts) -> list[AgendaItem]:
    """The agenda items for a new conference of this form, in the language of `texts`."""
    lines = [line for line in _LINES
             if form is MeetingForm.DELEGATE or not line.delegates_only]
    return [
        AgendaItem(meeting_id=meeting_id, number=number, title=texts.get(line.title),
                   minutes=line.minutes, kind=line.kind.value, presenter=texts.get(line.presenter),
                   legal_tag=line.legal_tag)
        for number, line in enumerate(lines, 1)
    ]
