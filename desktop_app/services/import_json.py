"""What an import did, for programs: the answer of `import --json`."""

from collections.abc import Mapping
from dataclasses import asdict

from desktop_app.domain.list_table import ListKind
from desktop_app.domain.merge_cells import CellChange
from desktop_app.domain.merging import Doubt, Rule, Verdict
from desktop_app.domain.row_codes import CODE
from desktop_app.i18n import N_, Texts
from desktop_app.services.import_common import ImportResult
from desktop_app.services.import_preview import plain_value
from desktop_app.services.list_merge import ComparedRow, ListMerge

RULES: Mapping[ListKind, Mapping[Rule, str]] = {
    ListKind.ATTENDEES: {
        Rule.ROW_CODE: N_("by the row code of our own workbook"),
        Rule.STAFF_CODE: N_("by the staff code"),
        Rule.NAME: N_("by name, unit and birth year")},
    ListKind.AGENDA: {
        Rule.ROW_CODE: N_("by the row code of our own workbook"),
        Rule.NAME: N_("by its title")},
    ListKind.FEEDBACK: {
        Rule.ROW_CODE: N_("by the row code of our own workbook"),
        Rule.NAME: N_("by its text and speaker")},
}
DOUBTS: Mapping[ListKind, Mapping[Doubt, str]] = {
    ListKind.ATTENDEES: {
        Doubt.SEVERAL: N_("Several people fit, or several rows fit one person."),
        Doubt.NAMESAKE: N_(
            "Somebody of this name is in another unit or was born in another year."),
        Doubt.CODE_AND_NAME: N_("The code is one person's, the name another's."),
        Doubt.TWICE: N_(
            "Another row has the same name, unit and birth year, or the same code.")},
    ListKind.AGENDA: {
        Doubt.SEVERAL: N_("Several items have this title, or several rows are one item."),
        Doubt.CODE_AND_NAME: N_("The code is one item's, number and title are another's."),
        Doubt.TWICE: N_("Another row has the same title or the same code.")},
    ListKind.FEEDBACK: {
        Doubt.SEVERAL: N_("Several opinions have this text, or several rows are one opinion."),
        Doubt.NAMESAKE: N_("Somebody else has given an opinion with this text."),
        Doubt.CODE_AND_NAME: N_("The code is one opinion's, number and text are another's."),
        Doubt.TWICE: N_("Another row has the same text and speaker, or the same code.")},
}
_MOST_CANDIDATES = 50


def result_json(result: ImportResult, merge: ListMerge, texts: Texts) -> dict[str, object]:
    """How many rows were what, and which and why."""
    return {
        "added": len(result.added), "new": len(result.added), "same": len(result.skipped),
        "changed": len(result.changed), "doubtful": len(result.doubtful),
        "units_added": list(result.units_added),
        "skipped": [asdict(skipped) for skipped in result.skipped],
        "changed_rows": [_changed(row) for row in merge.rows if row.verdict is Verdict.CHANGED],
        "doubtful_rows": [_doubtful(merge, row, texts) for row in merge.rows
                          if row.verdict is Verdict.DOUBTFUL],
        "missing": [_held(merge, key) for key in merge.missing],
    }


def _changed(row: ComparedRow) -> dict[str, object]:
    return {**_row(row), "rule": str(row.match.rule),
            "changes": [_cell(change) for change in row.changes]}


def _cell(change: CellChange) -> dict[str, object]:
    return {name: plain_value(value) for name, value in change._asdict().items()}


def _doubtful(merge: ListMerge, row: ComparedRow, texts: Texts) -> dict[str, object]:
    assert row.match.doubt
    return {**_row(row), "reason": str(row.match.doubt),
            "message": texts.get(DOUBTS[merge.kind][row.match.doubt]),
            "candidate_count": len(row.match.candidates),
            "candidates": [_held(merge, key) for key in row.match.candidates[:_MOST_CANDIDATES]]}


def _row(row: ComparedRow) -> dict[str, object]:
    return {"sheet": row.sheet, "row": row.place[1], "name": row.name}


def _held(merge: ListMerge, key: int) -> dict[str, object]:
    held = merge.held[key]
    unit = {"unit": held["unit"]} if "unit" in held else {}
    return {"uid": held[CODE], "name": merge.name_of(key), **unit}
