"""Who stands in a list of people twice. Source: DOMAIN 3.1."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from heapq import merge
from itertools import chain, islice
from typing import NamedTuple

from desktop_app.domain import headings as h
from desktop_app.domain.column_content import content_role
from desktop_app.domain.dates import parse_date
from desktop_app.domain.grid import Cell, text_of
from desktop_app.domain.list_reading import Builder
from desktop_app.domain.list_table import ListRows, Remark
from desktop_app.domain.vietnamese import clean_line, fold

Values = Sequence[object]

_TELLING_APART = ("birth_year", "staff_code", "gender", "email")
_SURE_SIGNS = ("staff_code", "email", "phone")
_BIRTHS = (h.BIRTH, h.BORN_MALE, h.BORN_FEMALE)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHORT_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})", re.ASCII)
_CODE = re.compile(r"(?=.*\d)[^\W_][\w-]{3,19}")
_MOST_COMPARED = 100
"""With how many namesakes somebody is compared: a list may call thousands "Khách mời"."""
_SAMPLE, _MOSTLY, _HALF = 50, 0.9, 0.5


class _Told(NamedTuple):
    """What a row says that tells people of one name apart, and what no two people share."""

    apart: Values
    signs: Values


def check_repeats(builder: Builder, people: ListRows, column: int) -> None:
    """Marks who stands in the list twice, or in two units; not namesakes whom a date of birth, a
    code or whatever else both rows say tells apart."""
    names, years = people.column(h.FULL_NAME), people.column("birth_year")
    folded = {name: fold(str(name)) for name in set(names)}
    codes: list[Values] = [*_codes(builder, people)]
    said_by_all = [values for values in (*map(people.column, _TELLING_APART), *codes)
                   if None not in values]
    keys = list(zip([folded[name] for name in names], *said_by_all, strict=True))
    places = _alike(keys, years)
    told = _told(builder, people, places, codes)
    seen: dict[object, dict[object, list[int]]] = {}
    for place in places:
        before = seen.setdefault(keys[place], {})
        other = next((other for other in islice(_namesakes(before, years[place]), _MOST_COMPARED)
                      if _may_be_one_person(told[place], told[other])
                      and (_are_one_name(names[place], names[other])
                           or _share_a_sign(told[place], told[other]))), None)
        if other is not None:
            builder.problems.append(_repeat(people, column, place, other))
        before.setdefault(years[place], []).append(place)


def check_codes(builder: Builder, people: ListRows) -> None:
    """Marks a code of staff that two people have, unless the column repeats its codes so often that
    they are not of single people."""
    columns, codes = builder.header.columns("staff_code"), people.column("staff_code")
    said = [code for code in codes if code is not None]
    if not columns or len(set(said)) == len(said) or len(set(said)) < len(said) * _HALF:
        return
    names = people.column(h.FULL_NAME)
    holders: dict[object, int] = {}
    for place, code in enumerate(codes):
        holder = holders.setdefault(code, place) if code is not None else place
        if fold(str(names[holder])) != fold(str(names[place])):
            builder.problems.append(Remark(people.numbers[place], columns[0], "same-code", params={
                "value": code, "name": names[holder], "other": people.numbers[holder]}))


def _told(builder: Builder, people: ListRows, places: Sequence[int],
          codes: Sequence[Values]) -> Mapping[int, _Told]:
    births = _births(builder, [people.numbers[place] for place in places])
    own = [births, *([values[place] for place in places] for values in codes)]
    apart, signs = ([*own, *([people.column(name)[place] for place in places] for name in names)]
                    for names in (_TELLING_APART, _SURE_SIGNS))
    said = zip(zip(*apart, strict=True), zip(*signs, strict=True), strict=True)
    return {place: _Told(*each) for place, each in zip(places, said, strict=True)}


def _alike(keys: Sequence[object], years: Sequence[object]) -> list[int]:
    """The places of names that come again with the same year of birth or without one."""
    times = Counter(zip(keys, years, strict=True))
    names = Counter(key for key, _ in times)
    again = {key for (key, year), count in times.items()
             if count > 1 or (year is None and names[key] > 1)}
    return [place for place, key in enumerate(keys) if key in again]


def _namesakes(years: Mapping[object, list[int]], year: object) -> Iterable[int]:
    """The places of namesakes who were not born in another year, as far as is known, in order."""
    known = years.values() if year is None else (years.get(year, []), years.get(None, []))
    return merge(*known)


def _may_be_one_person(one: _Told, other: _Told) -> bool:
    """Whether nothing that both rows say of a person of this name tells them apart."""
    return all(said is None or said_of_other is None or said == said_of_other
               for said, said_of_other in zip(one.apart, other.apart, strict=True))


def _share_a_sign(one: _Told, other: _Told) -> bool:
    return any(said is not None and said == said_of_other
               for said, said_of_other in zip(one.signs, other.signs, strict=True))


def _are_one_name(name: object, other: object) -> bool:
    """Whether two names that are the same without marks are so with them: Hùng is not Hưng, but
    Hoà is Hòa."""
    return name == other or _spelt(str(name)) == _spelt(str(other))


def _spelt(name: str) -> Sequence[tuple[str, Sequence[str]]]:
    """The letters of each word of a name, and its tones wherever they are written."""
    words = unicodedata.normalize("NFD", name).casefold().split()
    return [("".join(letter for letter in word if letter not in _TONES),
             [tone for tone in word if tone in _TONES]) for word in words]


def _repeat(people: ListRows, column: int, place: int, other: int) -> Remark:
    row, row_before = people.numbers[place], people.numbers[other]
    before = people.column("unit")[other]
    unit, unit_before = (fold(str(people.column("unit")[each] or "")) for each in (place, other))
    params = {"name": people.column(h.FULL_NAME)[place], "other": row_before}
    if unit == unit_before or not unit or not unit_before:
        return Remark(row, column, "same-person", params=params)
    return Remark(row, column, "other-unit", params={**params, "unit": before})


# --- what is in the cells but in no field ---------------------------------------------------


def _births(builder: Builder, rows: Sequence[int]) -> list[object]:
    """The whole dates of birth of these rows, None where there is less than a date."""
    found: list[object] = [None for _ in rows]
    for column in chain.from_iterable(map(builder.header.columns, _BIRTHS)):
        cells = builder.grid.column(column, rows)
        days = {cell: _day(cell) for cell in set(cells)}
        found = [days[cell] if day is None else day
                 for day, cell in zip(found, cells, strict=True)]
    return found


def _day(cell: Cell) -> date | None:
    """The day of a date; of a date with a year of two figures a day in this century."""
    if isinstance(cell, date):
        return date(2000 + cell.year % 100, cell.month, cell.day)
    text = clean_line(text_of(cell)) if isinstance(cell, str) else ""
    day = parse_date(_SHORT_DATE.sub(r"\1/\2/20\3", text) if _SHORT_DATE.fullmatch(text) else text)
    return day and _day(day)


def _codes(builder: Builder, people: ListRows) -> list[list[Cell]]:
    """The columns that no field takes and that tell each person apart, where no code of staff does:
    numbers of identity cards, of students, of insurances."""
    if any(people.column("staff_code")):
        return []
    columns = [builder.grid.column(column, people.numbers)
               for column in sorted(builder.unread_columns)]
    return [cells for cells in columns if _are_codes(cells)]


def _are_codes(cells: Sequence[Cell]) -> bool:
    if len(set(cells) - {None}) < max(2, len(cells) * _MOSTLY):
        return False
    sample = [text_of(cell) for cell in cells[:_SAMPLE] if type(cell) in (int, str)]
    fitting = [text for text in sample if _CODE.fullmatch(text) and not parse_date(text)]
    return (len(fitting) >= min(len(cells), _SAMPLE) * _MOSTLY and content_role(sample) != "number"
            and not _are_sums(fitting))


def _are_sums(texts: Iterable[str]) -> bool:
    """Whether most numbers are round, as money is."""
    ends = [text.endswith("00") for text in texts]
    return sum(ends) > len(ends) / 2
