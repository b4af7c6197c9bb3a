"""Vietnamese personal names: family, middle and given name, and the order of lists of people.

Source: DOMAIN 4.4. Lists of people go by given name (the last word), then by family and middle
name. Names of minorities and foreigners need the given name to be said, which every function takes.
"""

from desktop_app.domain.collation import collation_key
from desktop_app.domain.vietnamese import clean_line


def split_name(full_name: str) -> tuple[str, str]:
    """Family and middle name, and given name; a single word is a given name.

    The given name is the last word, together with what has no letter behind it: a number that
    tells namesakes apart belongs to it ("Nguyễn Thị", "Hiền 81").
    """
    words = clean_line(full_name).split(" ")
    start = len(words) - 1
    while start > 0 and not any(character.isalpha() for character in words[start]):
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def join_name(family_middle: str, given: str) -> str:
    """The full name from its two parts, either of which may be empty."""
    return clean_line(f"{family_middle} {given}")


def given_name(full_name: str, given: str) -> str:
    """`given` if `full_name` ends with it as whole words, else what `split_name` finds.

    Capital and small letters are not told apart; the answer is spelt as in `full_name`.
    """
    name, known = clean_line(full_name), clean_line(given)
    if known and f" {name}".casefold().endswith(f" {known}".casefold()):
        return " ".join(name.split(" ")[-len(known.split(" ")) :])
    return split_name(name)[1]


def name_sort_key(full_name: str, given: str) -> str:
    """A string that sorts people by given name, then by family and middle name.

    See `collation_key` for what it promises and `given_name` for what counts as the given name.
    """
    name = clean_line(full_name)
    last = given_name(name, given)
    return collation_key(last, name[: len(name) - len(last)].rstrip())
