"""What the user is told when something unexpected happens; the details go to the log."""

import logging
from collections.abc import Callable

from desktop_app.domain.errors import UserError
from desktop_app.i18n import active
from desktop_app.logs import log_file
from desktop_app.paths import Places
from desktop_app.ui.desk import Desk


class BugTeller(logging.Handler):
    """Says in the window, once there is one, what was logged as critical."""

    def __init__(self, desk: Callable[[], Desk | None], places: Places) -> None:
        super().__init__(logging.CRITICAL)
        self._desk = desk
        self._places = places

    def emit(self, record: logging.LogRecord) -> None:
        desk = self._desk()
        if desk:
            cause = record.exc_info[1] if record.exc_info else None
            error = cause if isinstance(cause, UserError) else UserError(
                "unexpected", log=log_file(self._places))
            desk.say(error.sentence(active()))
