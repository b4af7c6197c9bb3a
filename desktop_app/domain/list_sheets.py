"""Sheets of a workbook that say again what others say, or only show how a list is filled in."""

import re
from collections.abc import Iterable, Mapping, Sequence

from desktop_app.domain.headings import FULL_NAME
from desktop_app.domain.list_table import ListRow, ListTable, without_rows
from desktop_app.domain.row_codes import CODE
from desktop_app.domain.vietnamese import fold

REPEATS = "sheet-repeats"
EXAMPLES = "sheet-of-examples"
OTHER = "sheet-of-own-workbook"
RELATIVES = "sheet-of-relatives"
SOME_REPEAT = "sheet-repeats-some"
FEWEST_WITHOUT_UNIT = 2
_NAME_OF_EXAMPLES = re.compile(r"(vi du|vd|huong dan|hd|example|sample|guide)\b.*")
_RELATION = re.compile(r"(moi )?quan he( voi .*| gia dinh)?|la gi cua .*")
_LETTER = re.compile(r"\S.* [A-Z]")
_TELLING_APART = ("birth_year", "staff_code", "email")

PassedOver = tuple[str, str]
"""What is said of a sheet, one of the codes above, and its name."""


def told_once(tables: Sequence[ListTable]) -> tuple[list[ListTable], list[PassedOver]]:
    """The lists of people without those that another sheet repeats, without relatives of staff and
    without examples. Whoever has the same code and name in two sheets is read once.

    Of two sheets that have the same people the one with units counts, else the longer one.
    """
    if len({table.sheet for table in tables}) < 2:
        return list(tables), []
    lists, passed = list(tables), []
    for code, is_such in ((RELATIVES, _names_relatives), (EXAMPLES, _shows_examples)):
        kept = [table for table in lists if not is_such(table)] or lists
        passed += [(code, table.sheet) for table in lists if table not in kept]
        lists = kept
    for table in sorted(lists, key=lambda t: (_has_units(t), len(t.rows))):
        others = [other for other in lists if other.sheet != table.sheet]
        if table.rows and _are_all_in(table, _by_name(others)):
            lists = [other for other in lists if other is not table]
            passed.append((REPEATS, table.sheet))
    for table in sorted(lists, key=lambda t: (_has_units(t), len(t.rows))):
        others = [other for other in lists if other.sheet != table.sheet]
        rest = _without_codes(table, _by_code(others))
        if rest is not table:
            lists = [rest if other is table else other for other in lists]
            passed.append((SOME_REPEAT, table.sheet))
    return lists, passed


def of_own_sheet(tables: Sequence[ListTable]) -> tuple[list[ListTable], list[PassedOver]]:
    """Of a workbook that the program wrote only the sheet that holds these records: the one with
    row codes that says most of them. Its other sheets sum up, group or hold other records."""
    coded = [table for table in tables if CODE in table.columns]
    if not coded:
        return list(tables), []
    own = max(coded, key=lambda table: len(table.columns)).sheet
    others = dict.fromkeys(table.sheet for table in tables if table.sheet != own)
    return [table for table in tables if table.sheet == own], [(OTHER, name) for name in others]


def _names_relatives(table: ListTable) -> bool:
    """Whether a column says what the people of a sheet are to members of staff."""
    return any(_RELATION.fullmatch(fold(heading.text)) for heading in table.headings)


def _by_code(tables: Iterable[ListTable]) -> Mapping[object, ListRow]:
    return {code: row for table in tables if "staff_code" in table.columns for row in table.rows
            if (code := row.values.get("staff_code"))}


def _without_codes(table: ListTable, others: Mapping[object, ListRow]) -> ListTable:
    """A list without the people whom other lists have under the same code and name; itself if
    there are none."""
    if "staff_code" not in table.columns or not others:
        return table
    again = {row.row for row in table.rows
             if (other := others.get(row.values.get("staff_code")))
             and _is_named(row, other) and _is_same(row, other, unit_may_lack=True)}
    return without_rows(table, again) if again else table


def _is_named(row: ListRow, other: ListRow) -> bool:
    return fold(str(row.values[FULL_NAME])) == fold(str(other.values[FULL_NAME]))


def _shows_examples(table: ListTable) -> bool:
    """Whether a sheet is called an example, or all its people are called like "Nguyễn Văn A"."""
    return bool(_NAME_OF_EXAMPLES.fullmatch(fold(table.sheet))) or (len(table.rows) > 0 and all(
        _LETTER.fullmatch(str(row.values[FULL_NAME])) for row in table.rows))


def _has_units(table: ListTable) -> bool:
    return any(row.values.get("unit") for row in table.rows)


def _by_name(tables: Iterable[ListTable]) -> Mapping[str, list[ListRow]]:
    found: dict[str, list[ListRow]] = {}
    for table in tables:
        for row in table.rows:
            found.setdefault(fold(str(row.values[FULL_NAME])), []).append(row)
    return found


def _are_all_in(table: ListTable, others: Mapping[str, list[ListRow]]) -> bool:
    several = len(table.rows) >= FEWEST_WITHOUT_UNIT
    return all(any(_is_same(row, other, several)
                   for other in others.get(fold(str(row.values[FULL_NAME])), ()))
               for row in table.rows)


def _is_same(row: ListRow, other: ListRow, unit_may_lack: bool) -> bool:
    """Whether two rows of one name are one person's, as far as they say."""
    units = [fold(str(each.values.get("unit") or "")) for each in (row, other)]
    if units[0] != units[1] and (all(units) or not unit_may_lack):
        return False
    return all(not (row.values.get(name) and other.values.get(name))
               or row.values[name] == other.values[name] for name in _TELLING_APART)
