"""The command line: the window's services without a window.

Every command ends with 0 (done), 1 (could not; one sentence on standard error says why) or
2 (wrong usage). Modules that take long to load are imported by the command that needs them.
"""

import argparse
import io
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app import __version__
from desktop_app.domain.dates import short_date
from desktop_app.domain.errors import UserError
from desktop_app.i18n import DEFAULT_LANGUAGE, LANGUAGES, N_, _, active, use_language
from desktop_app.logs import log_file, logging_to
from desktop_app.paths import Places, places

DONE, COULD_NOT, WRONG_USAGE = 0, 1, 2
PROGRAM = "main.py"
_DEMO_ATTENDEES, _DEMO_OPINIONS = 150, 100
_MOST = 1_000_000

OpenWindow = Callable[[Path | None, bool, Places], int]
_log = logging.getLogger(__name__)


def main(argv: Sequence[str], open_window: OpenWindow) -> int:
    """Runs what the arguments ask for, and gives the exit code."""
    _speak_utf8()
    own_places = places(None)
    try:
        options, rest = _options(argv)
        own_places = places(options.data_dir)
        return _run(rest, options, own_places, open_window)
    except SystemExit as stop:  # how argparse ends, after --help or wrong usage
        return stop.code if isinstance(stop.code, int) else DONE
    except UserError as error:
        return _could_not(error)
    except KeyboardInterrupt:
        return _could_not(UserError("cancelled"))
    except BrokenPipeError:  # the reader of our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT
    except OSError as error:
        if error.filename is None:
            return _unexpected(error, own_places)
        return _could_not(UserError("file-unreadable", path=error.filename))
    except Exception as error:
        return _unexpected(error, own_places)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _could_not(error: UserError) -> int:
    print(error.sentence(active()), file=sys.stderr)
    return COULD_NOT


def _unexpected(error: Exception, own_places: Places) -> int:
    with logging_to(own_places):
        _log.critical("unhandled error", exc_info=error)
    return _could_not(UserError("unexpected", log=log_file(own_places)))


# --- arguments ------------------------------------------------------------------------------


def _options(argv: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """The options that may stand anywhere, and all other arguments."""
    parser = argparse.ArgumentParser(prog=PROGRAM, add_help=False, allow_abbrev=False)
    parser.add_argument("--data-dir", type=Path, metavar="DIR")
    parser.add_argument("--lang", choices=LANGUAGES)
    return parser.parse_known_args(list(argv))


def _run(rest: Sequence[str], options: argparse.Namespace, own_places: Places,
         open_window: OpenWindow) -> int:
    use_language(options.lang or DEFAULT_LANGUAGE)
    command = COMMANDS.get(rest[0]) if rest else None
    if command:
        parser = argparse.ArgumentParser(prog=f"{PROGRAM} {rest[0]}", allow_abbrev=False,
                                         description=_(command.purpose))
        command.add_arguments(parser)
        return command.run(parser.parse_args(rest[1:]))
    parser = _window_parser()
    wanted = parser.parse_args(rest)
    if options.lang:
        parser.error("--lang goes with a command")
    if wanted.demo and wanted.register:
        parser.error("--demo opens a register of its own")
    return open_window(wanted.register, wanted.demo, own_places)


def _window_parser() -> argparse.ArgumentParser:
    commands = "\n".join(f"  {name:9} {_(command.purpose)}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog=PROGRAM, allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter,
        description=_("Opens the window, or runs a command."),
        epilog=f"{PROGRAM} COMMAND [--help] [--data-dir DIR] [--lang vi|en]\n{commands}")
    parser.add_argument("register", nargs="?", type=Path, metavar="REGISTER",
                        help=_("the register to open; without it, the last one used"))
    parser.add_argument("--demo", action="store_true",
                        help=_("open a throw-away copy of the demo conference"))
    parser.add_argument("--data-dir", metavar="DIR",
                        help=_("keep settings, registers, backups and logs under DIR"))
    parser.add_argument("--version", action="version",
                        version=f"{_('Conference Secretary')} {__version__}")
    return parser


def _count(text: str) -> int:
    """Reads how many; argparse shows the message for anything else."""
    if not text.isdecimal() or int(text) > _MOST:
        raise argparse.ArgumentTypeError(f"{text} is no number between 0 and {_MOST}")
    return int(text)


def _add_register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("register", type=Path, metavar="REGISTER")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("answer as JSON"))


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


# --- demo -----------------------------------------------------------------------------------


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, required=True, metavar="REGISTER")
    parser.add_argument("--attendees", type=_count, metavar="N")
    parser.add_argument("--opinions", type=_count, metavar="N")
    parser.add_argument("--meetings", type=_count, default=1, metavar="N")


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
    _add_register(parser)
    _add_json(parser)


def _list(wanted: argparse.Namespace) -> int:
    from desktop_app.services.meetings import Meetings
    from desktop_app.services.registers import read_register

    with read_register(wanted.register) as register:
        meetings = Meetings(register).all()
    if wanted.json:
        _print_json([
            {"id": m.id, "title": m.title, "status": m.status,
             "date": m.starts_at.date().isoformat() if m.starts_at else None}
            for m in meetings])
    else:
        for m in meetings:
            print(m.id, short_date(m.starts_at) if m.starts_at else "", m.title, sep="\t")
    return DONE


def _dump_arguments(parser: argparse.ArgumentParser) -> None:
    _add_register(parser)
    parser.add_argument("--meeting", type=int, metavar="ID")


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
    _add_register(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="FILE")


def _backup(wanted: argparse.Namespace) -> int:
    from desktop_app.services.backups import back_up

    back_up(wanted.register, wanted.to)
    print(_("{path} has been written.").format(path=wanted.to))
    return DONE


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--to", type=Path, required=True, metavar="REGISTER")


def _restore(wanted: argparse.Namespace) -> int:
    from desktop_app.services.backups import restore

    old = restore(wanted.file, wanted.to)
    print(_("{path} has been restored.").format(path=wanted.to))
    if old:
        print(_("The register that was there before is kept as {old}.").format(old=old))
    return DONE


# --- the table ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Command:
    """A word of the command line: what it is for, its arguments, and what it does."""

    purpose: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


COMMANDS = {
    "demo": Command(N_("write the demo conference, or a synthetic register of some size"),
                    _demo_arguments, _demo),
    "list": Command(N_("list the conferences of a register"), _list_arguments, _list),
    "dump": Command(N_("print everything recorded as JSON"), _dump_arguments, _dump),
    "check": Command(N_("say whether a register is sound"), _add_register, _check),
    "backup": Command(N_("copy a register, also while it is in use"), _backup_arguments, _backup),
    "restore": Command(N_("make a register from a backup"), _restore_arguments, _restore),
}
