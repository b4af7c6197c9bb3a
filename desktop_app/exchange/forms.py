"""Forms from outside, read in a process of their own."""

from collections.abc import Callable
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.domain.form_problems import FormContent
from desktop_app.exchange.form_book import read_form
from desktop_app.exchange.isolated import Limits, run_isolated
from desktop_app.exchange.lists import MEGABYTES, SECONDS


def check_form(path: Path, cancelled: Callable[[], bool] = lambda: False) -> FormContent:
    """What a form asks for and what is wrong with it. Takes a fresh process, at most as long and
    as much memory as a list does.

    Raises `form-not-xlsx`, `file-damaged` and the other reasons why a file cannot be read.
    """
    refused = UserError("file-too-large", path=path)
    limits = Limits(died=refused, too_slow=refused, seconds=SECONDS, megabytes=MEGABYTES)
    return run_isolated(read_form, path, limits=limits, cancelled=cancelled)
