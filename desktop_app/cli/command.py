"""What the commands of the command line have in common."""

import argparse
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _

DONE, COULD_NOT = 0, 1
_MOST = 1_000_000
_LONGEST_NAME = 255


@dataclass(frozen=True)
class Command:
    """A word of the command line: what it is for, its arguments, and what it does.

    `run` gives the exit code and raises a `UserError` for what could not be done; `wrong` says
    what is wrong with arguments that are good one by one, "" for nothing.
    """

    purpose: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    wrong: Callable[[argparse.Namespace], str] = lambda _wanted: ""


def add_register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("register", type=given_path, metavar="REGISTER")


def given_path(text: str) -> Path:
    """A path as it was typed. Raises `path-empty`, `name-too-long` for what no disk can hold, or
    `file-unreadable` for links that lead nowhere."""
    if not text.strip():
        raise UserError("path-empty")
    path = Path(text)
    if any(len(os.fsencode(part)) > _LONGEST_NAME for part in path.parts):
        raise UserError("name-too-long", path=path)
    try:
        path.resolve()
    except (OSError, RuntimeError) as error:  # links that lead to themselves
        raise UserError("file-unreadable", path=path) from error
    return path


def add_meeting(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--meeting", type=count, required=required, metavar="ID",
                        help=_("the number that the list command shows"))


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("answer as JSON"))


def count(text: str) -> int:
    """Reads how many; argparse shows the message for anything else."""
    if not text.isdecimal() or int(text) > _MOST:
        raise argparse.ArgumentTypeError(_("{text} is no number between 0 and {most}").format(
            text=text, most=_MOST))
    return int(text)


def print_json(value: object) -> None:
    """Prints an answer for other programs."""
    print(json.dumps(value, ensure_ascii=False, indent=1))
