"""The import of workbooks that offices filled in and sent back."""

import argparse
from typing import TYPE_CHECKING

from desktop_app.cli.command import DONE, print_json
from desktop_app.i18n import _, active, ngettext

if TYPE_CHECKING:
    from desktop_app.services.returned import Comparison, Difference, Problem
    from desktop_app.services.returned_taking import TakenOver


def import_returned(wanted: argparse.Namespace) -> int:
    """Takes over what only the offices changed; with `theirs` the conflicts too, but for
    what returned files say in two ways."""
    from desktop_app.services.registers import open_register
    from desktop_app.services.returned import read_files
    from desktop_app.services.returned_comparing import compare
    from desktop_app.services.returned_taking import take_over

    with open_register(wanted.register) as register:
        files = read_files(wanted.file)
        found = compare(register, wanted.meeting, files)
        chosen = [each for each in found.differences
                  if not each.conflict or (wanted.theirs and not each.rival)]
        taken = take_over(register, wanted.meeting, chosen, active())
    left = [each for each in found.differences if each not in chosen]
    if wanted.json:
        print_json(_as_json(found, taken, left))
    else:
        _print(found, taken, left)
    return DONE


def _as_json(found: "Comparison", taken: "TakenOver",
             left: list["Difference"]) -> dict[str, object]:
    from desktop_app.services.returned_texts import problem_text

    return {
        "files": found.files, "rows": found.rows, "replies": taken.replies,
        "changed": taken.changed, "opinions": taken.opinions,
        "conflicts": [{**_place(each), "opinion": each.number, "unit": each.unit,
                       "field": each.field, "sent": each.sent, "returned": each.returned,
                       "now": each.now, "rival": each.rival} for each in left],
        "problems": [{**_place(problem), "code": problem.code,
                      "message": problem_text(problem, active())} for problem in found.problems],
    }


def _place(what: "Difference | Problem") -> dict[str, object]:
    return {"file": str(what.file), "sheet": what.sheet, "row": what.row}


def _print(found: "Comparison", taken: "TakenOver", left: list["Difference"]) -> None:
    from desktop_app.services.returned_texts import field_label, problem_sentence, taken_sentence

    print(ngettext("{count} workbook read, {rows} rows.", "{count} workbooks read, {rows} rows.",
                   found.files).format(count=found.files, rows=found.rows))
    print(taken_sentence(taken, active()))
    for each in left:
        sentence = _("{file}, row {row}: opinion {number}, {field}: told in two ways; the register "
                     "was kept.") if each.rival else _(
                         "{file}, row {row}: opinion {number}, {field}: both sides changed it; the "
                         "register was kept.")
        print(sentence.format(file=each.file.name, row=each.row, number=each.number,
                              field=field_label(each.field, active())))
    for problem in found.problems:
        print(problem_sentence(problem, active()))
