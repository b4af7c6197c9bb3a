"""Typing opinions that came on paper or before the conference, one after the other."""

from collections.abc import Iterable, Mapping

from desktop_app.domain import records
from desktop_app.domain.kinds import Channel, MeetingStatus
from desktop_app.i18n import _
from desktop_app.services.editing import DraftMark
from desktop_app.services.meetings import Created
from desktop_app.ui.cards import NewRecord
from desktop_app.ui.desk import Desk

ADVANCE = Channel.BEFORE.value


def usual_channel(meeting: records.Meeting) -> str:
    """How opinions come that are typed into the form: in advance, later on paper."""
    before = meeting.status == MeetingStatus.PREPARING
    return (Channel.BEFORE if before else Channel.PAPER).value


class NewOpinion(NewRecord):
    """The next opinion comes the same way as the last."""

    def __init__(self, desk: Desk) -> None:
        self._channel = usual_channel(desk.meeting())
        super().__init__(desk, records.Feedback, _("New opinion"))

    def blank(self) -> records.Feedback:
        return records.Feedback(channel=self._channel)

    def make(self, raw: Mapping[str, object], drafts: Iterable[DraftMark]) -> Created:
        """Without a time it is now, unless the opinion came before the conference."""
        dated = raw["at"] or raw["channel"] == ADVANCE
        values = {name: value for name, value in raw.items() if name != "at" or dated}
        created = self.desk.workspace.feedback.add(self.desk.meeting_id, values, *drafts)
        if created.id:
            self._channel = str(raw["channel"])
        return created
