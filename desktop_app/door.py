"""Opens registers, and offers what can be done where one cannot be opened."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _, active
from desktop_app.paths import Places
from desktop_app.services.registers import create_register, open_register, read_register
from desktop_app.store.register import Register

if TYPE_CHECKING:
    from desktop_app.ui.dialogs import Dialogs

DEFAULT_REGISTER = "hoi-nghi.db"
REGISTER_ENDING = ".db"
_READABLE = {"register-read-only", "register-locked", "register-on-network", "register-busy",
             "disk-full", "disk-error"}
Offer = tuple[str, Callable[[], Register | None]]
log = logging.getLogger(__name__)


class Door:
    """What it opens is stamped with the time of `now`."""

    def __init__(self, places: Places, dialogs: "Dialogs", now: Callable[[], datetime]) -> None:
        self._places = places
        self._dialogs = dialogs
        self._now = now

    def usual(self, used: Sequence[str]) -> Path:
        """The register used last, if it is still there; else the one in the data folder."""
        for text in used:
            if Path(text).is_file():
                return Path(text)
        path = self._places.registers / DEFAULT_REGISTER
        if not path.exists():
            create_register(path, now=self._now).close()
        return path

    def opened(self, path: Path) -> Register | None:
        """The register, or what the user chooses instead when it cannot be opened."""
        try:
            if not path.exists() and path.suffix == REGISTER_ENDING:
                return create_register(path, now=self._now)
            return open_register(path, now=self._now)
        except UserError as error:
            log.info("register refused: %s", error.code)
            return self.instead(path, error)

    def instead(self, path: Path, error: UserError) -> Register | None:
        offers: list[Offer] = [(_("Open another register"), self._another)]
        if error.code in _READABLE:
            offers.append((_("Open read-only"), lambda: read_register(path)))
        if error.code == "register-damaged":
            offers += self._restoring(path)
        choice = self._dialogs.choose(None, _("Conference Secretary"), error.sentence(active()),
                                      [label for label, _act in offers])
        if choice is None:
            return None
        try:
            return offers[choice][1]()
        except UserError as second:
            return self.instead(path, second)

    def _another(self) -> Register | None:
        other = self._dialogs.open_register(None, self._places.registers)
        return self.opened(other) if other else None

    def _restoring(self, path: Path) -> list[Offer]:
        """The offer to restore the newest backup, if there is a sound one."""
        from desktop_app.services.backups import newest_backup, restore

        backup = newest_backup(path, self._places.backups)
        if backup is None:
            return []

        def restored() -> Register:
            old = restore(backup.path, path)
            self._dialogs.tell(None, _("Conference Secretary"), _(
                "The register that was there before is kept as {old}.").format(old=old))
            return open_register(path)

        label = _("Restore the backup of {date}")
        return [(label.format(date=f"{backup.made_at:%d/%m/%Y %H:%M}"), restored)]
