"""The demo conference of 30/6/2023 as records, and synthetic conferences of any size.

The demo comes from resources/demo (DOMAIN 7.3): what the seed article says about the conference
is kept, every person and number is invented.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any

from desktop_app.domain import records
from desktop_app.domain.kinds import (
    Channel,
    FeedbackKind,
    FeedbackStatus,
    ItemState,
    MeetingStatus,
    ReplyKind,
)
from desktop_app.i18n import N_
from desktop_app.paths import resource
from desktop_app.services.invention import Inventor
from desktop_app.store.register import Register

Row = Mapping[str, Any]

_REFERENCES = {
    "unit": ("unit_id", "units"), "addressed": ("addressed_ids", "units"),
    "themes": ("theme_ids", "themes"), "item": ("item_id", "items"),
    "attendee": ("attendee_id", "people"), "opinions": ("feedback_ids", "opinions"),
}
_OF_MEETING = {record_type for record_type in records.RECORD_TYPES
               if any(f.name == "meeting_id" for f in fields(record_type))}
_TIMES = {"at", "came_at", "left_at", "began_at", "ended_at"}
_MOMENTS = ("starts_at", "ends_at", "opened_at", "closed_at")

_LABEL = N_("Write synthetic conferences")
_BATCH = 2000
_DISCUSSION = 8
_FOR_TWO, _PRESENT, _EXCUSED, _NAMED = 0.25, 0.92, 0.05, 0.9
_STATUSES = (FeedbackStatus.NEW, FeedbackStatus.ANSWERED, FeedbackStatus.FORWARDED)
_STATUS_WEIGHTS = (60, 30, 10)
_ANSWERS = (ReplyKind.ACCEPTED, ReplyKind.EXPLAINED, ReplyKind.NOTED)
_OPINIONS_PER_NOTE = 50


def demo_source() -> dict[str, Any]:
    """What the demo is written from; things are referred to by number or short name."""
    text = resource("demo/conference-2023-06-30.json").read_text(encoding="utf-8")
    source: dict[str, Any] = json.loads(text)
    return source


def write_demo(register: Register) -> int:
    """Writes the conference of 30/6/2023 as one operation and gives its key."""
    source = demo_source()
    with register.operation(N_("Write the demo conference")):
        conference = _Conference(register, _meeting(source["meeting"]))
        conference.add_frame(source)
        conference.add(records.Attendee, source["attendees"], "people", "number")
        conference.add(records.PresenceSpan, source["presence"])
        conference.add(records.SpeakingTurn, source["turns"])
        conference.add(records.Note, source["notes"])
        conference.add(records.Feedback, source["feedback"], "opinions", "number")
        conference.add(records.Reply, source["replies"])
    return conference.meeting_id


def write_prepared(register: Register) -> int:
    """Writes the same conference as it stands before it begins: people and agenda, nothing
    recorded yet. Gives its key."""
    source = demo_source()
    meeting = {**source["meeting"], "status": MeetingStatus.PREPARING.value, "opened_at": None,
               "closed_at": None}
    agenda = [{**row, "state": ItemState.WAITING.value, "spans": []} for row in source["agenda"]]
    with register.operation(N_("Write the demo conference")):
        conference = _Conference(register, _meeting(meeting))
        conference.add_frame({**source, "agenda": agenda})
        conference.add(records.Attendee, source["attendees"], "people", "number")
    return conference.meeting_id


def _meeting(row: Row) -> records.Meeting:
    moments = {name: datetime.fromisoformat(row[name]) for name in _MOMENTS if row[name]}
    return records.Meeting(**{**row, **moments})


class _Conference:
    """Writes the parts of one conference, and knows their keys by what the source calls them."""

    def __init__(self, register: Register, meeting: records.Meeting) -> None:
        assert meeting.starts_at is not None
        self._register = register
        self._day: date = meeting.starts_at.date()
        self.meeting_id = register.insert(meeting)
        self.keys: dict[str, dict[Any, int]] = {}

    def add(self, record_type: type, rows: Sequence[Row], group: str = "", name: str = "") -> None:
        """Writes one kind of records; later rows refer to them by `group` and their `name`."""
        owned = {"meeting_id": self.meeting_id} if record_type in _OF_MEETING else {}
        keys = self._register.insert_all(
            [record_type(**owned, **self._values(row)) for row in rows])
        if group:
            names = (row[name] for row in rows)
            self.keys.setdefault(group, {}).update(zip(names, keys, strict=True))

    def add_frame(self, source: Row) -> None:
        """Units, themes, and the agenda with when its items were open."""
        self.add(records.Unit, _ranked(source["units"]), "units", "short_name")
        self.add(records.Theme, _ranked(source["themes"]), "themes", "short_key")
        items = [{**_without(row, "spans"), "state": row.get("state", ItemState.DONE.value)}
                 for row in source["agenda"]]
        self.add(records.AgendaItem, items, "items", "number")
        self._register.insert_all([
            records.ItemSpan(item_id=self.keys["items"][row["number"]],
                             opened_at=self.moment(opened),
                             closed_at=self.moment(closed) if closed else None)
            for row in source["agenda"] for opened, closed in row["spans"]])

    def moment(self, clock: str) -> datetime:
        """A time of the conference's day."""
        return datetime.combine(self._day, time.fromisoformat(clock))

    def _values(self, row: Row) -> dict[str, object]:
        values: dict[str, object] = {}
        for name, value in row.items():
            if name in _REFERENCES:
                field, group = _REFERENCES[name]
                keys = self.keys[group]
                values[field] = tuple(keys[v] for v in value) if isinstance(value, list) \
                    else keys[value]
            else:
                values[name] = self.moment(value) if name in _TIMES else value
        return values


def _ranked(rows: Sequence[Row]) -> list[Row]:
    return [{**row, "rank": rank} for rank, row in enumerate(rows, 1)]


def _without(row: Row, name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


# --- synthetic conferences ------------------------------------------------------------------


def write_synthetic(register: Register, attendees: int, opinions: int, meetings: int = 1,
                    seed: int = 2023) -> list[int]:
    """Writes conferences with so many people and opinions in all, and gives their keys.

    People and opinions are spread evenly. The first conference is the latest and in session, the
    others are closed. The same numbers and seed give the same records, except for their uids.
    """
    rng = random.Random(seed)
    return [
        _Synthetic(register, rng, index).write(_share(attendees, meetings, index),
                                               _share(opinions, meetings, index))
        for index in range(meetings)
    ]


def _share(total: int, parts: int, index: int) -> int:
    return total // parts + (index < total % parts)


class _Synthetic:
    """One made-up conference with the frame of the demo, `index` years before it."""

    def __init__(self, register: Register, rng: random.Random, index: int) -> None:
        self._register = register
        self._rng = rng
        self._inventor = Inventor(rng)
        self._source = _years_before(demo_source(), index) if index else _in_session(demo_source())
        self._themes = [row["short_key"] for row in self._source["themes"]]
        self._units = [row["short_name"] for row in self._source["units"]]

    def write(self, attendees: int, opinions: int) -> int:
        """Writes everything, a few thousand records at a time, and gives the conference's key."""
        with self._register.operation(_LABEL):
            self._conference = _Conference(self._register,
                                           _meeting(self._source["meeting"]))
            self._conference.add_frame(self._source)
        people = [self._person(number) for number in range(1, attendees + 1)]
        for some in _batches(people):
            with self._register.operation(_LABEL):
                self._add_people(some)
        self._speakers = people
        for first in range(1, opinions + 1, _BATCH):
            last = min(first + _BATCH - 1, opinions)
            with self._register.operation(_LABEL):
                self._add_opinions([self._opinion(n, opinions) for n in range(first, last + 1)])
        return self._conference.meeting_id

    def _person(self, number: int) -> dict[str, Any]:
        name, gender = self._inventor.name_and_gender()
        person = {"number": number, "full_name": name, "gender": gender.value,
                  "unit": self._rng.choice(self._units),
                  "birth_year": self._rng.randint(1964, 1999),
                  "position": self._inventor.one_of("positions"),
                  "degree": self._inventor.one_of("degrees")}
        if self._rng.random() < _EXCUSED:
            person.update(excused=True, excuse_reason=self._inventor.one_of("excuses"))
        return person

    def _add_people(self, people: Sequence[Row]) -> None:
        self._conference.add(records.Attendee, people, "people", "number")
        here = [row["number"] for row in people
                if "excused" not in row and self._rng.random() < _PRESENT]
        self._conference.add(records.PresenceSpan, [
            {"attendee": number, "came_at": self._clock("07:20:00", self._rng.randint(0, 2700))}
            for number in here])

    def _opinion(self, number: int, total: int) -> dict[str, Any]:
        theme = self._rng.choice(self._themes)
        row = {"number": number, "item": _DISCUSSION, "themes": [theme],
               "at": self._clock("09:29:00", 3600 * number // total),
               "text": self._inventor.opinion(theme), "addressed": self._inventor.offices(theme),
               "kind": self._rng.choice(list(FeedbackKind)).value,
               "status": self._rng.choices(_STATUSES, _STATUS_WEIGHTS)[0].value}
        if self._speakers and self._rng.random() < _NAMED:
            speaker = self._rng.choice(self._speakers)
            return {**row, "attendee": speaker["number"], "unit": speaker["unit"]}
        if self._rng.random() < 0.5:
            return {**row, "unnamed": True, "channel": Channel.PAPER.value}
        return {**row, "speaker": self._inventor.name_and_gender()[0]}

    def _add_opinions(self, opinions: Sequence[Row]) -> None:
        self._conference.add(records.Feedback, opinions, "opinions", "number")
        settled = [row for row in opinions if row["status"] != FeedbackStatus.NEW]
        self._conference.add(records.Reply, [
            self._reply(row, following) for row, following in zip_longest(settled, settled[1:])])
        self._conference.add(records.Note, [
            {"at": row["at"], "item": _DISCUSSION, "text": self._inventor.opinion(row["themes"][0])}
            for row in opinions[::_OPINIONS_PER_NOTE]])

    def _reply(self, opinion: Row, following: Row | None) -> dict[str, Any]:
        """A reply to an opinion, sometimes to the one that was answered next as well."""
        forwarded = opinion["status"] == FeedbackStatus.FORWARDED
        kind = ReplyKind.FORWARDED if forwarded else self._rng.choice(_ANSWERS)
        numbers = [opinion["number"]]
        if following and self._rng.random() < _FOR_TWO:
            numbers.append(following["number"])
        return {"at": opinion["at"], "item": _DISCUSSION, "unit": opinion["addressed"][0],
                "kind": kind.value, "opinions": numbers,
                "text": self._inventor.answer(opinion["themes"][0])}

    def _clock(self, start: str, seconds: int) -> str:
        moment = self._conference.moment(start) + timedelta(seconds=seconds)
        return moment.time().isoformat()


def _in_session(source: dict[str, Any]) -> dict[str, Any]:
    """The frame as it is during the discussion."""
    meeting = {**source["meeting"], "status": MeetingStatus.LIVE.value, "closed_at": None}
    agenda = []
    for row in source["agenda"]:
        opened = row["spans"][0][0]
        state, spans = (
            (ItemState.DONE, row["spans"]) if row["number"] < _DISCUSSION
            else (ItemState.CURRENT, [[opened, None]]) if row["number"] == _DISCUSSION
            else (ItemState.WAITING, []))
        agenda.append({**row, "state": state.value, "spans": spans})
    return {**source, "meeting": meeting, "agenda": agenda}


def _years_before(source: dict[str, Any], years: int) -> dict[str, Any]:
    """The frame with all years in its texts and dates moved back; no date is a leap day."""
    def moved(row: Row) -> dict[str, Any]:
        return {key: re.sub(r"\d{4}", lambda found: str(int(found[0]) - years), value)
                if isinstance(value, str) else value for key, value in row.items()}

    return {**source, "meeting": moved(source["meeting"]),
            "agenda": [moved(row) for row in source["agenda"]]}


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]
