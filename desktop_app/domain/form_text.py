"""The text of one cell of a form: what stands in it, and the fields between double braces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.domain.form_fields import FormField, field_named, nearest

OPEN, CLOSE = "{{", "}}"
_MARK = re.compile(r"\{\{([^{}]*)\}\}")


@dataclass(frozen=True)
class Place:
    """A field in a text, from `start` to before `end`."""

    start: int
    end: int
    field: FormField


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a text. `code` is a key of `form_problems.PROBLEMS`; `text` is the part
    of it that is wrong, `hint` the key of the field that was perhaps meant."""

    code: str
    text: str
    hint: FormField | None = None


def has_marks(text: str) -> bool:
    """Whether there is anything to fill in, or to find fault with."""
    return OPEN in text or CLOSE in text


def places(text: str) -> list[Place]:
    """The known fields of a text, from left to right."""
    return [Place(found.start(), found.end(), field) for found in _MARK.finditer(text)
            if (field := field_named(found[1]))]


def flaws(text: str) -> Iterator[Flaw]:
    """Names that no field has, and braces that are not closed or not opened."""
    for found in _MARK.finditer(text):
        if field_named(found[1]) is None:
            yield Flaw("unknown-field", found[0], nearest(found[1]))
    rest = _MARK.sub("", text)
    if has_marks(rest):
        yield Flaw("open-braces", rest.strip()[:40])
