"""What an import did, for programs: the answer of `import --json`."""

from collections.abc import Mapping
from dataclasses import asdict

from desktop_app.domain.merging import Doubt, Rule, Verdict
from desktop_app.i18n import N_, Texts
from desktop_app.services.import_common import ImportResult
from desktop_app.services.people_merge import ComparedRow, PeopleMerge

RULES: Mapping[Rule, str] = {
    Rule.ROW_CODE: N_("by the row code of our own workbook"),
    Rule.STAFF_CODE: N_("by the staff code"),
    Rule.NAME: N_("by name, unit and birth year"),
}
DOUBTS: Mapping[Doubt, str] = {
    Doubt.SEVERAL: N_("Several people fit, or several rows fit one person."),
    Doubt.NAMESAKE: N_("Somebody of this name is in another unit or was born in another year."),
    Doubt.CODE_AND_NAME: N_("The code is one person's, the name another's."),
    Doubt.TWICE: N_("Another row has the same name, unit and birth year, or the same code."),
}


def result_json(result: ImportResult, merge: PeopleMerge | None,
                texts: Texts) -> dict[str, object]:
    """How many rows were what, and for people also which and why."""
    answer: dict[str, object] = {
        "added": len(result.added), "new": len(result.added), "same": len(result.skipped),
        "changed": len(result.changed), "doubtful": len(result.doubtful),
        "units_added": list(result.units_added),
        "skipped": [asdict(skipped) for skipped in result.skipped],
    }
    if merge is None:
        return {**answer, "doubtful_rows": [asdict(row) for row in result.doubtful]}
    return {
        **answer,
        "changed_rows": [_changed(row) for row in merge.rows if row.verdict is Verdict.CHANGED],
        "doubtful_rows": [_doubtful(merge, row, texts) for row in merge.rows
                          if row.verdict is Verdict.DOUBTFUL],
        "missing": [_person(merge, key) for key in merge.missing],
    }


def _changed(row: ComparedRow) -> dict[str, object]:
    return {**_row(row), "rule": str(row.match.rule),
            "changes": [change._asdict() for change in row.changes]}


def _doubtful(merge: PeopleMerge, row: ComparedRow, texts: Texts) -> dict[str, object]:
    assert row.match.doubt
    return {**_row(row), "reason": str(row.match.doubt),
            "message": texts.get(DOUBTS[row.match.doubt]),
            "candidates": [_person(merge, key) for key in row.match.candidates]}


def _row(row: ComparedRow) -> dict[str, object]:
    return {"sheet": row.sheet, "row": row.place[1], "name": row.name}


def _person(merge: PeopleMerge, key: int) -> dict[str, object]:
    held = merge.held[key]
    return {"uid": held["uid"], "name": held["full_name"], "unit": held["unit"]}
