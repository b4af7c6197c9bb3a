"""The command that opens the window and plays a rehearsal in it."""

import argparse
from collections.abc import Sequence

from desktop_app.i18n import N_, _
from desktop_app.services.rehearsal import USUAL_SPEED

NAME = "rehearse"
PURPOSE = N_("play a scripted conference in the window, on a throw-away register")
SPEEDS = range(1, 61)


def wanted(rest: Sequence[str], program: str) -> argparse.Namespace:
    """What to open, as for the window; `speed` is how many seconds of the conference a second
    takes."""
    parser = argparse.ArgumentParser(prog=f"{program} {NAME}", allow_abbrev=False,
                                     description=_(PURPOSE))
    parser.add_argument("--speed", type=_speed, default=USUAL_SPEED, metavar="N",
                        help=_("how many times as fast as a real conference, from 1 to 60"))
    parser.set_defaults(register=None, demo=False)
    return parser.parse_args(rest)


def _speed(text: str) -> int:
    """Reads a speed; argparse shows the message for anything else."""
    if not text.isdecimal() or int(text) not in SPEEDS:
        raise argparse.ArgumentTypeError(_("{text} is no number between {least} and {most}").format(
            text=text, least=SPEEDS[0], most=SPEEDS[-1]))
    return int(text)
