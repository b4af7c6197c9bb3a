"""The commands that make, list, dump, check, back up and restore registers.

What takes long to load is imported by the command that needs it.
"""

import argparse
import sys

from desktop_app.cli.command import (
    DONE,
    Command,
    add_json,
    add_meeting,
    add_register,
    count,
    given_path,
    print_json,
)
from desktop_app.domain.dates import short_date
from desktop_app.domain.errors import UserError
from desktop_app.i18n import N_, _

_DEMO_ATTENDEES, _DEMO_OPINIONS = 150, 100


# --- demo -----------------------------------------------------------------------------------


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=given_path, required=True, metavar="REGISTER")
    parser.add_argument("--attendees", type=count, metavar="N")
    parser.add_argument("--opinions", type=count, metavar="N")
    parser.add_argument("--meetings", type=count, default=1, metavar="N")


def _demo(wanted: argparse.Namespace) -> int:
    from desktop_app.services.demo import write_demo, write_synthetic
    from desktop_app.services.registers import new_register

    with new_register(wanted.to) as register:
        if wanted.attendees is None and wanted.opinions is None:
            write_demo(register)
        else:
            write_synthetic(register, _or(wanted.attendees, _DEMO_ATTENDEES),
                            _or(wanted.opinions, _DEMO_OPINIONS), wanted.meetings)
    print(_("{path} has been written.").format(path=wanted.to))
    return DONE


def _or(number: int | None, default: int) -> int:
    return default if number is None else number


# --- list, dump -----------------------------------------------------------------------------


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    add_register(parser)
    add_json(parser)


def _list(wanted: argparse.Namespace) -> int:
    from desktop_app.services.meetings import Meetings
    from desktop_app.services.registers import read_register

    with read_register(wanted.register) as register:
        meetings = Meetings(register).all()
    if wanted.json:
        print_json([
            {"id": m.id, "title": m.title, "status": m.status,
             "date": m.starts_at.date().isoformat() if m.starts_at else None}
            for m in meetings])
    else:
        for m in meetings:
            print(m.id, short_date(m.starts_at) if m.starts_at else "", m.title, sep="\t")
    return DONE


def _dump_arguments(parser: argparse.ArgumentParser) -> None:
    add_register(parser)
    add_meeting(parser, required=False)


def _dump(wanted: argparse.Namespace) -> int:
    from desktop_app.services.dumping import write_dump
    from desktop_app.services.registers import read_register

    with read_register(wanted.register) as register:
        write_dump(register, sys.stdout.write, wanted.meeting)
    sys.stdout.flush()
    return DONE


# --- check, backup, restore -----------------------------------------------------------------


def _check(wanted: argparse.Namespace) -> int:
    from desktop_app.services.backups import problems

    found = problems(wanted.register)
    for problem in found:
        print(problem)
    if found:
        raise UserError("register-damaged", path=wanted.register)
    print(_("{path} is sound.").format(path=wanted.register))
    return DONE


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    add_register(parser)
    parser.add_argument("--to", type=given_path, required=True, metavar="FILE")


def _backup(wanted: argparse.Namespace) -> int:
    from desktop_app.services.backups import back_up

    back_up(wanted.register, wanted.to)
    print(_("{path} has been written.").format(path=wanted.to))
    return DONE


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=given_path, metavar="FILE")
    parser.add_argument("--to", type=given_path, required=True, metavar="REGISTER")


def _restore(wanted: argparse.Namespace) -> int:
    from desktop_app.services.backups import restore

    old = restore(wanted.file, wanted.to)
    print(_("{path} has been restored.").format(path=wanted.to))
    if old:
        print(_("The register that was there before is kept as {old}.").format(old=old))
    return DONE


DEMO = Command(N_("write the demo conference, or a synthetic register of some size"),
               _demo_arguments, _demo)
LIST = Command(N_("list the conferences of a register"), _list_arguments, _list)
DUMP = Command(N_("print everything recorded as JSON"), _dump_arguments, _dump)
CHECK = Command(N_("say whether a register is sound"), add_register, _check)
BACKUP = Command(N_("copy a register, also while it is in use"), _backup_arguments, _backup)
RESTORE = Command(N_("make a register from a backup"), _restore_arguments, _restore)
