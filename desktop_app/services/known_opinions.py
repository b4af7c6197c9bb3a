"""The opinions of a conference, as a collection of opinions is compared with them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from desktop_app.domain import records
from desktop_app.domain.merge_groups import Identity
from desktop_app.domain.names import split_titles
from desktop_app.domain.own_rows import is_nobody
from desktop_app.domain.row_codes import CODE
from desktop_app.domain.vietnamese import fold
from desktop_app.services.import_common import Named, Values
from desktop_app.services.known_records import Known, contents
from desktop_app.store import queries
from desktop_app.store.register import Register


def known_opinions(register: Register, meeting_id: int) -> Known:
    """The opinions of a conference. A collection of one office has only its own, so that none is
    ever missing."""
    opinions = _Opinions(register, meeting_id)
    return Known(opinions.held, opinions.said, _identity, lists_are_whole=False)


class _Opinions:
    def __init__(self, register: Register, meeting_id: int) -> None:
        self._named = Named(register, meeting_id)
        people = {person.id: person for person in register.find(
            records.Attendee, queries.of_meeting(records.Attendee, meeting_id))}
        themes = {theme.id: theme.name for theme in register.find(
            records.Theme, queries.of_meeting(records.Theme, meeting_id))}
        self._themes = {fold(name) for name in themes.values()}
        self.held: dict[int, Values] = {}
        self._coded: dict[str, Values] = {}
        self._by_text: dict[str, list[Values]] = defaultdict(list)
        self._unit_of: dict[str, str] = {}
        for one in register.find(records.Feedback,
                                 queries.of_meeting(records.Feedback, meeting_id)):
            person = people.get(one.attendee_id or 0)
            name = self._named.name_of
            self.held[one.id] = self._coded[one.uid] = {
                **vars(one), "speaker": person.full_name if person else _bare(one.speaker),
                "unit": name(one.unit_id), "themes": tuple(themes[key] for key in one.theme_ids),
                "addressed_units": tuple(map(name, one.addressed_ids))}
            self._by_text[fold(one.text)].append(self.held[one.id])
            self._unit_of[one.uid] = name(one.unit_id or (person.unit_id if person else None))
        self._repliers = _repliers(register, meeting_id, self._named)

    def said(self, values: Values) -> Values:
        """A row in the words of the register, without what our own workbook adds to it."""
        known = self._coded.get(str(values.get(CODE, ""))) or self._alike(values)
        said = {name: value for name, value in values.items() if name not in _BY_KEY}
        if known:
            self._take_off(said, known)
        if "speaker" in said:
            said["speaker"] = _bare(said["speaker"])
        if "unit" in said:
            said["unit"] = self._named.full_name(said["unit"])
        if isinstance(units := said.get("addressed_units"), tuple):
            said["addressed_units"] = tuple(map(self._named.full_name, units))
        if isinstance(themes := said.get("themes"), tuple):
            said["themes"] = _whole(themes, self._themes)
        return said

    def _alike(self, values: Values) -> Values | None:
        """The opinion with this text of this speaker, with or without the unit: the same opinions
        stand in another register under other codes."""
        who = fold(str(values.get("speaker", "")))
        return next((known for known in self._by_text.get(fold(str(values.get("text", ""))), ())
                     if not who or who in self._called(known)), None)

    def _called(self, known: Values) -> Collection[str]:
        """How a list may call the speaker of an opinion, folded."""
        name, unit = str(known["speaker"]), self._unit_of[str(known[CODE])]
        return {fold(name), fold(_bare(name)), fold(f"{name} {unit}")} - {""}

    def _take_off(self, said: dict[str, object], known: Values) -> None:
        """What the workbook writes into a cell beside the field that it is read as."""
        unit = self._unit_of[str(known[CODE])]
        speaker = str(said.pop("speaker", ""))
        named = speaker.removesuffix(unit).rstrip() or speaker
        if speaker and not is_nobody(speaker) and speaker != unit:
            said["speaker"] = named
        if self._named.full_name(said.get("unit")) == unit:
            said.pop("unit", None)
        units = said.get("addressed_units")
        shown = {*_texts(known["addressed_units"]), *self._repliers.get(int(str(known["id"])), ())}
        if set(map(self._named.full_name, _texts(units))) == shown:
            said.pop("addressed_units", None)


_BY_KEY = frozenset({"item_id", "same_as_id", "attendee_id"})
"""Columns of our own workbook that name records which a list cannot change."""


def _repliers(register: Register, meeting_id: int, named: Named) -> Mapping[int, Collection[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for reply in register.find(records.Reply, queries.of_meeting(records.Reply, meeting_id)):
        for key in reply.feedback_ids if reply.unit_id else ():
            found[key].add(named.name_of(reply.unit_id))
    return found


def _whole(names: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """Names put together again where a comma inside one was taken for the end of it."""
    whole: list[str] = []
    start = 0
    while start < len(names):
        ends = range(len(names), start + 1, -1)
        end = next((e for e in ends if fold(" ".join(names[start:e])) in known), start + 1)
        whole.append(", ".join(names[start:end]))
        start = end
    return tuple(whole)


def _texts(names: object) -> tuple[str, ...]:
    return names if isinstance(names, tuple) else ()


def _bare(name: object) -> str:
    return split_titles(str(name or "")).name


def _identity(values: Values) -> Identity:
    return Identity(fold(str(values["text"])), fold(str(values.get("speaker") or "")), None, "",
                    str(values.get(CODE) or ""), str(values.get("number") or ""),
                    *contents(values))
