"""Records to rows and back: which columns hold a record, and how its links are joined."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, cast
from uuid import uuid4

from peewee import SQL, BooleanField, DateTimeField, TimeField

from desktop_app.store.derived import MADE_FROM, derived_columns
from desktop_app.store.models import LINKS, MODELS, Link, Table

R = TypeVar("R")
_CONVERTED = (BooleanField, DateTimeField, TimeField)


def row_of(record: Any, key: int | None = None) -> dict[str, object]:
    """Everything to write for a new record, derived columns included."""
    values = columns_of(record)
    values["uid"] = values.get("uid") or uuid4().hex
    values.update(derived_columns(type(record), values))
    return values if key is None else {"id": key, **values}


@cache
def _insertion(record_type: type) -> tuple[str, tuple[Any, ...]]:
    """The statement that inserts a record, and the fields that it wants values of."""
    model = MODELS[record_type]
    wanted = tuple(f for f in model._meta.sorted_fields if f.name != "id")
    columns, marks = ", ".join(f.column_name for f in wanted), ", ".join("?" * len(wanted))
    return f"INSERT INTO {model._meta.table_name} ({columns}) VALUES ({marks})", wanted


def insertion(record: Any) -> tuple[str, list[object]]:
    """The statement and its values; made once for each type, because lines are recorded live."""
    text, wanted = _insertion(cast(type, type(record)))
    row = row_of(record)
    return text, [f.db_value(row[f.column_name]) for f in wanted]


@cache
def _change(record_type: type, names: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    """The statement that changes these columns of one record, and their fields."""
    model = MODELS[record_type]
    places = ", ".join(f"{name} = ?" for name in names) or "id = id"
    return (f"UPDATE {model._meta.table_name} SET {places} WHERE id = ?",
            tuple(model._meta.columns[name] for name in names))


def changing(record: Any, values: Mapping[str, object]) -> tuple[str, list[object]]:
    """The statement that changes a record, and its values, derived columns included."""
    record_type = cast(type, type(record))
    links = LINKS.get(record_type, {})
    plain = {name: value for name, value in values.items() if name not in links}
    if plain.keys() & MADE_FROM.get(record_type, frozenset()):
        plain.update(derived_columns(record_type, {**columns_of(record), **plain}))
    text, wanted = _change(record_type, tuple(plain))
    row = [f.db_value(value) for f, value in zip(wanted, plain.values(), strict=True)]
    return text, [*row, record.id]


def columns_of(record: Any) -> dict[str, object]:
    """The plain columns of a record, without its key and its links."""
    links = LINKS.get(type(record), {})
    return {f.name: getattr(record, f.name) for f in dataclasses.fields(record)
            if f.name != "id" and f.name not in links}


@cache
def selection(record_type: type) -> tuple[Any, ...]:
    """What to select so that a row holds the record's fields in their order."""
    model = MODELS[record_type]
    links = LINKS.get(record_type, {})
    return tuple(
        _linked_keys(model, links[f.name]) if f.name in links else _column(model, f.name)
        for f in dataclasses.fields(record_type)
    )


def _column(model: type[Table], name: str) -> Any:
    return model._meta.columns[name] if name in model._meta.columns else getattr(model, name)


def _linked_keys(model: type[Table], link: Link) -> SQL:
    table = link.model._meta.table_name
    return SQL(
        f"(SELECT group_concat({link.target}) FROM (SELECT {link.target} FROM {table} "
        f"WHERE {link.owner} = t1.id ORDER BY id))"
    )


@cache
def _link_places(record_type: type) -> tuple[int, ...]:
    """At which places of a row the joined keys of links stand."""
    many = LINKS.get(record_type, {})
    return tuple(i for i, f in enumerate(dataclasses.fields(record_type)) if f.name in many)


@cache
def _converters(record_type: type) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """At which places of a row SQLite keeps something else than the Python value, and what makes
    that of it."""
    columns = MODELS[record_type]._meta.columns
    return tuple(
        (i, columns[f.name].python_value) for i, f in enumerate(dataclasses.fields(record_type))
        if isinstance(columns.get(f.name), _CONVERTED))


@cache
def select_by_keys(record_type: type, count: int) -> str:
    model = MODELS[record_type]
    text, _params = model.select(*selection(record_type)).where(
        model.id.in_(list(range(count)))).sql()
    return str(text)


def record_of(record_type: type[R], row: Sequence[Any]) -> R:
    """The record in a row of `selection`, as SQLite keeps it."""
    values, plain = list(row), cast(type, record_type)
    for place, value_of in _converters(plain):
        if values[place] is not None:
            values[place] = value_of(values[place])
    for place in _link_places(plain):
        joined = values[place]
        values[place] = tuple(int(key) for key in joined.split(",")) if joined else ()
    return record_type(*values)
