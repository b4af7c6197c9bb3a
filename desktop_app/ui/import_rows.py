"""The rows of a list and the people missing in it, as the import panel shows them.

A row is made when it is shown: a list may have 50,000.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from desktop_app.domain import fields
from desktop_app.domain.list_table import NAME_OF_FIELD, NAMED_BY, RECORD_OF, ListKind
from desktop_app.domain.merge_cells import CellChange
from desktop_app.domain.merging import Verdict
from desktop_app.i18n import N_, _
from desktop_app.services.importing import (
    DOUBTS,
    RULES,
    Choice,
    ComparedRow,
    Decision,
    ListMerge,
    Place,
    cells_taken,
    decided,
)
from desktop_app.ui.import_choices import ImportChoices
from desktop_app.ui.import_findings import field_entry, field_label
from desktop_app.ui.table import Column, shown
from desktop_app.ui.theme import Theme

_JOIN = " · "
_EMPTY = "—"
_MOST_CANDIDATES = 50
_WHOLE = ("number", "full_name")
_TOLD: Mapping[ListKind, tuple[str, ...]] = {
    ListKind.ATTENDEES: ("position", "unit", "birth_year", "staff_code", "phone"),
    ListKind.AGENDA: ("fixed_start", "minutes", "presenter"),
    ListKind.FEEDBACK: ("speaker", "unit", "themes"),
}
_AFTER: Mapping[ListKind, tuple[str, ...]] = {
    ListKind.ATTENDEES: ("unit",), ListKind.AGENDA: (), ListKind.FEEDBACK: (),
}
DONE: dict[tuple[Verdict, Choice], str] = {
    (Verdict.NEW, Choice.TAKE): N_("✔ add"), (Verdict.NEW, Choice.KEEP): N_("leave out"),
    (Verdict.CHANGED, Choice.TAKE): N_("✔ change"),
    (Verdict.CHANGED, Choice.KEEP): N_("keep as it is"),
    (Verdict.DOUBTFUL, Choice.TAKE): N_("✔ change"),
    (Verdict.DOUBTFUL, Choice.KEEP): N_("leave out"),
    (Verdict.SAME, Choice.TAKE): N_("the same"), (Verdict.SAME, Choice.KEEP): N_("the same"),
}


@dataclass(frozen=True)
class ImportRow:
    """One row of the list, or somebody who is in none (`row` is None, `key` says who)."""

    row: ComparedRow | None
    key: int = 0

    @property
    def verdict(self) -> Verdict:
        return self.row.verdict if self.row else Verdict.MISSING


class ImportRows(Sequence[ImportRow]):
    """Those of one kind, or all: the rows in the order of the file, then who is missing."""

    def __init__(self, merge: ListMerge, wanted: Verdict | None) -> None:
        self._rows: Sequence[ComparedRow] = merge.rows if wanted is None else \
            [row for row in merge.rows if row.verdict is wanted]
        self._missing: Sequence[int] = merge.missing if wanted in (None, Verdict.MISSING) else ()

    def __len__(self) -> int:
        return len(self._rows) + len(self._missing)

    @overload
    def __getitem__(self, place: int) -> ImportRow: ...

    @overload
    def __getitem__(self, place: slice) -> list[ImportRow]: ...

    def __getitem__(self, place: int | slice) -> ImportRow | list[ImportRow]:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        if place < len(self._rows):
            return ImportRow(self._rows[place])
        return ImportRow(None, self._missing[place - len(self._rows)])

    def place_of(self, wanted: Place) -> int:
        """Where a row of the file stands, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.place == wanted), -1)


class RowTexts:
    """What is said of a row, as it was compared and decided."""

    def __init__(self, merge: ListMerge, choices: ImportChoices) -> None:
        self.merge = merge
        self.choices = choices
        self._told = _TOLD[merge.kind]
        self._problems: Collection[Place] = {
            (place, remark.row) for place, table in enumerate(merge.found.tables)
            for remark in table.problems}

    def value(self, row: ImportRow, name: str) -> str:
        """A field as the list says it, or as the register does of somebody missing."""
        said = self.merge.said[row.row.place] if row.row else self.merge.held[row.key]
        return value_text(name, said.get(name), self.merge.kind)

    def decision(self, row: ImportRow) -> str:
        """What will happen to a row."""
        if row.row is None:
            return _("✘ remove") if row.key in self.choices.removed else _("stays")
        if row.verdict is Verdict.DOUBTFUL and row.row.place not in self.choices.decisions:
            return _("? decide")
        made = decided(row.row, self.choices.decisions)
        text = _("✔ add beside") if made.choice is Choice.BOTH else self._done(row.row, made)
        cell = row.row.place in self._problems and made.choice is not Choice.KEEP \
            and row.verdict is not Verdict.SAME
        return _("{text}, but see below").format(text=text) if cell else text

    def _done(self, row: ComparedRow, made: Decision) -> str:
        if made.left:
            taken = len(cells_taken(self.merge, row, made))
            return _("✔ change {count} of {total}").format(count=taken,
                                                          total=taken + len(made.left))
        return _(DONE[row.verdict, made.choice])

    def what(self, row: ImportRow) -> str:
        """Before → after, why somebody is doubtful, by what they were found, or who is missing."""
        if row.row is None:
            told = next((text for name in self._told if (text := self.value(row, name))), "")
            return _JOIN.join(filter(None, [_("In the register, not in the list"), told]))
        if row.row.match.doubt:
            return _(DOUBTS[self.merge.kind][row.row.match.doubt])
        if row.row.changes:
            return _JOIN.join(map(self.change, row.row.changes))
        if row.row.match.rule:
            return _("Found {rule}").format(rule=_(RULES[self.merge.kind][row.row.match.rule]))
        return _JOIN.join(text for name in self._told if (text := self._in_line(row, name)))

    def _in_line(self, row: ImportRow, name: str) -> str:
        """A field among others, where a bare number would say nothing."""
        text = self.value(row, name)
        return _("{count} min").format(count=text) if text and name == "minutes" else text

    def details(self, row: ImportRow) -> list[str]:
        """All there is to say of a row, one thing a line."""
        if row.row is None:
            return [self.person(row.key)]
        if not (row.row.match.key or row.row.match.candidates):
            return [self.what(row)]
        if row.row.match.doubt:
            return [self.what(row), *self._candidates(row.row)]
        assert row.row.match.rule
        rule = RULES[self.merge.kind][row.row.match.rule]
        return [_("Found {rule}: {person}").format(rule=_(rule),
                                                   person=self.person(row.row.match.key))]

    def _candidates(self, row: ComparedRow) -> list[str]:
        made = self.choices.decisions.get(row.place)
        chosen = made.key if made and made.choice is Choice.TAKE else 0
        lines = []
        shown = row.match.candidates[:_MOST_CANDIDATES]
        for key in shown:
            changes = _JOIN.join(map(self.change, self.merge.changes(row.place, key)))
            mark = "✔" if key == chosen else "·"
            lines.append(f"{mark} {self.person(key)}" + (f" — {changes}" if changes else ""))
        more = len(row.match.candidates) - len(shown)
        return [*lines, _("… and {count} more").format(count=more)] if more else lines

    def person(self, key: int) -> str:
        """Somebody or something of the register in one line."""
        held, kind = self.merge.held[key], self.merge.kind
        return _JOIN.join(text for name in (NAMED_BY[kind], *self._told)
                          if (text := value_text(name, held.get(name), kind)))

    def change(self, change: CellChange) -> str:
        """A cell before and after."""
        kind = self.merge.kind
        before, after = (value_text(change.field, value, kind) or _EMPTY
                         for value in (change.before, change.after))
        return _("{field}: {before} → {after}").format(
            field=field_label(change.field, kind), before=before, after=after)


def value_text(name: str, value: object, kind: ListKind) -> str:
    """The value of a field as a table shows it; references are names already."""
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if name in NAME_OF_FIELD.values():
        return str(value or "")
    return shown(field_entry(name, kind), value)


def row_columns(texts: RowTexts, theme: Theme) -> list[Column[ImportRow]]:
    """Decision, row, what is to be said, and a column for each field that the file has, in the
    order of the catalogue."""
    palette = theme.palette
    columns: list[Column[ImportRow]] = [
        Column("taken", _("Import"), texts.decision, 24, fixed=True,
               colour=lambda row: _colour(texts.decision(row), theme)),
        Column("row", _("Row"), lambda row: str(row.row.place[1]) if row.row else "", 6,
               right=True, colour=lambda row: palette.muted)]
    tables = texts.merge.found.tables
    if len({table.sheet for table in tables}) > 1:
        columns.append(Column("sheet", _("Sheet"), lambda row: row.row.sheet if row.row else "",
                              12))
    kind = texts.merge.kind
    present = {name for table in tables for name in table.columns} | {NAMED_BY[kind],
                                                                      *_AFTER[kind]}
    order = [NAME_OF_FIELD.get(e.name, e.name) for e in fields.entries(RECORD_OF[kind])]
    named = [_column(texts, name) for name in order if name in present]
    place = next(n for n, column in enumerate(named) if column.name == NAMED_BY[kind]) + 1
    return [*columns, *named[:place],
            Column("what", _("What is found"), texts.what, 90), *named[place:]]


def _column(texts: RowTexts, name: str) -> Column[ImportRow]:
    entry = field_entry(name, texts.merge.kind)
    return Column(name, field_label(name, texts.merge.kind),
                  lambda row: texts.value(row, name), entry.width,
                  entry.kind is fields.Kind.NUMBER, fixed=name in _WHOLE)


def _colour(decision: str, theme: Theme) -> str:
    palette = theme.palette
    return {"✔": palette.good, "?": palette.warn, "✘": palette.bad}.get(decision[0], palette.muted)
