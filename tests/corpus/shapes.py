"""The shapes of lists that an office may send, each with the formats it is written in."""

import dataclasses
import random
from collections.abc import Iterable, Mapping
from typing import Any

from tests.corpus.items import item_lists
from tests.corpus.old_text import coded
from tests.corpus.pages import Made
from tests.corpus.plans import Plan, drawn
from tests.corpus.rosters import make_roster

BIRTH = ("birth", "gender", "position")
SHAPES: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "titles above": {"title_rows": 4, "blank_rows": 1},
    "far titles": {"title_rows": 5, "blank_rows": 1, "first_column": 2},
    "split name": {"name_in": "split"},
    "split name, titles": {"name_in": "split", "titles_before_names": True},
    "merged name heading": {"name_in": "merged"},
    "merged name heading, two levels": {"name_in": "merged", "header_levels": 2},
    "loose name heading": {"name_in": "loose"},
    "sections, roman": {"unit_in": "sections", "markers": "roman"},
    "sections, letters": {"unit_in": "sections", "markers": "letters", "numbers": "restart"},
    "sections, no marker": {"unit_in": "sections", "markers": "none"},
    "sections, marker in number column": {"unit_in": "sections", "markers": "number-column"},
    "sections and subtotals": {"unit_in": "sections", "subtotals": True, "total": True},
    "merged units": {"unit_in": "merged"},
    "unit said once": {"unit_in": "first", "people": 60},
    "sheet per unit": {"unit_in": "sheets"},
    "unit in title": {"unit_in": "title", "title_rows": 2},
    "position and unit": {"unit_in": "position"},
    "column numbers": {"column_numbers": True},
    "column numbers, two levels": {"column_numbers": True, "birth_in": "by-gender-levels",
                                   "fields": BIRTH},
    "total": {"total": True, "signature": False},
    "signature": {"signature": True, "total": False},
    "total and signature, no numbers": {"total": True, "signature": True, "numbers": "none"},
    "hidden old name": {"hidden": "old-name"},
    "hidden code": {"hidden": "code"},
    "side by side": {"beside": 2, "units": 6, "signature": False},
    "three side by side": {"beside": 3, "units": 6, "fields": ("position",), "signature": False},
    "repeated headings": {"repeated_every": 15, "people": 60},
    "repeated headings, levels": {"repeated_every": 12, "people": 50, "fields": BIRTH,
                                  "birth_in": "by-gender-levels"},
    "several lists": {"lists_in_sheet": 3, "units": 6},
    "titles before names": {"titles_before_names": True},
    "titles in a column": {"fields": ("titles", "position", "birth")},
    "years by gender": {"birth_in": "by-gender", "fields": BIRTH},
    "years by gender, levels": {"birth_in": "by-gender-levels", "fields": BIRTH},
    "ticks of two genders": {"gender_in": "two-ticks", "fields": BIRTH},
    "tick of women": {"gender_in": "tick", "fields": BIRTH},
    "day, month, year": {"birth_in": "parts", "fields": BIRTH},
    "day, month, year without a heading above": {"birth_in": "bare-parts", "fields": BIRTH},
    "odd dates": {"birth_in": "odd", "fields": BIRTH},
    "headings explained": {"explained": True, "birth_in": "text", "fields": BIRTH},
    "collectives among people": {"collectives": True, "people": 40},
    "people who are only counted": {"unnamed": True, "people": 40},
    "positions behind names": {"positions_behind_names": True, "fields": ("birth",),
                               "name_in": "one", "titles_behind_names": False},
    "phone and e-mail in one column": {"fields": ("contact", "position")},
    "sections between stars": {"unit_in": "sections", "markers": "stars"},
    "mixed dates": {"birth_in": "mixed", "fields": BIRTH},
    "phones as numbers": {"phones_as_numbers": True, "fields": ("phone", "email", "position")},
    "no header": {"headed": False, "title_rows": 0, "blank_rows": 0,
                  "fields": ("position", "phone", "birth"), "birth_in": "year",
                  "name_in": "one"},
    "no header, titles above": {"headed": False, "title_rows": 2, "birth_in": "text",
                                "fields": ("email", "gender", "birth"), "gender_in": "word"},
    "no header, split name": {"headed": False, "title_rows": 0, "blank_rows": 0,
                              "name_in": "loose", "fields": ("position", "phone")},
    "no header, only name and unit": {"headed": False, "title_rows": 0, "blank_rows": 0,
                                      "numbers": "none", "fields": ()},
    "unknown headings": {"unknown_headings": True, "fields": ("position", "phone", "email")},
    "no numbers": {"numbers": "none"},
    "numbers as text": {"numbers": "text"},
    "numbers with gaps": {"numbers": "gaps"},
    "numbers prepared": {"prepared_rows": 8},
    "restart": {"numbers": "restart"},
    "capitals": {"capitals": True},
    "untidy": {"untidy": True, "people": 60},
    "look-up sheet": {"look_up_sheet": True},
    "no unit": {"unit_in": "none"},
    "titles behind names": {"titles_behind_names": True, "name_in": "one"},
    "whole list and a sheet per unit": {"repeated_in_sheets": True},
    "sheet of examples": {"example": "sheet"},
    "row of an example": {"example": "row"},
    "under pages of text": {"text_above": 70},
    "nfd": {"code": "nfd"},
    "tcvn3 by font": {"code": "tcvn3"},
    "tcvn3, split name by font": {"code": "tcvn3", "name_in": "split"},
    "tcvn3 capitals by font": {"code": "tcvn3", "capitals": True, "unit_in": "sections"},
    "vni by font": {"code": "vni"},
    "tcvn3 without font": {"code": "tcvn3-no-font"},
    "vni without font": {"code": "vni-no-font"},
    "vni without font, sections": {"code": "vni-no-font", "unit_in": "sections"},
}


def corpus(seed: int = 1) -> Iterable[Made]:
    """Every shape once, with people, headings and the rest drawn from the seed."""
    for name, fixed in SHAPES.items():
        rng = random.Random(f"{name} {seed}")
        plan = drawn(rng, dataclasses.replace(Plan(), **fixed), frozenset(fixed))
        yield coded(make_roster(name, plan, seed), plan.code)
    yield from item_lists(seed)
