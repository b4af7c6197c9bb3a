"""Items of an agenda and collected opinions as they are recorded."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from desktop_app.domain import records
from desktop_app.domain.kinds import Channel, MeetingStatus
from desktop_app.domain.merge_cells import CellChange
from desktop_app.domain.names import split_titles
from desktop_app.domain.vietnamese import fold
from desktop_app.services.agenda import Agenda
from desktop_app.services.feedback import FeedbackService
from desktop_app.services.import_common import Named, Picked, Values, plain
from desktop_app.services.list_merge import ListMerge
from desktop_app.store import queries
from desktop_app.store.register import Register

_ANY_DAY = datetime(1900, 1, 1)


class ItemWriter:
    """Puts new items after those that are there.

    A start is kept as fixed only where it does not follow from the items before it.
    """

    def __init__(self, register: Register, meeting: records.Meeting, merge: ListMerge) -> None:
        self.named = Named(register, meeting.id)
        self._register = register
        self._meeting = meeting
        self._present = len(merge.held)

    def records(self, new: Sequence[Picked]) -> list[records.AgendaItem]:
        """The items of new rows."""
        items = [records.AgendaItem(**{**plain(row.values), "meeting_id": self._meeting.id,
                                       "number": number})
                 for number, (_, row) in enumerate(new, self._present + 1)]
        return _without_plain_starts(items, None if self._present else self._meeting.starts_at)

    def values(self, changes: Sequence[CellChange]) -> dict[str, object]:
        """What an item's fields become."""
        return {name: after for name, _, after in changes}

    def remove(self, keys: Collection[int]) -> None:
        """Removes items and closes the gaps in the numbers."""
        Agenda(self._register).delete(self._meeting.id, keys)


def _without_plain_starts(items: Sequence[records.AgendaItem],
                          start: datetime | None) -> list[records.AgendaItem]:
    """Minutes from the start of the next item where they are missing; starts only where needed."""
    timed = [replace(item, minutes=item.minutes or _minutes(item.fixed_start, after.fixed_start))
             for item, after in zip(items, [*items[1:], records.AgendaItem()], strict=False)]
    expected = start
    kept = []
    for item in timed:
        begins = item.fixed_start
        follows = begins is not None and expected is not None and expected.time() == begins
        kept.append(replace(item, fixed_start=None) if follows else item)
        moment = datetime.combine(expected or _ANY_DAY, begins) if begins else expected
        expected = moment + timedelta(minutes=item.minutes) if moment and item.minutes else None
    return kept


def _minutes(start: time | None, end: time | None) -> int | None:
    if start is None or end is None or end <= start:
        return None
    return (end.hour - start.hour) * 60 + end.minute - start.minute


class OpinionWriter:
    """Records opinions with the units and themes that the conference lacks.

    Speakers who are on the list under exactly one entry are linked to it. Before the conference
    the channel is "before the conference".
    """

    def __init__(self, register: Register, meeting: records.Meeting,
                 _merge: ListMerge | None = None) -> None:
        self.named = Named(register, meeting.id)
        self._register = register
        self._meeting = meeting
        self._speakers = _speakers(register, meeting.id)

    def records(self, new: Sequence[Picked]) -> list[records.Feedback]:
        """The opinions of new rows."""
        first = queries.next_number(self._register, "feedback", self._meeting.id)
        preparing = self._meeting.status == MeetingStatus.PREPARING
        channel = (Channel.BEFORE if preparing else Channel.SPOKEN).value
        return [records.Feedback(**{"channel": channel, **plain(row.values),  # type: ignore[arg-type]
                                    **self._references(row.values),
                                    "meeting_id": self._meeting.id, "number": number})
                for number, (_, row) in enumerate(new, first)]

    def values(self, changes: Sequence[CellChange]) -> dict[str, object]:
        """What an opinion's fields become."""
        said = {name: after for name, _, after in changes}
        return {**plain(said), **self._references(said)}

    def remove(self, keys: Collection[int]) -> None:
        """Removes opinions."""
        FeedbackService(self._register).delete(keys)

    def _references(self, said: Values) -> dict[str, object]:
        """The keys of whoever and whatever a row names."""
        values: dict[str, object] = {}
        if "speaker" in said:
            key = self._speakers.get(fold(split_titles(str(said["speaker"])).name))
            values.update(attendee_id=key, speaker="" if key else said["speaker"])
        if "unit" in said:
            values["unit_id"] = self.named.unit(said["unit"])
        if "themes" in said:
            values["theme_ids"] = self.named.themes(said["themes"])
        if "addressed_units" in said:
            values["addressed_ids"] = self.named.units(said["addressed_units"])
        return values


def _speakers(register: Register, meeting_id: int) -> dict[str, int]:
    """Folded name → key of everybody whose name nobody else has."""
    people = register.find(records.Attendee, queries.of_meeting(records.Attendee, meeting_id))
    times = Counter(fold(person.full_name) for person in people)
    return {name: person.id for person in people if times[name := fold(person.full_name)] == 1}
