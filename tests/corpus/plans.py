"""What shape a list of people has: everything that offices do differently."""

import random
from dataclasses import dataclass, replace

FIELDS = ("gender", "birth", "titles", "position", "phone", "email", "staff_code", "note", "sign",
          "other")


@dataclass(frozen=True)
class Plan:
    """One shape. What a shape does not fix is drawn by `drawn`."""

    name_in: str = "one"  # one, split, merged (one heading over two columns), loose (not merged)
    unit_in: str = "column"  # column, sections, merged, first, sheets, title, position, none
    birth_in: str = "year"  # year, date, text, mixed, odd, by-gender, by-gender-levels, parts,
    #                         bare-parts (the same without a heading above)
    gender_in: str = "word"  # word, tick, two-ticks, none (also where the birth year tells it)
    fields: tuple[str, ...] = ("position",)
    numbers: str = "plain"  # plain, none, restart, text, gaps
    title_rows: int = 0
    blank_rows: int = 0
    header_levels: int = 1
    column_numbers: bool = False
    total: bool = False
    signature: bool = False
    subtotals: bool = False
    titles_before_names: bool = False
    phones_as_numbers: bool = False
    repeated_every: int = 0
    lists_in_sheet: int = 1
    beside: int = 1
    hidden: str = ""  # "", old-name, code, note
    headed: bool = True
    unknown_headings: bool = False
    code: str = ""  # "", nfd, tcvn3, tcvn3-no-font, vni, vni-no-font
    first_column: int = 1
    untidy: bool = False
    capitals: bool = False
    prepared_rows: int = 0
    people: int = 30
    units: int = 5
    markers: str = "roman"  # roman, letters, none, number-column, stars
    look_up_sheet: bool = False
    titles_behind_names: bool = False
    repeated_in_sheets: bool = False
    example: str = ""  # "", sheet, row
    explained: bool = False  # a row under the headings that says how to fill them in
    collectives: bool = False  # units among the people, numbered like them
    unnamed: bool = False  # people who are only counted, numbered like the others
    positions_behind_names: bool = False
    text_above: int = 0


def drawn(rng: random.Random, plan: Plan, fixed: frozenset[str]) -> Plan:
    """The plan with the harmless choices that its shape leaves open made at random."""
    choices: dict[str, object] = {
        "fields": tuple(sorted(rng.sample(FIELDS, rng.randint(1, 7)))),
        "title_rows": rng.choice((0, 0, 2, 3, 5)),
        "blank_rows": rng.choice((0, 1)),
        "total": rng.random() < 0.3,
        "signature": rng.random() < 0.3,
        "birth_in": rng.choice(("year", "date", "text")),
        "gender_in": rng.choice(("word", "none", "tick")),
        "untidy": rng.random() < 0.2,
        "people": rng.randint(12, 60),
        "units": rng.randint(3, 9),
        "first_column": rng.choice((1, 1, 1, 2)),
    }
    return replace(plan, **{name: value for name, value in choices.items()
                            if name not in fixed})  # type: ignore[arg-type]
