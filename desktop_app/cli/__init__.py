"""The command line: the window's services without a window.

Every command ends with 0 (done), 1 (could not; one sentence on standard error says why) or
2 (wrong usage).
"""

import argparse
import errno
import gc
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop_app import __version__
from desktop_app.cli import files, registers, rehearsal, streams
from desktop_app.cli.command import COULD_NOT, DONE, given_path
from desktop_app.cli.usage import argparse_speaks
from desktop_app.domain.errors import UserError
from desktop_app.i18n import DEFAULT_LANGUAGE, LANGUAGES, _, active, use_language
from desktop_app.logs import log_file, logging_to
from desktop_app.paths import Places, places

PROGRAM = "main.py"

COMMANDS = {
    "demo": registers.DEMO, "list": registers.LIST, "read": files.READ, "import": files.IMPORT,
    "export": files.EXPORT, "dump": registers.DUMP, "check": registers.CHECK,
    "backup": registers.BACKUP, "restore": registers.RESTORE,
}

OpenWindow = Callable[[Path | None, bool, Places, int], int]
"""Opens the window: on a register or none, or on the demo, or plays a rehearsal at a speed."""
_log = logging.getLogger(__name__)


def main(argv: Sequence[str], open_window: OpenWindow) -> int:
    """Runs what the arguments ask for, and gives the exit code."""
    streams.make_ready()
    own_places = places(None)
    try:
        options, rest = _options(argv)
        own_places = places(options.data_dir)
        code = _run(rest, options, own_places, open_window)
        sys.stdout.flush()
        return code
    except SystemExit as stop:  # how argparse ends, after --help or wrong usage
        return stop.code if isinstance(stop.code, int) else DONE
    except UserError as error:
        return _could_not(error)
    except KeyboardInterrupt:
        return _could_not(UserError("cancelled"))
    except OSError as error:
        return _failed(error, own_places)
    except Exception as error:
        return _unexpected(error, own_places)


def _could_not(error: UserError) -> int:
    try:
        print(error.sentence(active()), file=sys.stderr, flush=True)
    except OSError:  # there is nobody left to tell
        streams.give_up(sys.stderr)
    return COULD_NOT


def _failed(error: OSError, own_places: Places) -> int:
    if isinstance(error, BrokenPipeError):  # the reader of our output has gone
        streams.give_up(sys.stdout)
        return COULD_NOT
    if error.errno == errno.ENOSPC:
        if error.filename is None:
            streams.give_up(sys.stdout)
        return _could_not(UserError("disk-full"))
    if error.filename is None:
        return _unexpected(error, own_places)
    code = "name-too-long" if error.errno == errno.ENAMETOOLONG else "file-unreadable"
    return _could_not(UserError(code, path=error.filename))


def _unexpected(error: Exception, own_places: Places) -> int:
    with logging_to(own_places):
        _log.critical("unhandled error", exc_info=error)
    return _could_not(UserError("unexpected", log=log_file(own_places)))


# --- arguments ------------------------------------------------------------------------------


def _options(argv: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """The options that may stand anywhere, and all other arguments."""
    use_language(DEFAULT_LANGUAGE)
    with argparse_speaks():
        parser = argparse.ArgumentParser(prog=PROGRAM, add_help=False, allow_abbrev=False)
        parser.add_argument("--data-dir", type=given_path, metavar="DIR")
        parser.add_argument("--lang", choices=LANGUAGES)
        return parser.parse_known_args(list(argv))


def _run(rest: Sequence[str], options: argparse.Namespace, own_places: Places,
         open_window: OpenWindow) -> int:
    use_language(options.lang or DEFAULT_LANGUAGE)
    command = COMMANDS.get(rest[0]) if rest else None
    if command:
        with argparse_speaks():
            parser = argparse.ArgumentParser(prog=f"{PROGRAM} {rest[0]}", allow_abbrev=False,
                                             description=_(command.purpose))
            command.add_arguments(parser)
            wanted = parser.parse_args(rest[1:])
            if wrong := command.wrong(wanted):
                parser.error(wrong)
        return command.run(wanted)
    with argparse_speaks():
        wanted = rehearsal.wanted(rest[1:], PROGRAM) if rest[:1] == [rehearsal.NAME] \
            else _window_wanted(rest, options)
    gc.disable()  # loading makes next to no garbage; the window collects again when it is there
    try:
        return open_window(wanted.register, wanted.demo, own_places, wanted.speed)
    finally:
        gc.enable()


def _window_wanted(rest: Sequence[str], options: argparse.Namespace) -> argparse.Namespace:
    parser = _window_parser()
    wanted = parser.parse_args(rest)
    wanted.speed = 0
    if options.lang:
        parser.error(_("--lang goes with a command"))
    if wanted.demo and wanted.register:
        parser.error(_("--demo opens a register of its own"))
    return wanted


def _window_parser() -> argparse.ArgumentParser:
    purposes = {**{name: command.purpose for name, command in COMMANDS.items()},
                rehearsal.NAME: rehearsal.PURPOSE}
    commands = "\n".join(f"  {name:9} {_(purpose)}" for name, purpose in purposes.items())
    parser = argparse.ArgumentParser(
        prog=PROGRAM, allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter,
        description=_("Opens the window, or runs a command."),
        epilog=f"{PROGRAM} COMMAND [--help] [--data-dir DIR] [--lang vi|en]\n{commands}")
    parser.add_argument("register", nargs="?", type=given_path, metavar="REGISTER",
                        help=_("the register to open; without it, the last one used"))
    parser.add_argument("--demo", action="store_true",
                        help=_("open a throw-away copy of the demo conference"))
    parser.add_argument("--data-dir", metavar="DIR",
                        help=_("keep settings, registers, backups and logs under DIR"))
    parser.add_argument("--version", action="version",
                        help=_("show the version and exit"),
                        version=f"{_('Conference Secretary')} {__version__}")
    return parser
