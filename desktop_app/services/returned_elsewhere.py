"""Columns of our workbook that returned files do not change, only the import of a list does."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from desktop_app.domain import records
from desktop_app.domain.fields import entry_of, parse
from desktop_app.domain.own_rows import is_nobody, own_remark
from desktop_app.domain.returned_rows import IN_LISTS
from desktop_app.domain.vietnamese import fold
from desktop_app.services.office_reading import OfficeNames
from desktop_app.services.report_formulas import unique_names
from desktop_app.services.returned import Problem

_LOST = re.compile(r"[\s\ufffd\U00010000-\U0010ffff]+")


class OtherColumns:
    """Gathers which of these columns say something else than the register, sheet by sheet."""

    def __init__(self, names: OfficeNames) -> None:
        self._names = names
        units = unique_names({unit.id: unit.name for unit in names.units.values()})
        self._units = {key: fold(name) for key, name in units.items()}
        self._themes = {key: fold(name) for key, name in unique_names(names.themes).items()}
        self._same: Mapping[str, Callable[[records.Feedback, str], bool]] = {
            "who": self._is_who, "themes": self._are_themes, "addressed": self._are_units,
            "status": _is_status, "text": lambda one, text: _letters(one.text) == _letters(text),
            "gist": lambda one, text: _letters(one.gist) == _letters(text),
            "remark": lambda one, text: _letters(one.remark) == _letters(own_remark(text))}
        self._found: dict[tuple[Path, str], tuple[list[int], dict[str, None]]] = {}

    def look(self, path: Path, sheet: str, row: int, opinion: records.Feedback,
             values: Mapping[str, str]) -> None:
        """Keeps in mind what a row says otherwise."""
        changed = list(self._changed(opinion, values))
        if changed:
            rows, columns = self._found.setdefault((path, sheet), ([], {}))
            rows.append(row)
            columns.update(dict.fromkeys(changed))

    def problems(self) -> Iterator[Problem]:
        """What is to be said: once for each sheet, with its first row."""
        for (path, sheet), (rows, columns) in self._found.items():
            labels = tuple(IN_LISTS[name] for name in IN_LISTS if name in columns)
            yield Problem(path, sheet, min(rows), "other-columns",
                          {"labels": labels, "count": len(rows)})

    def _changed(self, opinion: records.Feedback, values: Mapping[str, str]) -> Iterator[str]:
        """The columns that say something else; one that was removed says nothing."""
        for name, is_same in self._same.items():
            if name in values and not is_same(opinion, values[name]):
                yield name

    def _is_who(self, opinion: records.Feedback, text: str) -> bool:
        if is_nobody(text) or not text:
            return opinion.unnamed or not (opinion.attendee_id or opinion.speaker
                                           or opinion.unit_id)
        person = self._names.people.get(opinion.attendee_id or 0)
        unit = opinion.unit_id or (person.unit_id if person else None)
        name = person.full_name if person else opinion.speaker
        return fold(text) == f"{fold(name)} {self._units.get(unit or 0, '')}".strip()

    def _are_themes(self, opinion: records.Feedback, text: str) -> bool:
        return _several(text) == {self._themes[key] for key in opinion.theme_ids}

    def _are_units(self, opinion: records.Feedback, text: str) -> bool:
        replied = {key for key in self._names.repliers(opinion.id) if key}
        told = _several(text)
        return {self._units[key] for key in opinion.addressed_ids} <= told \
            <= {self._units[key] for key in {*opinion.addressed_ids, *replied}}


def _letters(text: str) -> str:
    """A text without blanks and pictures, of which programs lose some."""
    return _LOST.sub("", text)


@lru_cache(maxsize=4096)
def _several(text: str) -> frozenset[str]:
    return frozenset(fold(part) for part in text.split(";")) - {""}


@lru_cache(maxsize=256)
def _status(text: str) -> object:
    """The status that a cell names; the text itself where it names none."""
    value, problem = parse(entry_of(records.Feedback, "status"), text)
    return text if problem else value


def _is_status(opinion: records.Feedback, text: str) -> bool:
    return not text or _status(text) == opinion.status
