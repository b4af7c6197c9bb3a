"""What can only be seen when all people of a list are known. Source: DOMAIN 3.1."""

from collections.abc import Mapping
from itertools import chain

from desktop_app.domain.kinds import Gender
from desktop_app.domain.list_cells import Read
from desktop_app.domain.list_reading import Builder
from desktop_app.domain.list_table import Remark
from desktop_app.domain.vietnamese import fold

People = dict[int, dict[str, object]]

_TELLING_APART = ("birth_year", "staff_code", "gender", "email")


def fill_units_down(builder: Builder, people: People, column: int) -> None:
    """Gives people without a unit the one above, where a list names each unit only once."""
    named = [values["unit"] for values in people.values() if "unit" in values]
    blank = len(people) - len(named)
    first = next(iter(people.values()), {})
    if "unit" not in first or len(set(named)) < len(named) or blank < max(2, len(named)):
        return
    source = 0
    for row, values in people.items():
        if "unit" in values:
            source = row
            continue
        values["unit"] = people[source]["unit"]
        builder.take(row, column, "unit_id", Read(repair="filled-down", params={
            "other": source, "value": values["unit"]}))


def complete_genders(people: People) -> None:
    """Where only the women are ticked, the others are men (DOMAIN 3.1)."""
    if any(values.get("gender") == Gender.FEMALE for values in people.values()):
        for values in people.values():
            values.setdefault("gender", Gender.MALE.value)


def check_numbers(builder: Builder, people: People, column: int) -> None:
    """Marks numbers that come twice; a list that counts each unit from 1 is only noted."""
    numbers = [(row, number) for row, values in people.items()
               if isinstance(number := values.get("number"), int)]
    restarts = [row for row, number in numbers if number == 1][1:]
    if restarts:
        for row in restarts:
            builder.note(row, "numbers-restart")
        return
    holders: dict[int, int] = {}
    for row, number in numbers:
        holder = holders.setdefault(number, row)
        if holder != row:
            builder.take(row, column, "number", Read(None, "duplicate-number", params={
                "value": number, "holder": people[holder]["full_name"]}))


def check_repeats(builder: Builder, people: People, column: int) -> None:
    """Marks who stands in the list twice, or in two units; namesakes of other birth are not."""
    names = {row: str(values["full_name"]) for row, values in people.items()}
    folded = {name: fold(name) for name in set(names.values())}
    seen: dict[str, dict[object, list[int]]] = {}
    for row, values in people.items():
        years = seen.setdefault(folded[names[row]], {})
        year = values.get("birth_year")
        for other in _rows_of(years, year):
            if may_be_one_person(values, people[other]):
                builder.problems.append(_repeat(row, column, values, other, people[other]))
                break
        years.setdefault(year, []).append(row)


def _rows_of(years: Mapping[object, list[int]], year: object) -> list[int]:
    """The rows of namesakes who were not born in another year, as far as is known."""
    known = years.values() if year is None else (years.get(year, []), years.get(None, []))
    return sorted(chain.from_iterable(known))


def may_be_one_person(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether nothing that both rows say of a person of this name tells them apart."""
    for name in _TELLING_APART:
        said, said_of_other = one.get(name), other.get(name)
        if said != said_of_other and said is not None and said_of_other is not None:
            return False
    return True


def _repeat(row: int, column: int, values: Mapping[str, object], other: int,
            before: Mapping[str, object]) -> Remark:
    unit, unit_before = (fold(str(v.get("unit", ""))) for v in (values, before))
    name = values["full_name"]
    if unit == unit_before or not unit or not unit_before:
        return Remark(row, column, "same-person", params={"name": name, "other": other})
    return Remark(row, column, "other-unit",
                  params={"name": name, "other": other, "unit": before["unit"]})
