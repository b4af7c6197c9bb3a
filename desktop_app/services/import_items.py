"""Adding the items of an agenda, or collected opinions, to a conference."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from desktop_app.domain import records
from desktop_app.domain.kinds import Channel, MeetingStatus
from desktop_app.domain.names import split_titles
from desktop_app.domain.vietnamese import fold
from desktop_app.i18n import N_
from desktop_app.services.import_common import ImportResult, Named, Values, plain, sorted_out
from desktop_app.services.import_preview import Chosen, Preview
from desktop_app.services.meetings import Meetings
from desktop_app.store import queries
from desktop_app.store.register import Register

_ANY_DAY = datetime(1900, 1, 1)


def import_items(register: Register, meeting_id: int, found: Preview,
                 chosen: Chosen | None = None) -> ImportResult:
    """Adds the items of an agenda after those that are there; same titles are skipped, and rows of
    our own workbook whose item has another title by now are doubtful.

    A start is kept as fixed only where it does not follow from the items before it.
    """
    meeting = Meetings(register).get(meeting_id)
    present = register.find(records.AgendaItem, queries.of_meeting(records.AgendaItem, meeting_id))
    titles = {fold(item.title) for item in present}

    def is_new(values: Values) -> bool:
        title = fold(str(values["title"]))
        fresh = title not in titles
        titles.add(title)
        return fresh

    new, skipped, doubtful = sorted_out(found, chosen, is_new, "title",
                                        {item.uid: item.title for item in present})
    first = len(present) + 1
    items = [records.AgendaItem(**{**plain(row.values), "meeting_id": meeting_id,
                                   "number": number})
             for number, (_, row) in enumerate(new, first)]
    start = meeting.starts_at if not present else None
    with register.operation(N_("Import agenda items ({count})"), count=len(new)):
        keys = register.insert_all(_without_plain_starts(items, start))
    return ImportResult(tuple(keys), (), skipped, doubtful=doubtful)


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


def import_opinions(register: Register, meeting_id: int, found: Preview,
                    chosen: Chosen | None = None) -> ImportResult:
    """Adds the opinions of a collection; same words of the same speaker are skipped, and rows of
    our own workbook whose opinion has other words by now are doubtful.

    Speakers who are on the list under exactly one entry are linked to it. Before the conference
    the channel is "before the conference".
    """
    meeting = Meetings(register).get(meeting_id)
    present = register.find(records.Feedback, queries.of_meeting(records.Feedback, meeting_id))
    speakers = _speakers(register, meeting_id)
    names = {key: name for name, key in speakers.items()}
    seen = {(names.get(o.attendee_id or 0, fold(o.speaker)), fold(o.text)) for o in present}

    def is_new(values: Values) -> bool:
        key = (_folded_name(values.get("speaker")), fold(str(values["text"])))
        fresh = key not in seen
        seen.add(key)
        return fresh

    new, skipped, doubtful = sorted_out(found, chosen, is_new, "text",
                                        {opinion.uid: opinion.text for opinion in present})
    preparing = meeting.status == MeetingStatus.PREPARING
    channel = (Channel.BEFORE if preparing else Channel.SPOKEN).value
    named = Named(register, meeting_id)
    with register.operation(N_("Import opinions ({count})"), count=len(new)):
        first = queries.next_number(register, "feedback", meeting_id)
        keys = register.insert_all([
            _opinion({"channel": channel, **row.values, "meeting_id": meeting_id,
                      "number": number}, named, speakers)
            for number, (_, row) in enumerate(new, first)])
    return ImportResult(tuple(keys), tuple(named.added), skipped, doubtful=doubtful)


def _opinion(values: Values, named: Named, speakers: Mapping[str, int]) -> records.Feedback:
    attendee = speakers.get(_folded_name(values.get("speaker")))
    known = {"attendee_id": attendee, "speaker": ""} if attendee else {}
    return records.Feedback(**{
        **plain(values), **known, "unit_id": named.unit(values.get("unit")),
        "theme_ids": named.themes(values.get("themes")),
        "addressed_ids": named.units(values.get("addressed_units"))})


def _speakers(register: Register, meeting_id: int) -> dict[str, int]:
    """Folded name → key of everybody whose name nobody else has."""
    people = register.find(records.Attendee, queries.of_meeting(records.Attendee, meeting_id))
    times = Counter(fold(person.full_name) for person in people)
    return {name: person.id for person in people if times[name := fold(person.full_name)] == 1}


def _folded_name(name: object) -> str:
    return fold(split_titles(str(name or "")).name)
