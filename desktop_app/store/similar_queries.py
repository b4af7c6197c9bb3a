"""Opinions that have words in common, of all conferences, through the full-text index."""

import json
from collections.abc import Mapping, Sequence
from itertools import combinations

from desktop_app.store.register import Register

_A_PAIR = 400
"""How many of the newest opinions that have two words are looked at."""


def total(register: Register) -> int:
    """How many opinions the register has."""
    return int(register.sql("SELECT count(*) FROM feedback")[0][0])


def occurrences(register: Register, words: Sequence[str]) -> Mapping[str, int]:
    """In how many opinions each folded word occurs."""
    return {word: register.sql("SELECT count(*) FROM feedback_search WHERE feedback_search MATCH ?",
                               [f'"{word}"'])[0][0] for word in words}


def sharing(register: Register, weights: Mapping[str, float], limit: int) -> list[int]:
    """The opinions that share most of the weight of some folded words, two of them at least; the
    newest first among equals."""
    pairs = list(combinations(weights, 2))
    if not pairs:
        return []
    part = ("SELECT * FROM (SELECT rowid AS key, ? AS weight FROM feedback_search "
            f"WHERE feedback_search MATCH ? ORDER BY rowid DESC LIMIT {_A_PAIR})")
    params = [value for one, other in pairs
              for value in (weights[one] + weights[other], f'"{one}" "{other}"')]
    rows = register.sql(f"SELECT key FROM ({' UNION ALL '.join([part] * len(pairs))}) "
                        "GROUP BY key ORDER BY sum(weight) DESC, key DESC LIMIT ?",
                        [*params, limit])
    return [row[0] for row in rows]


def unit_names(register: Register) -> list[str]:
    """What the units of all conferences are called."""
    return [row[0] for row in register.sql("SELECT name FROM unit UNION SELECT short_name "
                                           "FROM unit WHERE short_name != ''")]


def followers(register: Register, roots: Sequence[int]) -> Mapping[int, list[int]]:
    """The opinions that are marked the same as each of these, by number."""
    found: dict[int, list[int]] = {}
    for root, key in register.sql(
            "SELECT same_as_id, id FROM feedback WHERE same_as_id IN "
            "(SELECT value FROM json_each(?)) ORDER BY number, id", (json.dumps(list(roots)),)):
        found.setdefault(root, []).append(key)
    return found
