"""Going on where somebody was typing when the last session ended."""

from typing import TYPE_CHECKING

from desktop_app.domain.kinds import MeetingStatus
from desktop_app.domain.records import Meeting

if TYPE_CHECKING:
    from desktop_app.ui.window import Window

_PAGES = {"capture": "live", "Note": "live", "AgendaItem": "agenda", "Attendee": "attendees",
          "Unit": "attendees", "Feedback": "feedback", "Reply": "feedback", "Theme": "feedback",
          "Meeting": "overview"}


def page_of(draft_key: str) -> str:
    """The page of a field by the key of its draft; empty if there is none."""
    record, _separator, rest = draft_key.partition(":")
    if record == "paste":
        return rest.partition(":")[0]
    return _PAGES.get(record, "")


def resume(window: "Window", draft_key: str) -> None:
    """Puts the caret back into the field that was typed in last, where it was."""
    from desktop_app.ui.form import Form

    if draft_key.startswith("parked:"):
        window.desk.run("park")
    elif draft_key and page_of(draft_key) == window.page_name:
        record, key = [*draft_key.split(":"), ""][:2]
        window.page.resume(record, key)
        any(form.resume(draft_key) for form in window.findChildren(Form))


def first_page(draft_key: str, meeting: Meeting | None) -> str:
    """Where somebody was typing when the last session ended; else where notes are taken, if the
    conference is in session."""
    in_session = meeting is not None and meeting.status == MeetingStatus.LIVE
    return page_of(draft_key) or ("live" if in_session else "overview")
