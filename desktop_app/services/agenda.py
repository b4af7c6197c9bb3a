"""The agenda: its items in order, their planned and real times, what is open now."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_app.domain import fields, records
from desktop_app.domain.errors import UserError
from desktop_app.domain.kinds import ItemState, MeetingStatus
from desktop_app.domain.timeline import PlannedItem, planned_starts
from desktop_app.domain.vietnamese import clean_line
from desktop_app.i18n import N_
from desktop_app.services.attendance import moved_in
from desktop_app.services.editing import DraftMark, consume
from desktop_app.services.ending import close_items, close_spans
from desktop_app.services.meetings import Created
from desktop_app.store import queries
from desktop_app.store.register import Register

DROPPED = (ItemState.SKIPPED, ItemState.WITHDRAWN)
_LEADING = re.compile(r"^(?:\d{1,3}[.)]|[-–•*+])\s+")
Spans = list[tuple[datetime, datetime | None]]


@dataclass(frozen=True)
class PlannedRow:
    """One agenda item with its times: planned from the durations, real from its spans."""

    item: records.AgendaItem
    planned_start: datetime | None
    planned_end: datetime | None
    spans: Spans

    @property
    def opened_at(self) -> datetime | None:
        return self.spans[0][0] if self.spans else None

    @property
    def closed_at(self) -> datetime | None:
        return self.spans[-1][1] if self.spans else None

    def minutes_open(self, now: datetime) -> int:
        """Whole minutes that the item has been open, all its spans together."""
        spent = sum(((end or max(now, start)) - start for start, end in self.spans), timedelta())
        return int(spent.total_seconds() // 60)


def planned_items(items: Iterable[records.AgendaItem]) -> list[PlannedItem]:
    """What of the items the timeline reckons with."""
    return [PlannedItem(i.minutes, i.fixed_start, i.state in DROPPED) for i in items]


class Agenda:
    """The agendas of the conferences in one register."""

    def __init__(self, register: Register) -> None:
        self._register = register

    # --- reading -----------------------------------------------------------------------------

    def items(self, meeting_id: int) -> list[records.AgendaItem]:
        """The items in their order."""
        return self._register.find(
            records.AgendaItem, queries.of_meeting(records.AgendaItem, meeting_id),
            order=queries.by_number(records.AgendaItem))

    def rows(self, meeting: records.Meeting) -> list[PlannedRow]:
        """The items with planned clock times and real ones."""
        items = self.items(meeting.id)
        spans = queries.spans_of_items(self._register, meeting.id)
        starts = planned_starts(meeting.starts_at, planned_items(items))
        return [
            PlannedRow(item, start, start + timedelta(minutes=item.minutes or 0) if start else None,
                       spans.get(item.id, []))
            for item, start in zip(items, starts, strict=True)
        ]

    def current(self, meeting_id: int) -> records.AgendaItem | None:
        """The item that is open now."""
        return next((i for i in self.items(meeting_id) if i.state == ItemState.CURRENT), None)

    # --- editing -----------------------------------------------------------------------------

    def add(self, meeting_id: int, raw: Mapping[str, object], after: int | None = None, *,
            drafts: Iterable[DraftMark] = ()) -> Created:
        """A new item at the end, or after the item with the key `after`."""
        values, problems = fields.parse_values(records.AgendaItem, raw)
        problems = [*problems, *fields.missing(records.AgendaItem, raw)]
        if problems:
            return Created(0, tuple(problems))
        with self._register.operation(N_("Add item {name}"), name=str(values["title"])[:60]):
            number = queries.next_number(self._register, "agenda_item", meeting_id)
            key = self._register.insert(records.AgendaItem(
                **{**values, "meeting_id": meeting_id, "number": number}))  # type: ignore[arg-type]
            if after is not None:
                order = [i.id for i in self.items(meeting_id) if i.id != key]
                if after not in order:
                    raise UserError("record-gone")
                order.insert(order.index(after) + 1, key)
                self._renumber(meeting_id, order)
            consume(self._register, drafts)
        return Created(key)

    def paste(self, meeting_id: int, text: str, *drafts: DraftMark) -> int:
        """Adds the items of `pasted_items` and gives how many there were, as one step."""
        lines = pasted_items(text)
        with self._register.operation(N_("Paste agenda items ({count})"), count=len(lines)):
            first = queries.next_number(self._register, "agenda_item", meeting_id)
            self._register.insert_all([
                records.AgendaItem(meeting_id=meeting_id, number=number, title=line.title,
                                   minutes=line.minutes, presenter=line.presenter,
                                   note=line.rest)
                for number, line in enumerate(lines, first)])
            consume(self._register, drafts)
        return len(lines)

    def delete(self, meeting_id: int, keys: Iterable[int]) -> None:
        """Removes items and closes the gap in the numbers; what was said under them stays."""
        some = list(keys)
        with self._register.operation(N_("Remove agenda items ({count})"), count=len(some)):
            self._register.delete(records.AgendaItem, some)
            self._renumber(meeting_id, [i.id for i in self.items(meeting_id)])

    def move(self, meeting_id: int, key: int, places: int) -> None:
        """Moves an item up (negative) or down."""
        order = [i.id for i in self.items(meeting_id)]
        with self._register.operation(N_("Reorder the agenda")):
            self._renumber(meeting_id, moved_in(order, key, places))

    def set_state(self, key: int, state: ItemState, reason: str = "") -> None:
        """Marks an item as skipped, withdrawn or waiting again, with the reason."""
        item = self._register.get(records.AgendaItem, key)
        with self._register.operation(N_("State of {name}"), name=item.title[:60]):
            close_spans(self._register, item.meeting_id, only=key)
            self._register.update(records.AgendaItem, key,
                                  {"state": state.value, "state_reason": clean_line(reason)})

    def _renumber(self, meeting_id: int, order: list[int]) -> None:
        numbers = {i.id: i.number for i in self.items(meeting_id)}
        for number, key in enumerate(order, 1):
            if numbers[key] != number:
                self._register.update(records.AgendaItem, key, {"number": number})

    # --- in session --------------------------------------------------------------------------

    def open_next(self, meeting_id: int) -> records.AgendaItem | None:
        """Closes the current item and opens the next waiting one, which starts the conference
        if it has not begun. At the end of the agenda only the current item is closed."""
        items = self.items(meeting_id)
        after = next((i.number for i in items if i.state == ItemState.CURRENT), 0)
        waiting = [i for i in items if i.state == ItemState.WAITING]
        following = next((i for i in waiting if i.number > after), None)
        if following is None:
            if not after:
                raise UserError("agenda-finished")
            with self._register.operation(N_("Close the last item")):
                close_items(self._register, meeting_id)
            return None
        self.open_item(following)
        return following

    def open_item(self, item: records.AgendaItem) -> None:
        """Makes an item the current one, also one that was done before.

        The conference begins with it, or goes on if it was closed.
        """
        if self._register.get(records.AgendaItem, item.id).state == ItemState.CURRENT:
            return
        with self._register.operation(N_("Open item {number} {name}"), number=item.number,
                                      name=item.title[:60]):
            now = self._register.now()
            close_items(self._register, item.meeting_id)
            self._register.insert(records.ItemSpan(item_id=item.id, opened_at=now))
            self._register.update(records.AgendaItem, item.id,
                                  {"state": ItemState.CURRENT.value, "state_reason": ""})
            self._begin(item.meeting_id, now)

    def reopen_previous(self, meeting_id: int) -> records.AgendaItem:
        """Opens the item again that was closed last. Raises `nothing-to-reopen`."""
        spans = queries.spans_of_items(self._register, meeting_id)
        closed = [(spans[i.id][-1][1] or datetime.min, i.number, i) for i in self.items(meeting_id)
                  if i.state == ItemState.DONE and i.id in spans]
        if not closed:
            raise UserError("nothing-to-reopen")
        previous = max(closed, key=lambda entry: entry[:2])[2]
        self.open_item(previous)
        return previous

    def _begin(self, meeting_id: int, now: datetime) -> None:
        meeting = self._register.get(records.Meeting, meeting_id)
        if meeting.status != MeetingStatus.LIVE:
            self._register.update(records.Meeting, meeting_id, {
                "status": MeetingStatus.LIVE.value, "opened_at": meeting.opened_at or now,
                "closed_at": None})


@dataclass(frozen=True)
class PastedItem:
    """What one pasted line says."""

    title: str
    minutes: int | None
    presenter: str
    rest: str


def pasted_items(text: str) -> list[PastedItem]:
    """One item per line that is not blank, whatever number stands in front of it.

    After a tab or `|`: minutes (a number) and presenter; what follows becomes the remark.
    """
    return [item for item in map(_item_of, text.splitlines()) if item]


def _item_of(line: str) -> PastedItem | None:
    cells = [clean_line(cell) for cell in line.replace("|", "\t").split("\t")]
    while cells and (not cells[0] or cells[0].rstrip(".)").isdecimal()):
        cells = cells[1:]
    if not cells:
        return None
    title = _LEADING.sub("", cells[0])
    limit = fields.entry_of(records.AgendaItem, "title").limit
    minutes = next((int(c) for c in cells[1:] if c.isdecimal() and len(c) < 4), None)
    presenter, *rest = [*(c for c in cells[1:] if c and c != str(minutes)), ""]
    return PastedItem(title[:limit], minutes, presenter[:fields.LINE_LIMIT],
                      " ".join(filter(None, [title[limit:], presenter[fields.LINE_LIMIT:], *rest])))
