"""Whose the replies are that stand together in one cell of the workbook of a conference."""

from collections.abc import Mapping

from desktop_app.domain import records
from desktop_app.domain.returned_values import as_kind
from desktop_app.domain.several_replies import taken_apart
from desktop_app.domain.vietnamese import fold
from desktop_app.services.office_reading import OfficeNames
from desktop_app.services.report_formulas import unique_names


class Repliers:
    """Knows by which name each unit is told in the workbook."""

    def __init__(self, names: OfficeNames) -> None:
        self._names = names
        told = unique_names({unit.id: unit.name for unit in names.units.values()})
        self._folded = {key: fold(name) for key, name in told.items()}
        self._units = {name: key for key, name in self._folded.items()}

    def apart(self, opinion: records.Feedback, text: str) -> Mapping[int, str] | None:
        """The replies in a cell by the key of the unit, 0 for somebody of no unit; None where it is
        not certain whose each is."""
        replies = self._names.repliers(opinion.id)
        if len(set(replies)) < len(replies):
            return None
        expected = {self._folded[key]: key for key in {*opinion.addressed_ids, *replies} - {0}}
        if 0 in replies:
            expected[fold(self.unit(opinion.id, 0).name)] = 0
        found = taken_apart(text, expected, self._units, lambda each: bool(as_kind(each)))
        if found is None:
            return None
        keys = {**self._units, **expected}
        return {keys[name]: said for name, said in found.items()}

    def unit(self, opinion_id: int, key: int) -> records.Unit:
        """The unit that answers, or for 0 one that has no key and is called like the person."""
        if key:
            return self._names.units[key]
        reply = self._names.reply(opinion_id, 0)
        return records.Unit(name=self._names.person(reply.attendee_id, reply.speaker)
                            if reply else "")
