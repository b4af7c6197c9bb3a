"""What can only be seen when all people of a list are known. Source: DOMAIN 3.1."""

import re
from collections.abc import Sequence

from desktop_app.domain.column_content import is_name
from desktop_app.domain.grid import text_of
from desktop_app.domain.headings import FULL_NAME
from desktop_app.domain.kinds import Gender
from desktop_app.domain.list_cells import Read
from desktop_app.domain.list_reading import Builder
from desktop_app.domain.list_table import ListRows, Remark
from desktop_app.domain.vietnamese import clean_line, fold

_BETWEEN_NAMES = re.compile(r"[;,\n/+]")
_NUMBER = re.compile(r"\s*(?:\d{1,2}\s*[.)]|[-•*+])\s*")
_NAMELESS = frozenset({"blank", "not-a-name"})
_FEW = 3
_AS_ABOVE = frozenset({"nt", "n t", "nhu tren"})
_GENDERS = {"Ông": Gender.MALE, "Anh": Gender.MALE, "Mr": Gender.MALE, "Bà": Gender.FEMALE,
            "Chị": Gender.FEMALE, "Cô": Gender.FEMALE, "Mrs": Gender.FEMALE, "Ms": Gender.FEMALE}


def fill_units_down(builder: Builder, people: ListRows, column: int) -> None:
    """Gives people without a unit the one above, where a list names each unit only once, or
    numbers its units and not its people."""
    units = people.column("unit")
    named = [unit for unit in units if unit is not None]
    blank = len(units) - len(named)
    named_once = len(set(named)) == len(named) and blank >= max(2, len(named))
    if units[:1] in ([], [None]) or not (named_once or _numbers_units(people)):
        return
    source = 0
    for place, unit in enumerate(units):
        if unit is not None:
            source = place
            continue
        units[place] = units[source]
        builder.take(people.numbers[place], column, "unit_id", Read(repair="filled-down", params={
            "other": people.numbers[source], "value": units[source], "after": units[source]}))


def _numbers_units(people: ListRows) -> bool:
    """Whether exactly the people beside whom a unit is named have a number, and not all have."""
    numbered = [number is not None for number in people.column("number")]
    return not all(numbered) and numbered == [unit is not None for unit in people.column("unit")]


def repeat_units(builder: Builder, people: ListRows, column: int) -> None:
    """Puts the unit above in place of a mark that repeats it: "nt", "như trên", ditto signs. Where
    there is none above, the unit is missing."""
    units = people.column("unit")
    marks = {unit for unit in set(units) if isinstance(unit, str) and _repeats(unit)}
    above: object = None
    for place, unit in enumerate(units if marks else ()):
        if unit in marks:
            units[place] = above
            told = Read(problem="blank") if above is None else Read(
                repair="filled-down", params={"other": people.numbers[place - 1], "value": above,
                                              "after": above})
            builder.take(people.numbers[place], column, "unit_id", told)
        above = units[place]


def _repeats(text: str) -> bool:
    return fold(text) in _AS_ABOVE or not text.strip("\"″”“〃/'’ ")


def complete_genders(builder: Builder, people: ListRows) -> None:
    """Where only the women are ticked, the others are men (DOMAIN 3.1)."""
    genders = people.column("gender")
    if Gender.FEMALE in genders:
        builder.note(builder.header.top, "men-by-default")
        genders[:] = [Gender.MALE.value if gender is None else gender for gender in genders]


def address_genders(builder: Builder, people: ListRows) -> None:
    """Where no gender is told but a form of address is, that tells it: Ông, Bà."""
    if "honorific" not in people.columns:
        return
    genders, told = people.column("gender"), people.column("honorific")
    found = {place: gender for place, address in enumerate(told)
             if genders[place] is None and (gender := _GENDERS.get(str(address).split(" ")[0]))}
    for place, gender in found.items():
        genders[place] = gender.value
    if found:
        builder.note(builder.header.top, "gender-by-address")


def check_numbers(builder: Builder, people: ListRows, column: int) -> None:
    """Marks numbers that come twice; a list that counts each unit from 1 is only noted."""
    told = people.column("number")
    if len(set(told)) == len(told):
        return
    numbers = [(place, number) for place, number in enumerate(told) if isinstance(number, int)]
    restarts = [place for place, number in numbers if number == 1][1:]
    for place in restarts:
        builder.note(people.numbers[place], "numbers-restart")
    holders: dict[int, int] = {}
    for place, number in [] if restarts else numbers:
        holder = holders.setdefault(number, place)
        if holder != place:
            builder.take(people.numbers[place], column, "number", Read(
                None, "duplicate-number",
                params={"value": number, "holder": people.column(FULL_NAME)[holder]}))


def gather_nameless(builder: Builder, people: ListRows) -> None:
    """Says once what would be said of every row of a table in which nobody is named."""
    nameless = [remark for remark in builder.problems if remark.code in _NAMELESS]
    if not people.numbers and len(nameless) > _FEW:
        first = min(nameless, key=lambda remark: remark.row)
        builder.problems = [remark for remark in builder.problems if remark not in nameless]
        builder.problems.append(Remark(
            first.row, first.column, "nobody-named", params={"count": len(nameless)}))


def check_several(builder: Builder, people: ListRows, columns: Sequence[int]) -> None:
    """Marks cells that hold several names, which are read as one."""
    for column in columns if len(columns) == 1 else ():
        cells = builder.grid.column(column, people.numbers)
        texts = {cell for cell in set(cells) if isinstance(cell, str)}
        several = ({text for text in texts if _are_names(text)}
                   if _BETWEEN_NAMES.search(" ".join(texts)) else set())
        for row, cell in zip(people.numbers if several else (), cells, strict=False):
            if cell in several:
                builder.take(row, column, FULL_NAME, Read(problem="several-names", params={
                    "value": clean_line(text_of(cell))}))


def _are_names(text: str) -> bool:
    parts = [_NUMBER.sub("", part) for part in _BETWEEN_NAMES.split(text) if part.strip()]
    parts = [part.strip() for part in parts]
    return len(parts) > 1 and all(" " in part and is_name(part) for part in parts)
