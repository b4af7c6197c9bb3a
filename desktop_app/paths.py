"""Where things live: settings, registers, backups, logs and exports, and the shipped resources."""

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from desktop_app.domain.errors import UserError

APP_NAME = "ThuKyHoiNghi"
_RESOURCES = Path(__file__).resolve().parent.parent / "resources"


@dataclass(frozen=True)
class Places:
    """The folders of one user, all under `data`; each is made when it is first asked for.

    Asking raises `target-unwritable` where a folder cannot be made.
    """

    data: Path

    @property
    def settings_file(self) -> Path:
        """The program's own settings; the file may not exist yet."""
        return _made(self.data) / "settings.json"

    @property
    def registers(self) -> Path:
        return _made(self.data / "registers")

    @property
    def backups(self) -> Path:
        return _made(self.data / "backups")

    def emergency(self) -> Iterator[Path]:
        """Where a copy goes while the register cannot be written to, the best place first."""
        with suppress(UserError):
            yield self.backups
        yield Path(tempfile.gettempdir())
        yield Path.home()

    @property
    def logs(self) -> Path:
        return _made(self.data / "logs")

    @property
    def exports(self) -> Path:
        return _made(self.data / "exports")


def places(data_dir: Path | None = None) -> Places:
    """Everything under `data_dir`, or in the user's own data folder on this PC."""
    if data_dir is not None:
        return Places(data_dir.absolute())
    return Places(platformdirs.user_data_path(APP_NAME, appauthor=False, roaming=False))


def resource(name: str) -> Path:
    """A file that ships with the program, by its path under resources, such as `icons/app.svg`."""
    return _RESOURCES.joinpath(*name.split("/"))


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("target-unwritable", path=folder) from error
    return folder
