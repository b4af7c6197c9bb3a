"""What returned workbooks say otherwise than the register.

A row is known by its hidden code, else by number and text of its opinion. Its values are compared
with what was sent, what was taken over from an earlier return, and what the register holds now.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.fields import entry_of, parse
from desktop_app.domain.returned_rows import FILLED_IN, ReturnedRow, ReturnedSheet
from desktop_app.domain.returned_values import as_kind, comparable, parted
from desktop_app.domain.shown import is_error
from desktop_app.domain.three_way import Verdict, compared
from desktop_app.domain.vietnamese import fold
from desktop_app.exchange.isolated import Limits, run_isolated
from desktop_app.services.meetings import Meetings
from desktop_app.services.office_reading import OfficeNames
from desktop_app.services.returned import (
    OF_THE_OPINION,
    TAKEN,
    Comparison,
    Difference,
    Problem,
    ReturnedFile,
    read_files,
)
from desktop_app.services.returned_elsewhere import OtherColumns
from desktop_app.services.returned_rivals import settled
from desktop_app.services.returned_several import Repliers
from desktop_app.store import queries, returned_queries
from desktop_app.store.register import Register
from desktop_app.store.returned_queries import OfficeReply


def read_and_compare(register: Path, meeting_id: int, place: Path,
                     progress: Callable[[int, int], None],
                     cancelled: Callable[[], bool]) -> Comparison:
    """`read_files` and `compare` in other processes, to be called off the window's thread."""
    files = read_files(place, progress, cancelled)
    failed = UserError("file-too-large", path=place)
    limits = Limits(died=failed, too_slow=failed, seconds=None, megabytes=None)
    return run_isolated(_compare_alone, register, meeting_id, files, limits=limits,
                        cancelled=cancelled)


def _compare_alone(register: Path, meeting_id: int, files: list[ReturnedFile]) -> Comparison:
    with Register.read(register) as reader:
        return compare(reader, meeting_id, files)


def compare(register: Register, meeting_id: int, files: Iterable[ReturnedFile]) -> Comparison:
    """What the files say otherwise than the register; writes nothing. Raises `meeting-missing`."""
    Meetings(register).get(meeting_id)
    comparer = _Comparer(register, meeting_id, list(files))
    comparer.run()
    differences, rivalries = settled(comparer.differences, comparer.held)
    return Comparison(tuple(differences), (*comparer.problems, *rivalries),
                      len(comparer.files), comparer.rows)


_NOBODY = records.Unit()
_LONGEST = {"due": entry_of(records.Feedback, "due"), "person": entry_of(records.Reply, "speaker"),
            "answer": entry_of(records.Reply, "text"),
            "result": entry_of(records.Feedback, "result")}


@dataclass(frozen=True)
class _Row:
    """A row, which opinion it is about, and who answers."""

    file: Path
    sheet: str
    row: ReturnedRow
    opinion: records.Feedback
    unit: records.Unit
    sent: Mapping[str, str]


class _Comparer:
    """Goes through all rows of all files once."""

    def __init__(self, register: Register, meeting_id: int, files: list[ReturnedFile]) -> None:
        self.files = files
        self.differences: list[Difference] = []
        self.held: list[Difference] = []
        self.problems: list[Problem] = []
        self.rows = 0
        self._meeting_id = meeting_id
        self._names = OfficeNames(register, meeting_id)
        self._others = OtherColumns(self._names)
        self._repliers = Repliers(self._names)
        self._offices = {unit.uid: unit for unit in self._names.units.values()}
        opinions = register.find(records.Feedback, queries.of_meeting(records.Feedback, meeting_id))
        self._by_uid = {opinion.uid: opinion for opinion in opinions}
        words = Counter(_words(opinion) for opinion in opinions)
        self._by_words = {_words(o): o for o in opinions if words[_words(o)] == 1}
        self._elsewhere = returned_queries.meetings_of(register, sorted(_codes(files)))
        self._replies_taken = returned_queries.last_written(register, TAKEN, "reply")
        self._opinions_taken = returned_queries.last_written(register, TAKEN, "feedback")

    def run(self) -> None:
        for file in self.files:
            if file.error:
                self.problems.append(Problem(file.path, "", 0, "file", {"message": file.error}))
            for sheet in file.sheets:
                self._sheet(file.path, sheet)
        self.problems += self._others.problems()

    def _sheet(self, path: Path, sheet: ReturnedSheet) -> None:
        sent = {row.values["uid"]: row.sent for row in sheet.rows if row.sent}
        offices = {row.values.get("office", "") for row in sheet.rows} & self._offices.keys()
        alone = self._offices[offices.pop()] if len(offices) == 1 else None
        for row in sheet.rows:
            self.rows += 1
            opinion = self._opinion(path, sheet.name, row)
            if opinion is None:
                continue
            unit = self._offices.get(row.values.get("office", "")) or alone \
                or self._only_unit(opinion)
            said = sent.get(opinion.uid, {})
            self._compare(_Row(path, sheet.name, row, opinion, unit or _NOBODY, said))

    def _say(self, path: Path, sheet: str, row: ReturnedRow, code: str, **params: object) -> None:
        self.problems.append(Problem(path, sheet, row.row, code, params))

    # --- whose row it is ---------------------------------------------------------------------

    def _opinion(self, path: Path, sheet: str, row: ReturnedRow) -> records.Feedback | None:
        """The text wins over the code, as hidden columns may stay behind when others are sorted:
        what the office has read is what it answered."""
        uid = row.values.get("uid", "")
        words = row.values.get("number", ""), fold(row.values.get("text", ""))
        read = self._by_words.get(words)
        office = row.values.get("office", "")
        foreign = uid in self._elsewhere or bool(office and office not in self._offices)
        elsewhere = bool(uid) and uid not in self._by_uid and foreign
        found = None if elsewhere else read or self._by_uid.get(uid)
        if found is None:
            self._say(path, sheet, row, "other-meeting" if elsewhere else "unknown-row")
        return found

    def _only_unit(self, opinion: records.Feedback) -> records.Unit | None:
        """Who answers where the row does not say it, as in the whole workbook of a conference."""
        repliers = self._names.repliers(opinion.id)
        units = {*opinion.addressed_ids, *repliers}
        clear = len(units) == 1 and len(repliers) < 2
        return self._names.units.get(units.pop()) if clear else None

    # --- what it says ------------------------------------------------------------------------

    def _compare(self, row: _Row) -> None:
        if _is_of_whole(row.row):
            self._others.look(row.file, row.sheet, row.row.row, row.opinion, row.row.values)
        filled = dict(self._without_errors(row))
        of_opinion = {name: text for name, text in filled.items() if name in OF_THE_OPINION}
        values = dict(self._values(row, of_opinion))
        for name in OF_THE_OPINION:
            self._cells(row, values, {name: str(getattr(row.opinion, name))}, None)
        said = {name: text for name, text in filled.items() if name not in of_opinion}
        several = None if "kind" in said else self._several(row, said.get("answer", ""))
        if several is not None:
            for each, text in several:
                self._reply(each, {"answer": text})
        elif row.unit is not _NOBODY:
            self._reply(row, said)
        else:
            self._answer_of_nobody(row, said.get("answer", ""))

    def _answer_of_nobody(self, row: _Row, text: str) -> None:
        known = row.sent.get("answer")
        changed = text != known if known is not None else not self._names.repliers(row.opinion.id)
        if text and changed:
            self._say(row.file, row.sheet, row.row, "office-unclear")

    def _several(self, row: _Row, text: str) -> list[tuple[_Row, str]] | None:
        """The replies of a cell that holds those of several, each as a row of its unit; None where
        they cannot be told apart."""
        sent = row.sent.get("answer")
        if not text or text == sent:
            if sent and not text and row.unit is _NOBODY:
                self._say(row.file, row.sheet, row.row, "emptied")
            return [] if row.unit is _NOBODY else None
        now = self._repliers.apart(row.opinion, text)
        if now is None:
            return None
        before = self._repliers.apart(row.opinion, sent) if sent else {}
        if before is None and row.unit is not _NOBODY:
            before = {row.unit.id: str(sent)}
        for key in (key for key in before or () if key not in now):
            self._say(row.file, row.sheet, row.row, "emptied-of",
                      unit=self._repliers.unit(row.opinion.id, key).name)
        return [(replace(row, unit=self._repliers.unit(row.opinion.id, key), sent={}
                         if sent is None or before is None else {"answer": before.get(key, "")}),
                 said) for key, said in now.items()]

    def _reply(self, row: _Row, said: Mapping[str, str]) -> None:
        """What a unit says of its reply."""
        reply = self._names.reply(row.opinion.id, row.unit.id)
        recorded = reply.text if reply else None
        if "kind" not in said and row.sent:
            row = replace(row, sent={"kind": "", **parted(row.sent, recorded)})
        values = dict(self._values(row, parted(said, recorded)))
        if not reply:
            self._new_reply(row, values)
            return
        if not values.get("answer", " "):
            if comparable("answer", row.sent.get("answer", "")):
                self._say(row.file, row.sheet, row.row, "emptied")
            values.pop("answer")
        self._cells(row, values, self._names.said_in(reply), reply)

    def _without_errors(self, row: _Row) -> Iterator[tuple[str, str]]:
        """What stands in the cells of a row, but for formulas that failed."""
        for name, text in row.row.values.items():
            if name in FILLED_IN and is_error(text) and text != row.sent.get(name):
                self._say(row.file, row.sheet, row.row, "error-value", label=FILLED_IN[name],
                          value=text)
            else:
                yield name, text

    def _values(self, row: _Row, said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """What the office filled in, as far as it can be recorded."""
        for name, text in said.items():
            if name in _LONGEST:
                entry = _LONGEST[name]
                problem = parse(entry, text)[1] if text else None
                if problem:
                    self._say(row.file, row.sheet, row.row, "too-long", label=entry.label)
                else:
                    yield name, text
            elif name == "kind":
                yield from self._kind(row, text)

    def _kind(self, row: _Row, text: str) -> Iterator[tuple[str, str]]:
        kind = as_kind(text)
        if kind is None:
            self._say(row.file, row.sheet, row.row, "not-a-kind", value=text)
        elif kind:
            yield "kind", kind

    def _new_reply(self, row: _Row, values: Mapping[str, str]) -> None:
        """A reply where there is none: one difference with all that belongs to it."""
        kind, person = values.get("kind", ""), values.get("person", "")
        text = values.get("answer", "")
        sent = {name: comparable(name, row.sent.get(name, "")) for name in ("answer", "kind")}
        if not text and person and not kind:
            self._say(row.file, row.sheet, row.row, "no-answer")
        known = (text == sent["answer"] and kind == sent["kind"]) and bool(row.sent)
        if (text or kind) and not known:
            self.differences.append(self._difference(
                row, "answer", text, "", conflict=bool(sent["answer"]), kind=kind, person=person))

    def _cells(self, row: _Row, values: Mapping[str, str], now: Mapping[str, str],
               reply: OfficeReply | None) -> None:
        """Values that belong together: a name must not come under a text that it did not give."""
        verdicts = {name: self._verdict(row, name, values[name], now[name], reply)
                    for name in now if name in values}
        conflict = Verdict.CONFLICT in verdicts.values()
        for name, verdict in verdicts.items():
            found = self._difference(row, name, values[name], now[name], conflict=conflict,
                                     reply_id=reply.id if reply else 0)
            if verdict is not Verdict.SAME:
                self.differences.append(found)
            elif _is_held(found):
                self.held.append(found)

    def _verdict(self, row: _Row, name: str, returned: str, now: str,
                 reply: OfficeReply | None) -> Verdict:
        if returned in (now, row.sent.get(name)):  # nearly every cell, and quickly said
            return Verdict.SAME
        known = {comparable(name, text) for text in (
            *([row.sent[name]] if name in row.sent else []), *self._taken(row, name, reply))}
        return compared(known, comparable(name, returned), comparable(name, now))

    def _taken(self, row: _Row, name: str, reply: OfficeReply | None) -> Iterator[str]:
        """What an earlier return of this row said."""
        if name in OF_THE_OPINION:
            before = self._opinions_taken.get(row.opinion.id)
            if before:
                yield str(before[name])
        elif reply and (before := self._replies_taken.get(reply.id)):
            yield {"answer": str(before["text"]), "kind": str(before["kind"]),
                   "person": self._names.person(before["attendee_id"], before["speaker"])}[name]

    @staticmethod
    def _difference(row: _Row, name: str, returned: str, now: str, *, conflict: bool,
                    reply_id: int = 0, kind: str = "", person: str = "") -> Difference:
        return Difference(
            row.file, row.sheet, row.row.row, row.opinion.id, row.opinion.number, row.unit.id,
            row.unit.name, name, row.sent.get(name), returned, now, conflict, reply_id, kind,
            person)


def _is_held(same: Difference) -> bool:
    """Whether an office changed a value to what the register holds by now."""
    returned = comparable(same.field, same.returned)
    return same.sent is not None and comparable(same.field, same.sent) != returned \
        and comparable(same.field, same.now) == returned


def _is_of_whole(row: ReturnedRow) -> bool:
    """Whether a row stands in the workbook of a whole conference, not in that of an office."""
    return "result" in row.values and "kind" not in row.values


def _words(opinion: records.Feedback) -> tuple[str, str]:
    """What an opinion is known by where its code is lost; two with the same words are not."""
    return str(opinion.number), fold(opinion.text)


def _codes(files: Iterable[ReturnedFile]) -> set[str]:
    return {row.values.get("uid", "") for file in files for sheet in file.sheets
            for row in sheet.rows} - {""}
