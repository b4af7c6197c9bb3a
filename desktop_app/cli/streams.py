"""Standard output and standard error: always there, always UTF-8, and lost without a traceback."""

import io
import os
import sys
from typing import TextIO

_STANDARD_ERROR = 2


def make_ready() -> None:
    """Opens the standard streams that the program was started without, so that no file of ours
    gets their numbers; what is said there is said to nobody."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _STANDARD_ERROR:
        pass
    os.close(descriptor)
    sys.stdout = sys.stdout or _nobody()
    sys.stderr = sys.stderr or _nobody()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def give_up(stream: TextIO) -> None:
    """Drops what could not be written; the interpreter would try it again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _nobody() -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
