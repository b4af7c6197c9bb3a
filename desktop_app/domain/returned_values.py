"""Values of returned workbooks: kinds of reply by their names, and what says the same."""

from collections.abc import Mapping

from desktop_app.domain import records
from desktop_app.domain.dates import parse_date, short_date
from desktop_app.domain.fields import entry_of, parse
from desktop_app.domain.names import split_titles
from desktop_app.domain.vietnamese import clean_text, fold


def as_kind(text: str) -> str | None:
    """The kind of reply that a text names in any language of the program; None for no such."""
    if not text:
        return ""
    value, problem = parse(entry_of(records.Reply, "kind"), text)
    return None if problem else str(value)


def parted(values: Mapping[str, str], recorded: str | None) -> dict[str, str]:
    """Kind and text of a reply apart, where one column has both as in the workbook of a conference;
    the reply that is recorded may itself begin like a kind."""
    text = values.get("answer", "")
    before, colon, after = text.partition(":")
    if "kind" in values or not colon or not as_kind(before.strip()) or (
            recorded is not None and clean_text(recorded) == text):
        return dict(values)
    return {**values, "kind": before.strip(), "answer": clean_text(after.strip())}


def comparable(name: str, text: str) -> str:
    """What two values of a field must have in common to say the same."""
    if name == "kind":
        return as_kind(text) or text
    text = clean_text(text)
    if name == "due":
        day = parse_date(text)
        return short_date(day) if day else text
    if name == "person":
        return fold(split_titles(text).name)
    return text
