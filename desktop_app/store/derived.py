"""Columns that are made from others when a row is written: search keys and sort keys."""

from collections.abc import Mapping

from desktop_app.domain import records
from desktop_app.domain.names import given_name, name_sort_key
from desktop_app.domain.vietnamese import fold


def _attendee(values: Mapping[str, object]) -> dict[str, object]:
    name = str(values["full_name"])
    given = given_name(name, str(values["given"]))
    return {
        "given": given,
        "search_key": fold(f"{name} {values['position']}"),
        "sort_key": name_sort_key(name, given),
    }


def _feedback(values: Mapping[str, object]) -> dict[str, object]:
    return {"search_key": fold(f"{values['speaker']} {values['text']} {values['gist']}")}


_MAKERS = {records.Attendee: _attendee, records.Feedback: _feedback}

MADE_FROM: Mapping[type, frozenset[str]] = {
    records.Attendee: frozenset({"full_name", "given", "position"}),
    records.Feedback: frozenset({"speaker", "text", "gist"}),
}
"""The columns of which a change makes the derived ones anew."""


def derived_columns(record_type: type, values: Mapping[str, object]) -> dict[str, object]:
    """The derived columns for a row with these (complete) values."""
    maker = _MAKERS.get(record_type)
    return maker(values) if maker else {}
