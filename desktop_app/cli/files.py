"""The commands that read and import lists, and export a conference.

What takes long to load is imported by the command that needs it.
"""

import argparse
from typing import TYPE_CHECKING

from desktop_app.cli.command import (
    DONE,
    Command,
    add_json,
    add_meeting,
    add_register,
    given_path,
    print_json,
)
from desktop_app.domain.errors import UserError
from desktop_app.domain.list_table import ListKind
from desktop_app.i18n import N_, _, active, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.domain.records import Meeting
    from desktop_app.services.importing import ImportResult, Preview
    from desktop_app.store.register import Register

EXPORTS = ("workbook", "csv", "ods", "json", "offices", "form")
_USUAL = EXPORTS[:1]
RETURNED = "returned"


def _add_list(parser: argparse.ArgumentParser, *others: str) -> None:
    parser.add_argument("--kind", required=True,
                        choices=[*(kind.value for kind in ListKind), *others])
    parser.add_argument("file", type=given_path, metavar="FILE")
    add_json(parser)


# --- read -----------------------------------------------------------------------------------


def _read(wanted: argparse.Namespace) -> int:
    from desktop_app.services.importing import preview, to_json

    found = preview(wanted.file, wanted.kind)
    if wanted.json:
        print_json(to_json(found, active()))
        return DONE
    for table in found.tables:
        print(table.sheet, ngettext("{count} row", "{count} rows", len(table.rows)).format(
            count=len(table.rows)), sep=": ")
        for row in table.rows:
            print(row.row, *(_shown(value) for value in row.values.values()), sep="\t")
    _print_remarks(found)
    return DONE


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _print_remarks(found: "Preview") -> None:
    from desktop_app.services.importing import problem_text, sheet_notes

    for table in found.tables:
        for problem in table.problems:
            print(_("{sheet}, row {row}: {problem}").format(
                sheet=table.sheet, row=problem.row, problem=problem_text(problem, active())))
    for note in sheet_notes(found, active()):
        print(note)


# --- import ---------------------------------------------------------------------------------


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    add_register(parser)
    add_meeting(parser, required=True)
    _add_list(parser, RETURNED)
    parser.add_argument("--theirs", action="store_true", help=_(
        "with returned workbooks: also take over what has changed in the register since"))


def _import(wanted: argparse.Namespace) -> int:
    from desktop_app.services import importing
    from desktop_app.services.meetings import Meetings
    from desktop_app.services.registers import open_register

    if wanted.kind == RETURNED:
        from desktop_app.cli.returned import import_returned

        return import_returned(wanted)
    with open_register(wanted.register) as register:
        Meetings(register).get(wanted.meeting)
        found = importing.preview(wanted.file, wanted.kind,
                                  told=importing.remembered(register))
        merge = importing.compare(register, wanted.meeting, found)
        result = importing.merge_list(register, wanted.meeting, merge)
    if wanted.json:
        print_json({**importing.to_json(found, active()),
                    **importing.result_json(result, merge, active())})
    else:
        _print_result(found, result)
    if result.doubtful:
        raise UserError("rows-doubtful", count=len(result.doubtful))
    return DONE


def _print_result(found: "Preview", result: "ImportResult") -> None:
    print(ngettext("{count} row imported.", "{count} rows imported.", len(result.added)).format(
        count=len(result.added)))
    print(_("New: {new} · same: {same} · changed: {changed} · doubtful: {doubtful}").format(
        new=len(result.added), same=len(result.skipped), changed=len(result.changed),
        doubtful=len(result.doubtful)))
    for name in result.units_added:
        print(_("New unit: {name}").format(name=name))
    for skipped in result.skipped:
        print(_("{sheet}, row {row}: {name} is there already.").format(
            sheet=skipped.sheet, row=skipped.row, name=skipped.name))
    for waiting in result.doubtful:
        print(_("{sheet}, row {row}: {name} is doubtful and was not imported.").format(
            sheet=waiting.sheet, row=waiting.row, name=waiting.name))
    _print_remarks(found)


# --- export ---------------------------------------------------------------------------------


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    add_register(parser)
    add_meeting(parser, required=True)
    parser.add_argument("--to", type=given_path, required=True, metavar="DIR")
    parser.add_argument("--what", type=_exports, default=_USUAL, metavar=",".join(EXPORTS))
    parser.add_argument("--form", type=given_path, metavar="FILE", help=_(
        "with form: the office's own workbook to fill in"))


def _exports(text: str) -> tuple[str, ...]:
    """Reads what to export; argparse shows the message for what there is not."""
    names = tuple(dict.fromkeys(text.split(",")))
    unknown = [name for name in names if name not in EXPORTS]
    if unknown:
        raise argparse.ArgumentTypeError(
            _("{names} cannot be exported; there is {known}").format(
                names=", ".join(unknown), known=", ".join(EXPORTS)))
    return names


def _export_wrong(wanted: argparse.Namespace) -> str:
    unnamed = "form" in wanted.what and wanted.form is None
    return _("name the form to fill in with --form FILE") if unnamed else ""


def _export(wanted: argparse.Namespace) -> int:
    from desktop_app.services.meetings import Meetings
    from desktop_app.services.registers import read_register

    with read_register(wanted.register) as register:
        meeting = Meetings(register).get(wanted.meeting)
        for name in wanted.what:
            _WRITERS[name](register, meeting, wanted)
    return DONE


def _write_workbook(register: "Register", meeting: "Meeting", wanted: argparse.Namespace) -> None:
    from desktop_app.services.exporting import export_workbook, saved_sentence

    written = export_workbook(register, meeting.id, wanted.to, active())
    print(saved_sentence(meeting, written, active()))


def _write_offices(register: "Register", meeting: "Meeting", wanted: argparse.Namespace) -> None:
    from desktop_app.services.office_books import export_office_books, saved_sentences

    written = export_office_books(register, meeting.id, wanted.to, active())
    for sentence in saved_sentences(written, active()):
        print(sentence)


def _write_csv(register: "Register", meeting: "Meeting", wanted: argparse.Namespace) -> None:
    from desktop_app.services.formats import export_csv, files_sentence

    print(files_sentence(export_csv(register, meeting.id, wanted.to, active()), active()))


def _write_json(register: "Register", meeting: "Meeting", wanted: argparse.Namespace) -> None:
    from desktop_app.services.formats import export_json, files_sentence

    print(files_sentence(export_json(register, meeting.id, wanted.to, active()), active()))


def _write_ods(register: "Register", meeting: "Meeting", wanted: argparse.Namespace) -> None:
    from desktop_app.services.exporting import export_workbook
    from desktop_app.services.formats import export_ods, files_sentence

    def write_book(work: "Path") -> "Path":
        return export_workbook(register, meeting.id, work, active())

    print(files_sentence(export_ods(write_book, wanted.to), active()))


def _write_form(register: "Register", meeting: "Meeting", wanted: argparse.Namespace) -> None:
    from desktop_app.services.forms import saved_sentence, usable_form, write_form

    content = usable_form(wanted.form, active())
    filled = write_form(register, meeting.id, wanted.form, content, wanted.to, texts=active())
    print(saved_sentence(filled, active()))


_WRITERS = {"workbook": _write_workbook, "csv": _write_csv, "ods": _write_ods,
            "json": _write_json, "offices": _write_offices, "form": _write_form}


READ = Command(N_("say what the importer understands of a file; write nothing"),
               lambda parser: _add_list(parser), _read)
IMPORT = Command(N_("add the rows of a file to a conference"), _import_arguments, _import)
EXPORT = Command(N_("write the workbook of a conference"), _export_arguments, _export,
                 _export_wrong)
